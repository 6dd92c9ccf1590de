#include "keys.hpp"

#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fmt/format.h>

#include "failure.hpp"
#include "slots.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cache {

namespace {

constexpr std::string_view session_begin = "session:";
constexpr std::array<std::string_view, 5> reserved{"simulation:", session_begin,
                                                   "dt:", "lock:", "once:"};

// The controls of ASCII, and those of Latin-1 as UTF-8 writes them.
bool has_control_character(std::string_view text) {
  char before = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || (before == '\xc2' && byte < 0xa0)) return true;
    before = c;
  }
  return false;
}

// What most keys are: ASCII without controls, which is UTF-8.
bool is_printable_ascii(std::string_view text) {
  unsigned char odd = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    odd |= static_cast<unsigned char>(byte < 0x20 || byte >= 0x7f);
  }
  return odd == 0;
}

Result<void> check_id(std::string_view what, std::string_view id) {
  if (id.empty()) return failure(ErrorCode::invalid_key, fmt::format("{} is empty", what));
  if (id.size() > max_key_bytes) {
    return failure(ErrorCode::invalid_key,
                   fmt::format("{} has {} bytes, of {} at most", what, id.size(), max_key_bytes));
  }
  if (is_printable_ascii(id)) return {};
  if (!support::is_utf8(id)) {
    return failure(ErrorCode::invalid_key, fmt::format("{} is not UTF-8", what));
  }
  if (has_control_character(id)) {
    return failure(ErrorCode::invalid_key, fmt::format("{} holds a control character", what));
  }
  return {};
}

Result<void> check_part(std::string_view what, std::string_view id) {
  auto checked = check_id(what, id);
  if (checked && id.find(':') != std::string_view::npos) {
    return failure(ErrorCode::invalid_key, fmt::format("{} holds a colon", what));
  }
  return checked;
}

StateKeys state_keys(const std::string& begin) {
  return {begin + "state:", begin + "index", begin + "expiry"};
}

}  // namespace

Keys::Keys(std::string_view prefix, Deployment deployment)
    : prefix_(prefix.empty() ? std::string() : fmt::format("{}:", prefix)),
      deployment_(deployment),
      states_begin_(prefix_ + "dt:"),
      states_(state_keys(states_begin_)) {
  if (deployment == Deployment::single || tag_in(prefix)) return;
  untagged_states_ = states_;
  // A brace in the prefix would end the tag.
  const bool can_be_tag = !prefix.empty() && prefix.find('}') == std::string_view::npos;
  states_begin_ += fmt::format("{{{}}}:", can_be_tag ? prefix : "dt");
  states_ = state_keys(states_begin_);
}

Result<std::string> Keys::simulation(std::string_view scenario, std::string_view hash) const {
  auto checked = check_part("the scenario", scenario);
  if (checked) checked = check_part("the hash", hash);
  if (!checked) return failure_of(std::move(checked));
  return fmt::format("{}simulation:{}:{}", prefix_, scenario, hash);
}

Result<std::string> Keys::session(std::string_view id) const {
  auto checked = check_id("the session's id", id);
  if (!checked) return failure_of(std::move(checked));
  return fmt::format("{}{}{}", prefix_, session_begin, id);
}

Result<std::string> Keys::own(std::string_view key) const {
  auto checked = check_id("the key", key);
  if (!checked) return failure_of(std::move(checked));
  for (const std::string_view begin : reserved) {
    if (key.front() != begin.front() || !key.starts_with(begin)) continue;
    return failure(ErrorCode::invalid_key,
                   fmt::format("the key begins with '{}', which is kept for the operations of its "
                               "own",
                               begin));
  }
  std::string full;
  full.reserve(prefix_.size() + key.size());
  return full.append(prefix_).append(key);
}

Result<std::string> Keys::once(std::string_view key) const {
  auto checked = check_id("the key", key);
  if (!checked) return failure_of(std::move(checked));
  return fmt::format("{}once:{}", prefix_, key);
}

std::string Keys::invalid_states(std::string_view token) const {
  return fmt::format("{}invalid:{}", states_begin_, token);
}

// No key begins with `lock:`, so those with a tag of ours are not those of other keys.
std::string Keys::lock(std::string_view full_key) const {
  const std::string_view key = full_key.substr(prefix_.size());
  if (deployment_ == Deployment::single || tag_in(full_key)) {
    return fmt::format("{}lock:{}", prefix_, key);
  }
  if (full_key.find('}') == std::string_view::npos) {
    return fmt::format("{}lock:lock:{{{}}}", prefix_, full_key);
  }
  return fmt::format("{}lock:lock:{{{}}}:{}", prefix_, text_in_slot(slot_of(full_key)), key);
}

std::string Keys::pattern() const {
  std::string pattern;
  for (const char c : prefix_) {
    if (std::string_view("*?[]\\").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern + '*';
}

Result<void> check_prefix(std::string_view prefix, Deployment deployment) {
  if (prefix.empty()) return {};
  auto checked = check_part("the prefix", prefix);
  if (!checked) {
    return failure(ErrorCode::invalid_configuration, std::move(checked).error().message);
  }
  const bool is_open = prefix.find('{') != std::string_view::npos && !tag_in(prefix);
  if (deployment == Deployment::single || !is_open) return {};
  return failure(ErrorCode::invalid_configuration,
                 "the prefix holds a '{' that begins no tag, which a cluster would take the keys' "
                 "own text for");
}

std::string loggable(std::string_view full_key, std::string_view prefix) {
  std::string_view key = full_key;
  if (!prefix.empty()) key.remove_prefix(prefix.size() + 1);
  for (const std::string_view begin : {session_begin, std::string_view("lock:session:")}) {
    if (!key.starts_with(begin)) continue;
    const std::string_view id = key.substr(begin.size());
    return fmt::format("{}#{:016x}", begin, XXH3_64bits(id.data(), id.size()));
  }
  return std::string(key);
}

}  // namespace omnitrack::cache
