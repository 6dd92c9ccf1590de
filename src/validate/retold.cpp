#include "validate/retold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
  static constexpr std::array codes = {
      codes::OT4224.text(), codes::OT4227.text(), codes::OT4507.text(), codes::OT4620.text(),
      codes::OT4622.text(), codes::OT4623.text(), codes::OT4650.text(), codes::OT4652.text(),
      codes::OT4653.text(), codes::OT4654.text(), codes::OT4690.text()};
  return is_one_of(code, codes);
}

/// So do these, of a property that they name: several of them may stand at one resource.
bool is_told_better_of_its_property(std::string_view code) {
  static constexpr std::array codes = {
      codes::OT4221.text(), codes::OT4232.text(), codes::OT4233.text(), codes::OT4234.text(),
      codes::OT4238.text(), codes::OT4244.text(), codes::OT4507.text(), codes::OT4508.text(),
      codes::OT4510.text(), codes::OT4511.text(), codes::OT4655.text(), codes::OT4690.text()};
  return is_one_of(code, codes);
}

/// What is no error says nothing more where a rule refuses the same.
bool is_only_suspected(std::string_view code) {
  static constexpr std::array codes = {codes::OT4224.text(), codes::OT4624.text()};
  return is_one_of(code, codes);
}

bool is_rule(const Finding& finding) { return finding.code == codes::OT4801.text(); }

/// Whether both name something in quotes that is the same.
bool quote_the_same(std::string_view left, std::string_view right) {
  while (true) {
    const std::size_t begin = left.find('\'');
    const std::size_t end = begin == left.npos ? begin : left.find('\'', begin + 1);
    if (end == left.npos) return false;
    if (right.find(left.substr(begin, end + 1 - begin)) != right.npos) return true;
    left.remove_prefix(end + 1);
  }
}

bool is_at_place_of(const Finding& left, const Finding& right) {
  return left.begin == right.begin && left.end == right.end;
}

/// Whether `other`, at the same place, makes a finding needless.
bool makes_needless(const Finding& finding, const Finding& other, bool is_earlier) {
  if (!is_open_error(other)) return false;
  if (finding.severity != Severity::error) {
    return is_rule(other) && is_only_suspected(finding.code);
  }
  if (!is_open_error(finding)) return false;
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

/// Of findings with one beginning.
std::vector<bool> needless_at_places(const Findings& findings) {
  std::vector<bool> needless(findings.size());
  for (std::size_t first = 0; first < findings.size();) {
    std::size_t end = first + 1;
    while (end < findings.size() && findings[end].begin == findings[first].begin) ++end;
    const std::span<const Finding> same_begin(&findings[first], end - first);
    for (std::size_t i = 0; same_begin.size() > 1 && i < same_begin.size(); ++i) {
      needless[first + i] = is_needless(same_begin, i);
    }
    first = end;
  }
  return needless;
}

/// Whether a rule tells of a property what `other` tells of it at the same path.
bool tells_property_again(const Finding& rule, const Finding& other) {
  return is_rule(rule) && is_open_error(rule) && is_open_error(other) && rule.path == other.path &&
         (other.code == codes::OT4238.text() || quote_the_same(other.message, rule.message));
}

bool tells_of_exclusion(const Finding& finding) {
  return finding.message.find(" exclude each other") != finding.message.npos;
}

std::string_view map_around(std::string_view path) { return path.substr(0, path.rfind('/')); }

/// The name that a finding about an unknown key holds to be meant; empty where it holds none.
std::string_view meant_key(const Finding& finding) {
  static constexpr std::array codes = {codes::OT4205.text(), codes::OT4220.text(),
                                       codes::OT4461.text(), codes::OT4688.text()};
  constexpr std::string_view begin = "did you mean '";
  constexpr std::string_view end = "'?";
  std::string_view hint = finding.hint;
  if (!is_one_of(finding.code, codes) || !is_open_error(finding) || !hint.starts_with(begin) ||
      !hint.ends_with(end)) {
    return {};
  }
  hint.remove_prefix(begin.size());
  hint.remove_suffix(end.size());
  return hint;
}

/// Whether a finding about a map tells that a key is missing there.
bool tells_of_missing(const Finding& finding, std::string_view key) {
  static constexpr std::array codes = {codes::OT4201.text(), codes::OT4221.text(),
                                       codes::OT4232.text(), codes::OT4462.text(),
                                       codes::OT4465.text(), codes::OT4801.text()};
  if (!is_one_of(finding.code, codes) || !is_open_error(finding)) return false;
  const std::string_view message = finding.message;
  if (message.ends_with(key) && message.substr(0, message.size() - key.size()).ends_with(" no ")) {
    return true;
  }
  return message.find("'" + std::string(key) + "'") != message.npos;
}

/// Who misspells a key has not forgotten the right one.
void add_needless_of_misspelt_keys(const Findings& findings, std::vector<bool>& needless) {
  std::unordered_multimap<std::string_view, std::string_view> meant;  // by the map around
  for (const Finding& each : findings) {
    if (const auto key = meant_key(each); !key.empty()) meant.emplace(map_around(each.path), key);
  }
  for (std::size_t i = 0; i < findings.size() && !meant.empty(); ++i) {
    const auto [first, end] = meant.equal_range(findings[i].path);
    const auto is_meant = [&](const auto& key) {
      return tells_of_missing(findings[i], key.second);
    };
    needless[i] = needless[i] || std::any_of(first, end, is_meant);
  }
}

/// The path of a finding; one in a text goes on with where it is there.
std::string whole_path(const Finding& finding) {
  constexpr std::string_view begin = " (at '";
  constexpr std::string_view end = "' of the text)";
  const std::string_view message = finding.message;
  const std::size_t at = message.rfind(begin);
  if (!message.ends_with(end) || at == message.npos) return finding.path;
  const std::size_t inner = at + begin.size();
  return finding.path + '/' +
         std::string(message.substr(inner, message.size() - end.size() - inner));
}

/// The path of the machine that a state, or what leads to one, belongs to.
std::string machine_of(const Finding& finding) {
  std::string path = whole_path(finding);
  constexpr std::string_view start = "/StartAt";
  path.resize(path.ends_with(start) ? path.size() - start.size()
                                    : std::min(path.rfind("/States/"), path.size()));
  return path;
}

/// Who leads to no state leaves another one without a way to it.
void add_needless_unreached(const Findings& findings, std::vector<bool>& needless) {
  std::unordered_set<std::string> broken;
  for (const Finding& each : findings) {
    const bool is_way = each.code == codes::OT4684.text() || each.code == codes::OT4686.text();
    if (is_way && is_open_error(each)) broken.insert(machine_of(each));
  }
  for (std::size_t i = 0; i < findings.size() && !broken.empty(); ++i) {
    if (!is_rule(findings[i]) || !findings[i].message.starts_with("nothing leads to the state")) {
      continue;
    }
    needless[i] = needless[i] || broken.contains(machine_of(findings[i]));
  }
}

/// A rule marks one of two properties that exclude each other, and is kept; what tells the same of
/// the map around them is not.
void add_needless_exclusions(const Findings& findings, std::vector<bool>& needless) {
  std::unordered_multimap<std::string_view, const Finding*> told;  // by the map around
  for (const Finding& each : findings) {
    if (!is_rule(each) || !is_open_error(each) || !tells_of_exclusion(each)) continue;
    told.emplace(map_around(each.path), &each);
  }
  for (std::size_t i = 0; i < findings.size() && !told.empty(); ++i) {
    const Finding& finding = findings[i];
    if (finding.code != codes::OT4233.text() || !tells_of_exclusion(finding)) continue;
    const auto [first, end] = told.equal_range(finding.path);
    const auto is_again = [&](const auto& rule) {
      return quote_the_same(rule.second->message, finding.message);
    };
    needless[i] = needless[i] || std::any_of(first, end, is_again);
  }
}

/// Of findings with one path; some mark the key, and some the value.
void add_needless_of_properties(const Findings& findings, std::vector<bool>& needless) {
  std::unordered_multimap<std::string_view, const Finding*> told;
  for (const Finding& each : findings) {
    if (is_told_better_of_its_property(each.code)) told.emplace(each.path, &each);
  }
  for (std::size_t i = 0; i < findings.size() && !told.empty(); ++i) {
    const auto [first, end] = told.equal_range(findings[i].path);
    const auto is_again = [&](const auto& other) {
      return tells_property_again(findings[i], *other.second);
    };
    needless[i] = needless[i] || std::any_of(first, end, is_again);
  }
}

}  // namespace

void drop_retold(Findings& findings) {
  if (findings.size() < 2) return;
  std::vector<bool> needless = needless_at_places(findings);
  add_needless_of_properties(findings, needless);
  add_needless_exclusions(findings, needless);
  add_needless_of_misspelt_keys(findings, needless);
  add_needless_unreached(findings, needless);
  std::size_t at = 0;
  std::erase_if(findings, [&](const Finding&) -> bool { return needless[at++]; });
}

}  // namespace omnitrack::validate
