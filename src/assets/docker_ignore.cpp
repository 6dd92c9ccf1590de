#include "assets/docker_ignore.hpp"

#include <algorithm>
#include <filesystem>

#include "assets/name_pattern.hpp"
#include "support/trimmed.hpp"

namespace omnitrack::assets {

namespace {

// Sets of characters, escapes, and `**` as a part of a name are left to Docker.
bool is_understood(const std::vector<std::string>& names) {
  return std::ranges::none_of(names, [](const std::string& each) {
    return each.find_first_of("[]\\") != std::string::npos ||
           (each != "**" && each.find("**") != std::string::npos);
  });
}

// A pattern that fits a folder fits all that is in it.
bool fits_or_holds(const std::vector<std::string>& pattern, std::string_view name) {
  for (std::size_t end = name.find('/');; end = name.find('/', end + 1)) {
    if (fits_path(pattern, name.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
  }
}

// Whether a pattern may fit something in a folder.
bool may_fit_in(const std::vector<std::string>& pattern, std::string_view folder) {
  const std::vector<std::string> names = names_in(folder);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == pattern.size()) return pattern.empty();
    if (pattern[i] == "**") return true;
    if (!fits_name(pattern[i], names[i])) return false;
  }
  return pattern.size() > names.size();
}

}  // namespace

DockerIgnore::DockerIgnore(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    add(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

void DockerIgnore::add(std::string_view line) {
  if (line.starts_with('#')) return;
  std::string_view pattern = support::trimmed(line, " \t\r\v\f");
  const bool takes_back = pattern.starts_with('!');
  if (takes_back) pattern = support::trimmed(pattern.substr(1), " \t\r\v\f");
  if (pattern.empty()) return;
  std::string clean = std::filesystem::path(pattern).lexically_normal().generic_string();
  if (clean.ends_with('/')) clean.pop_back();
  if (clean.starts_with('/')) clean.erase(0, 1);
  if (clean.empty() || clean == ".") return;
  std::vector<std::string> names = names_in(clean);
  if (!is_understood(names)) {
    if (!takes_back) return;
    names.clear();
  }
  rules_.push_back({std::move(names), takes_back});
}

void DockerIgnore::keep(std::string_view name) { rules_.push_back({names_in(name), true}); }

bool DockerIgnore::leaves_out(std::string_view name, bool is_folder) const {
  bool is_out = false;
  for (const Rule& each : rules_) {
    if (each.takes_back == is_out && (each.names.empty() || fits_or_holds(each.names, name))) {
      is_out = !each.takes_back;
    }
  }
  if (!is_out || !is_folder) return is_out;
  return std::ranges::none_of(
      rules_, [&](const Rule& each) { return each.takes_back && may_fit_in(each.names, name); });
}

}  // namespace omnitrack::assets
