#include "failure.hpp"
#include "state.hpp"

namespace omnitrack::cache {

namespace {

// How many keys the server looks at in a step, between which it serves others.
constexpr std::string_view keys_in_a_step = "1000";

struct Found {
  std::string cursor;
  std::vector<Reply> keys;
};

Result<Found> scan(Client& client, std::string_view cursor, std::string_view pattern) {
  auto reply = client.run_one({"SCAN", cursor, "MATCH", pattern, "COUNT", keys_in_a_step});
  if (!reply) return failure_of(std::move(reply));
  const bool fits = reply->is(Reply::Kind::list) && reply->items.size() == 2 &&
                    reply->items[0].is(Reply::Kind::text) && reply->items[1].is(Reply::Kind::list);
  if (!fits) return tl::unexpected<Error>(Store::error_in(*reply));
  return Found{std::move(reply->items[0].text), std::move(reply->items[1].items)};
}

Result<std::int64_t> unlink(Client& client, const std::vector<Reply>& keys) {
  std::vector<Word> words{"UNLINK"};
  for (const Reply& key : keys) words.emplace_back(key.text);
  Commands command;
  command.add(std::span<const Word>(words));
  return Store::number_in(client.run_one(command));
}

}  // namespace

Result<std::uint64_t> CacheService::State::flush() {
  const std::string pattern = keys.pattern();
  std::uint64_t count = 0;
  std::string cursor = "0";
  do {
    auto found = scan(store->client(), cursor, pattern);
    if (!found) return failure_of(std::move(found));
    cursor = std::move(found->cursor);
    if (found->keys.empty()) continue;
    auto unlinked = unlink(store->client(), found->keys);
    if (!unlinked) return failure_of(std::move(unlinked));
    count += static_cast<std::uint64_t>(*unlinked);
  } while (cursor != "0");
  return count;
}

}  // namespace omnitrack::cache
