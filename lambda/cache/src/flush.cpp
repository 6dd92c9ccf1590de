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

Result<Found> scan(Redis& node, std::string_view cursor, std::string_view pattern) {
  auto reply = node.run_one({"SCAN", cursor, "MATCH", pattern, "COUNT", keys_in_a_step});
  if (!reply) return failure_of(std::move(reply));
  const bool fits = reply->is(Reply::Kind::list) && reply->items.size() == 2 &&
                    reply->items[0].is(Reply::Kind::text) && reply->items[1].is(Reply::Kind::list);
  if (!fits) return tl::unexpected<Error>(Store::error_in(*reply));
  return Found{std::move(reply->items[0].text), std::move(reply->items[1].items)};
}

// In a cluster the keys of a node lie in many slots, and some may be on their way to another node.
Result<std::int64_t> unlink_each(Redis& redis, const std::vector<Reply>& keys) {
  Commands commands;
  for (const Reply& key : keys) commands.add({"UNLINK", key.text});
  auto replies = redis.run(commands);
  if (!replies) return failure_of(std::move(replies));
  std::int64_t count = 0;
  for (Reply& reply : *replies) {
    auto unlinked = Store::number_in(std::move(reply));
    if (!unlinked) return unlinked;
    count += *unlinked;
  }
  return count;
}

Result<std::int64_t> unlink(Redis& redis, const std::vector<Reply>& keys) {
  std::vector<Word> words{"UNLINK"};
  for (const Reply& key : keys) words.emplace_back(key.text);
  Commands command;
  command.add(std::span<const Word>(words));
  return Store::number_in(redis.run_one(command));
}

// Keys that move from a node that was not looked at to one that was are found by the next pass.
constexpr int most_passes = 5;

}  // namespace

Result<std::uint64_t> CacheService::State::flush() {
  const bool is_cluster = configuration.deployment == Deployment::cluster;
  std::uint64_t all = 0;
  for (int pass = 0; pass < (is_cluster ? most_passes : 1); ++pass) {
    std::uint64_t count = 0;
    auto flushed =
        store->client().on_each_primary([&](Redis& node) { return flush_node(node, count); });
    if (!flushed) return failure_of(std::move(flushed));
    all += count;
    if (count == 0) break;
  }
  return all;
}

Result<void> CacheService::State::flush_node(Redis& node, std::uint64_t& count) {
  const bool is_cluster = configuration.deployment == Deployment::cluster;
  const std::string pattern = keys.pattern();
  std::string cursor = "0";
  do {
    auto found = scan(node, cursor, pattern);
    if (!found) return failure_of(std::move(found));
    cursor = std::move(found->cursor);
    if (found->keys.empty()) continue;
    auto unlinked =
        is_cluster ? unlink_each(store->client(), found->keys) : unlink(node, found->keys);
    if (!unlinked) return failure_of(std::move(unlinked));
    count += static_cast<std::uint64_t>(*unlinked);
  } while (cursor != "0");
  return {};
}

}  // namespace omnitrack::cache
