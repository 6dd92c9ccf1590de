#include "validate/retold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "omnitrack/codes.hpp"

namespace omnitrack::validate {

namespace {

bool is_one_of(std::string_view code, std::span<const std::string_view> codes) {
  return std::ranges::find(codes, code) != codes.end();
}

/// A rule says in words what these say by a pattern or a number of characters.
bool is_told_better_by_rules(std::string_view code) {
  static constexpr std::array codes = {codes::OT4225.text(), codes::OT4226.text(),
                                       codes::OT4231.text()};
  return is_one_of(code, codes);
}

/// These name the values that are allowed, or explain more than a rule does.
bool is_told_better_than_by_rules(std::string_view code) {
  static constexpr std::array codes = {codes::OT4224.text(), codes::OT4227.text(),
                                       codes::OT4507.text(), codes::OT4620.text(),
                                       codes::OT4623.text(), codes::OT4690.text()};
  return is_one_of(code, codes);
}

bool is_rule(const Finding& finding) { return finding.code == codes::OT4801.text(); }

bool is_at_place_of(const Finding& left, const Finding& right) {
  return left.begin == right.begin && left.end == right.end;
}

/// Whether `other`, at the same place, makes a finding needless.
bool makes_needless(const Finding& finding, const Finding& other, bool is_earlier) {
  if (!is_open_error(finding) || !is_open_error(other)) return false;
  if (is_earlier && finding.code == other.code && finding.message == other.message) return true;
  return (is_rule(finding) && is_told_better_than_by_rules(other.code)) ||
         (is_rule(other) && is_told_better_by_rules(finding.code));
}

bool is_needless(std::span<const Finding> same_begin, std::size_t at) {
  for (std::size_t i = 0; i < same_begin.size(); ++i) {
    if (i == at || !is_at_place_of(same_begin[i], same_begin[at])) continue;
    if (makes_needless(same_begin[at], same_begin[i], i < at)) return true;
  }
  return false;
}

}  // namespace

void drop_retold(Findings& findings) {
  std::vector<std::size_t> needless;
  for (std::size_t first = 0; first < findings.size();) {
    std::size_t end = first + 1;
    while (end < findings.size() && findings[end].begin == findings[first].begin) ++end;
    const std::span<const Finding> same_begin(&findings[first], end - first);
    for (std::size_t i = 0; same_begin.size() > 1 && i < same_begin.size(); ++i) {
      if (is_needless(same_begin, i)) needless.push_back(first + i);
    }
    first = end;
  }
  std::size_t at = 0;
  std::erase_if(findings,
                [&](const Finding&) { return std::ranges::binary_search(needless, at++); });
}

}  // namespace omnitrack::validate
