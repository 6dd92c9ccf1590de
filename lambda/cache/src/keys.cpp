#include "keys.hpp"

#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fmt/format.h>

#include "failure.hpp"
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

Result<void> check_id(std::string_view what, std::string_view id) {
  if (id.empty()) return failure(ErrorCode::invalid_key, fmt::format("{} is empty", what));
  if (id.size() > max_key_bytes) {
    return failure(ErrorCode::invalid_key,
                   fmt::format("{} has {} bytes, of {} at most", what, id.size(), max_key_bytes));
  }
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

}  // namespace

Keys::Keys(std::string_view prefix)
    : prefix_(prefix.empty() ? std::string() : fmt::format("{}:", prefix)),
      states_(prefix_ + "dt:state:"),
      state_index_(prefix_ + "dt:index"),
      state_expiry_(prefix_ + "dt:expiry") {}

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
    if (!key.starts_with(begin)) continue;
    return failure(ErrorCode::invalid_key,
                   fmt::format("the key begins with '{}', which is kept for the operations of its "
                               "own",
                               begin));
  }
  return prefix_ + std::string(key);
}

Result<std::string> Keys::once(std::string_view key) const {
  auto checked = check_id("the key", key);
  if (!checked) return failure_of(std::move(checked));
  return fmt::format("{}once:{}", prefix_, key);
}

std::string Keys::invalid_states(std::string_view token) const {
  return fmt::format("{}dt:invalid:{}", prefix_, token);
}

std::string Keys::lock(std::string_view full_key) const {
  return fmt::format("{}lock:{}", prefix_, full_key.substr(prefix_.size()));
}

std::string Keys::pattern() const {
  std::string pattern;
  for (const char c : prefix_) {
    if (std::string_view("*?[]\\").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern + '*';
}

Result<void> check_prefix(std::string_view prefix) {
  if (prefix.empty()) return {};
  auto checked = check_part("the prefix", prefix);
  if (checked) return checked;
  return failure(ErrorCode::invalid_configuration, std::move(checked).error().message);
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
