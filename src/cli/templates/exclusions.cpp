#include "cli/templates/exclusions.hpp"

#include <algorithm>
#include <span>

#include "assets/asset_error.hpp"
#include "cli/failure.hpp"
#include "cli/read_file.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

fs::path whole_path(const fs::path& path) {
  std::error_code error;
  const fs::path whole = fs::absolute(path, error).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

// A line without the spaces at its ends; empty for a comment.
std::string_view pattern_in(std::string_view line) {
  constexpr std::string_view spaces = " \t\r";
  const std::size_t begin = line.find_first_not_of(spaces);
  if (begin == std::string_view::npos || line[begin] == '#') return {};
  return line.substr(begin, line.find_last_not_of(spaces) + 1 - begin);
}

void check(const std::string& pattern) { assets::IgnoreRules(std::span(&pattern, 1)); }

std::vector<std::string> patterns_of(const std::string& file, std::string_view text) {
  std::vector<std::string> patterns;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string pattern(pattern_in(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pattern.empty()) continue;
    try {
      check(pattern);
    } catch (const assets::AssetError& error) {
      throw Failure(file + ':' + std::to_string(line) + ": " + error.what(), error.hint());
    }
    patterns.push_back(pattern);
  }
  return patterns;
}

}  // namespace

Exclusions::Exclusions(const std::string& folder, const std::vector<std::string>& patterns) {
  for (const std::string& each : patterns) {
    try {
      check(each);
    } catch (const assets::AssetError& error) {
      throw UsageError(std::string("--exclude: ") + error.what(), error.hint());
    }
  }
  if (!patterns.empty()) rules_.push_back({whole_path(folder), assets::IgnoreRules(patterns)});
  add_file_of(folder);
  if (whole_path(folder) != whole_path(".")) add_file_of(".");
}

void Exclusions::add_file_of(const fs::path& top) {
  const std::string file = (top / ignore_file).lexically_normal().string();
  if (std::error_code unknown; !fs::exists(file, unknown)) return;
  std::error_code error;
  const std::optional<std::string> text = read_file(file, error);
  if (!text) throw Failure(file + " cannot be read: " + error.message());
  const std::vector<std::string> patterns = patterns_of(file, *text);
  if (!patterns.empty()) rules_.push_back({whole_path(top), assets::IgnoreRules(patterns)});
}

bool Exclusions::name(const fs::path& path, bool is_folder) const {
  if (rules_.empty()) return false;
  const fs::path whole = whole_path(path);
  return std::ranges::any_of(rules_, [&](const Rules& each) {
    const std::string name = whole.lexically_relative(each.top).generic_string();
    return !name.empty() && !name.starts_with("..") && each.rules.leaves_out(name, is_folder);
  });
}

}  // namespace omnitrack::cli
