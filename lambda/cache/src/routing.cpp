#include "routing.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "failure.hpp"
#include "slots.hpp"

namespace omnitrack::cache {

namespace {

/// Which words of a command are keys.
enum class KeyWords : std::uint8_t { none, second, from_second, counted };

struct Verb {
  std::string_view name;
  KeyWords keys;
  bool is_read;
};

// A verb that is not here counts as one that writes to the key that is its second word.
// https://redis.io/docs/latest/develop/reference/key-specs/
constexpr std::array verbs{
    Verb{"CLUSTER", KeyWords::none, false},       Verb{"DEL", KeyWords::from_second, false},
    Verb{"EVAL", KeyWords::counted, false},       Verb{"EVALSHA", KeyWords::counted, false},
    Verb{"EXISTS", KeyWords::from_second, true},  Verb{"GET", KeyWords::second, true},
    Verb{"HMGET", KeyWords::second, true},        Verb{"INFO", KeyWords::none, false},
    Verb{"MGET", KeyWords::from_second, true},    Verb{"PING", KeyWords::none, false},
    Verb{"PTTL", KeyWords::second, true},         Verb{"SCAN", KeyWords::none, false},
    Verb{"UNLINK", KeyWords::from_second, false}, Verb{"ZSCORE", KeyWords::second, true},
};

Verb verb_of(std::string_view name) {
  const auto* const found =
      std::find_if(verbs.begin(), verbs.end(), [&](const Verb& each) { return each.name == name; });
  return found == verbs.end() ? Verb{name, KeyWords::second, false} : *found;
}

std::span<const std::string_view> keys_among(std::span<const std::string_view> words,
                                             KeyWords keys) {
  const auto from = [&](std::size_t begin, std::size_t count) {
    if (words.size() <= begin) return std::span<const std::string_view>();
    return words.subspan(begin, std::min(count, words.size() - begin));
  };
  switch (keys) {
    case KeyWords::none:
      return {};
    case KeyWords::second:
      return from(1, 1);
    case KeyWords::from_second:
      return from(1, words.size());
    case KeyWords::counted: {
      std::size_t count = 0;
      if (words.size() > 2) {
        std::from_chars(words[2].data(), words[2].data() + words[2].size(), count);
      }
      return from(3, count);
    }
  }
  return {};
}

}  // namespace

Result<Routing> route(std::span<const std::string_view> words) {
  if (words.empty()) return Routing{};
  const Verb verb = verb_of(words.front());
  Routing routing{std::nullopt, verb.is_read};
  for (const std::string_view key : keys_among(words, verb.keys)) {
    const std::uint16_t slot = slot_of(key);
    if (routing.slot.value_or(slot) != slot) {
      return failure(ErrorCode::cross_slot,
                     fmt::format("the keys of {} lie in the slots {} and {} of the cluster",
                                 verb.name, *routing.slot, slot));
    }
    routing.slot = slot;
  }
  return routing;
}

}  // namespace omnitrack::cache
