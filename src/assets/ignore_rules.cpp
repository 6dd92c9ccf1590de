#include "assets/ignore_rules.hpp"

#include <algorithm>
#include <array>

#include "assets/asset_error.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack::assets {

namespace {

std::vector<std::string> names_in(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    names.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

// Greedy with one way back, so that no pattern takes more than the product of both lengths.
template <class Sequence, class IsMany, class FitsOne>
bool fits_sequence(const Sequence& pattern, const auto& text, const IsMany& is_many,
                   const FitsOne& fits_one) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t many = pattern.size();
  std::size_t resume = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && is_many(pattern[at])) {
      many = at++;
      resume = in_text;
    } else if (at < pattern.size() && fits_one(pattern[at], text[in_text])) {
      ++at;
      ++in_text;
    } else if (many < pattern.size()) {
      at = many + 1;
      in_text = ++resume;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && is_many(pattern[at])) ++at;
  return at == pattern.size();
}

bool fits_name(std::string_view pattern, std::string_view name) {
  return fits_sequence(
      pattern, name, [](char each) { return each == '*'; },
      [](char wanted, char is) { return wanted == '?' || wanted == is; });
}

void check_pattern(const std::string& pattern, std::string_view rest) {
  if (rest.empty() || rest.find("//") != std::string_view::npos) {
    throw AssetError(codes::OT4107,
                     "the pattern " + support::quoted(pattern) + " has an empty name",
                     "give a name such as \"*.log\" or \"test/\"");
  }
  if (rest.find_first_of("[]\\") != std::string_view::npos) {
    throw AssetError(codes::OT4107,
                     "the pattern " + support::quoted(pattern) + " holds '[', ']' or '\\'",
                     "patterns know '*', '?' and '**'; use '?' for any one character");
  }
}

}  // namespace

std::span<const std::string_view> usual_ignore_patterns() {
  static constexpr std::array<std::string_view, 4> patterns{".git", ".DS_Store", "__pycache__/",
                                                            "node_modules/.cache/"};
  return patterns;
}

IgnoreRules::IgnoreRules(std::span<const std::string> patterns) {
  for (const std::string_view each : usual_ignore_patterns()) add(std::string(each));
  for (const std::string& each : patterns) add(each);
}

void IgnoreRules::add(const std::string& pattern) {
  std::string_view rest = pattern;
  Rule rule;
  rule.takes_back = rest.starts_with('!');
  if (rule.takes_back) rest.remove_prefix(1);
  rule.is_for_folders = rest.ends_with('/');
  if (rule.is_for_folders) rest.remove_suffix(1);
  rule.is_at_top = rest.find('/') != std::string_view::npos;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  check_pattern(pattern, rest);
  rule.names = names_in(rest);
  rules_.push_back(std::move(rule));
}

bool IgnoreRules::fits(const Rule& rule, std::string_view name) {
  if (!rule.is_at_top) return fits_name(rule.names.front(), name.substr(name.rfind('/') + 1));
  return fits_sequence(
      rule.names, names_in(name), [](const std::string& each) { return each == "**"; }, fits_name);
}

bool IgnoreRules::leaves_out(std::string_view name, bool is_folder) const {
  // The last pattern that fits decides.
  const auto rule = std::find_if(rules_.rbegin(), rules_.rend(), [&](const Rule& each) {
    return (is_folder || !each.is_for_folders) && fits(each, name);
  });
  return rule != rules_.rend() && !rule->takes_back;
}

}  // namespace omnitrack::assets
