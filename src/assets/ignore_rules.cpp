#include "assets/ignore_rules.hpp"

#include <algorithm>
#include <array>

#include "assets/asset_error.hpp"
#include "assets/name_pattern.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"

namespace omnitrack::assets {

namespace {

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

IgnoreRules::IgnoreRules(std::span<const std::string> patterns, DockerIgnore docker)
    : docker_(std::move(docker)) {
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
  return fits_path(rule.names, name);
}

bool IgnoreRules::leaves_out(std::string_view name, bool is_folder) const {
  if (docker_.leaves_out(name, is_folder)) return true;
  // The last pattern that fits decides.
  const auto rule = std::find_if(rules_.rbegin(), rules_.rend(), [&](const Rule& each) {
    return (is_folder || !each.is_for_folders) && fits(each, name);
  });
  return rule != rules_.rend() && !rule->takes_back;
}

}  // namespace omnitrack::assets
