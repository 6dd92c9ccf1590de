#include "lock/digest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "diff/effects/stateful.hpp"
#include "support/hash.hpp"

namespace omnitrack::lock {

namespace {

constexpr int connected_steps = 3;

// What short_hex keeps of a number.
constexpr std::uint64_t kept_bits = 0xffffffffffU;
constexpr std::size_t number_digits = 10;
constexpr std::size_t property_digits = 4;

// Takes a number of so many digits off the beginning of a text.
bool take_hex(std::string_view& text, std::size_t digits, std::uint64_t& number) {
  if (text.size() < digits) return false;
  const char* const end = text.data() + digits;
  const auto [rest, error] = std::from_chars(text.data(), end, number, 16);
  text.remove_prefix(digits);
  return error == std::errc() && rest == end;
}

std::vector<std::uint16_t> property_numbers(const Features& features) {
  std::vector<std::uint16_t> numbers;
  for (const Feature& each : features.properties) {
    numbers.push_back(static_cast<std::uint16_t>(number_of(each)));
  }
  std::ranges::sort(numbers);
  return numbers;
}

}  // namespace

std::vector<Digest> digests_of(const tmpl::Index& index) {
  const TemplateFeatures features = features_of(index);
  const std::vector<std::uint64_t> connected = connected_content(features, connected_steps);
  std::vector<Digest> digests;
  for (std::size_t i = 0; i < connected.size(); ++i) {
    const Features& each = features[i];
    digests.push_back({.content = each.content & kept_bits,
                       .connected = connected[i] & kept_bits,
                       .fixed = each.fixed & kept_bits});
    if (diff::is_stateful(*each.resource)) digests.back().properties = property_numbers(each);
  }
  return digests;
}

std::string to_text(const Digest& digest) {
  std::string text = support::short_hex(digest.content) + '-';
  text += support::short_hex(digest.connected) + '-' + support::short_hex(digest.fixed) + '-';
  for (const std::uint16_t each : digest.properties) {
    text += support::short_hex(each).substr(number_digits - property_digits);
  }
  if (digest.properties.empty()) text.pop_back();
  return text;
}

std::optional<Digest> digest_of(std::string_view text) {
  Digest digest;
  const std::array<std::uint64_t*, 3> numbers{&digest.content, &digest.connected, &digest.fixed};
  for (std::uint64_t* number : numbers) {
    if (!take_hex(text, number_digits, *number)) return std::nullopt;
    if (text.empty()) continue;
    if (text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
  }
  while (!text.empty()) {
    std::uint64_t number = 0;
    if (!take_hex(text, property_digits, number)) return std::nullopt;
    digest.properties.push_back(static_cast<std::uint16_t>(number));
  }
  return digest;
}

double similarity(const Digest& one, const Digest& other) {
  std::size_t both = 0;
  auto left = one.properties.begin();
  auto right = other.properties.begin();
  while (left != one.properties.end() && right != other.properties.end()) {
    const std::uint16_t least = std::min(*left, *right);
    const bool is_left = *left == least;
    const bool is_right = *right == least;
    if (is_left) ++left;
    if (is_right) ++right;
    if (is_left && is_right) ++both;
  }
  const std::size_t all = one.properties.size() + other.properties.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

}  // namespace omnitrack::lock
