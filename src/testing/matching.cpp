#include "testing/matching.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "support/base64.hpp"
#include "support/json_pointer.hpp"
#include "testing/expected_node.hpp"
#include "testing/expected_value.hpp"
#include "testing/read_json.hpp"

namespace omnitrack::assertions {

namespace {

bool is_function_call(const ExpectedNode& node) {
  if (node.kind != Expects::members || node.members.size() != 1) return false;
  const std::string& key = node.members.front().key;
  return key == "Ref" || key.starts_with("Fn::");
}

class Matching {
 public:
  explicit Matching(const Evaluator& evaluator) : evaluator_(evaluator) {}

  Match compare(const Expected& expected, const Datum* actual, const std::string& pointer) const {
    const ExpectedNode& node = expected.node();
    switch (node.kind) {
      case Expects::absent:
        return actual == nullptr ? met() : missed(expected, actual, pointer);
      case Expects::not_:
        return negated(expected, actual, pointer);
      case Expects::one_of:
        return any_choice(expected, actual, pointer);
      case Expects::capture:
        return captured(node, actual, pointer);
      case Expects::value:
        return compare(expected_of_value(evaluator_, node.value), actual, pointer);
      default:
        break;
    }
    if (actual == nullptr) return missed(expected, actual, pointer);
    if (is_function_call(node)) return function_call(expected, *actual, pointer);
    if (node.kind == Expects::base64) return base64(expected, *actual, pointer);
    if (actual->is(DatumKind::call) && node.kind != Expects::any) {
      return not_known(expected, *actual, pointer);
    }
    return of_known(expected, *actual, pointer);
  }

 private:
  static Match met() { return {.met = 1}; }

  static Match missed(const Expected& expected, const Datum* actual, const std::string& pointer) {
    const std::string is = actual == nullptr ? "absent" : short_json(*actual);
    Match made;
    made.differences.push_back({pointer, "is " + is + ", expected " + described(expected)});
    return made;
  }

  static Match missed_because(const std::string& words, const std::string& pointer) {
    Match made;
    made.differences.push_back({pointer, words});
    return made;
  }

  Match not_known(const Expected& expected, const Datum& actual, const std::string& pointer) const {
    Match made = missed(expected, &actual, pointer);
    const std::string reason = evaluator_.reason_of(actual);
    if (!reason.empty()) made.differences.front().words += "\n    " + reason;
    if (evaluator_.manner() == Manner::deployed) made.unknown = 1;
    return made;
  }

  static void add(Match& to, Match&& more) {
    to.met += more.met;
    to.unknown += more.unknown;
    std::ranges::move(more.differences, std::back_inserter(to.differences));
    std::ranges::move(more.taken, std::back_inserter(to.taken));
  }

  Match negated(const Expected& expected, const Datum* actual, const std::string& pointer) const {
    const Match inner = compare(expected.node().items.front(), actual, pointer);
    if (!inner.may_hold()) return met();
    Match made = missed(expected, actual, pointer);
    made.unknown = inner.holds() ? 0 : 1;
    return made;
  }

  Match any_choice(const Expected& expected, const Datum* actual,
                   const std::string& pointer) const {
    bool may_hold = false;
    for (const Expected& each : expected.node().items) {
      Match one = compare(each, actual, pointer);
      if (one.holds()) return one;
      may_hold = may_hold || one.may_hold();
    }
    Match made = missed(expected, actual, pointer);
    made.unknown = may_hold ? 1 : 0;
    return made;
  }

  Match captured(const ExpectedNode& node, const Datum* actual, const std::string& pointer) const {
    Match made = compare(node.items.front(), actual, pointer);
    if (made.holds() && actual != nullptr)
      made.taken.emplace_back(node.taken, compact_json(*actual));
    return made;
  }

  /// A function as it is written, or whatever gives the same.
  Match function_call(const Expected& expected, const Datum& actual,
                      const std::string& pointer) const {
    if (actual.is(DatumKind::call)) return members(expected, actual, pointer);
    if (actual.call != nullptr) {
      Match as_written = members(expected, raw_datum(*actual.call), pointer);
      if (as_written.holds()) return as_written;
    }
    const auto json = plain_json(expected);
    const auto given = json ? evaluate_json(evaluator_, *json) : std::nullopt;
    if (!given || given->is(DatumKind::call)) return missed(expected, &actual, pointer);
    Match made = compare(expected_of_datum(*given), &actual, pointer);
    if (made.holds()) return made;
    Match shown = missed(expected, &actual, pointer);
    shown.unknown = made.may_hold() ? 1 : 0;
    return shown;
  }

  Match base64(const Expected& expected, const Datum& actual, const std::string& pointer) const {
    const Expected& content = expected.node().items.front();
    if (actual.is(DatumKind::call)) {
      const Datum* inner = actual.find("Fn::Base64");
      return inner == nullptr ? not_known(expected, actual, pointer)
                              : compare(content, inner, pointer);
    }
    const auto bytes = actual.is_known() ? support::from_base64(actual.text) : std::nullopt;
    if (!bytes) return missed(expected, &actual, pointer);
    const Datum decoded = text_datum(*bytes);
    return compare(content, &decoded, pointer);
  }

  Match of_known(const Expected& expected, const Datum& actual, const std::string& pointer) const {
    const ExpectedNode& node = expected.node();
    switch (node.kind) {
      case Expects::any:
        return actual.is(DatumKind::null) ? missed(expected, &actual, pointer) : met();
      case Expects::null:
        return actual.is(DatumKind::null) ? met() : missed(expected, &actual, pointer);
      case Expects::members:
      case Expects::exact_members:
        return actual.is(DatumKind::map) ? members(expected, actual, pointer)
                                         : missed(expected, &actual, pointer);
      case Expects::items:
        return actual.is(DatumKind::list) ? items(node, actual, pointer)
                                          : missed(expected, &actual, pointer);
      case Expects::some_items:
        return actual.is(DatumKind::list) ? some_items(node, actual, pointer)
                                          : missed(expected, &actual, pointer);
      case Expects::each_item:
        return actual.is(DatumKind::list) ? each_item(node, actual, pointer)
                                          : missed(expected, &actual, pointer);
      case Expects::json:
        return json(expected, actual, pointer);
      default:
        return scalar(expected, actual, pointer);
    }
  }

  Match members(const Expected& expected, const Datum& actual, const std::string& pointer) const {
    const ExpectedNode& node = expected.node();
    Match made;
    if (node.members.empty()) made.met = 1;
    for (const Member& each : node.members) {
      std::string at = pointer + '/';
      support::append_pointer_step(each.key, at);
      add(made, compare(each.value, actual.find(each.key), at));
    }
    if (node.kind != Expects::exact_members) return made;
    for (const DatumMember& each : actual.members) {
      const bool is_expected = std::ranges::any_of(
          node.members, [&](const Member& member) { return member.key == each.key; });
      if (is_expected) continue;
      std::string at = pointer + '/';
      support::append_pointer_step(each.key, at);
      add(made, missed(absent(), &each.value, at));
    }
    return made;
  }

  static std::string item_pointer(const std::string& pointer, std::size_t place) {
    return pointer + '/' + std::to_string(place);
  }

  Match items(const ExpectedNode& node, const Datum& actual, const std::string& pointer) const {
    Match made;
    if (node.items.size() != actual.items.size()) {
      add(made, missed_because("has " + std::to_string(actual.items.size()) + " items, expected " +
                                   std::to_string(node.items.size()),
                               pointer));
    } else if (node.items.empty()) {
      made.met = 1;
    }
    const std::size_t count = std::min(node.items.size(), actual.items.size());
    for (std::size_t i = 0; i < count; ++i) {
      add(made, compare(node.items[i], &actual.items[i], item_pointer(pointer, i)));
    }
    return made;
  }

  Match each_item(const ExpectedNode& node, const Datum& actual, const std::string& pointer) const {
    Match made{.met = 1};
    for (std::size_t i = 0; i < actual.items.size(); ++i) {
      add(made, compare(node.items.front(), &actual.items[i], item_pointer(pointer, i)));
    }
    return made;
  }

  /// Each expected item has one of its own, found as a matching in a graph of two sides is.
  Match some_items(const ExpectedNode& node, const Datum& actual,
                   const std::string& pointer) const {
    std::vector<std::vector<Match>> all;
    for (const Expected& each : node.items) {
      std::vector<Match>& row = all.emplace_back();
      for (std::size_t i = 0; i < actual.items.size(); ++i) {
        row.push_back(compare(each, &actual.items[i], item_pointer(pointer, i)));
      }
    }
    Match made;
    std::vector<std::optional<std::size_t>> taken_by(actual.items.size());
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      std::vector<bool> is_seen(actual.items.size());
      if (!assign(i, all, taken_by, is_seen)) add(made, no_item(node.items[i], all[i], pointer));
    }
    for (std::size_t i = 0; i < taken_by.size(); ++i) {
      if (taken_by[i]) add(made, std::move(all[*taken_by[i]][i]));
    }
    return made;
  }

  static bool assign(std::size_t wanted, const std::vector<std::vector<Match>>& all,
                     std::vector<std::optional<std::size_t>>& taken_by,
                     std::vector<bool>& is_seen) {
    for (std::size_t i = 0; i < taken_by.size(); ++i) {
      if (is_seen[i] || !all[wanted][i].holds()) continue;
      is_seen[i] = true;
      if (taken_by[i] && !assign(*taken_by[i], all, taken_by, is_seen)) continue;
      taken_by[i] = wanted;
      return true;
    }
    return false;
  }

  static Match no_item(const Expected& wanted, const std::vector<Match>& row,
                       const std::string& pointer) {
    Match made = missed_because("has no item of its own that is " + described(wanted), pointer);
    const auto closest = std::ranges::max_element(row, {}, &Match::met);
    if (closest == row.end()) return made;
    made.met = closest->met;
    made.unknown = std::ranges::any_of(row, &Match::may_hold) ? 1 : 0;
    if (closest->met == 0 || closest->holds()) return made;
    const Difference& first = closest->differences.front();
    made.differences.front().words += "; in the closest, " + first.pointer + ' ' + first.words;
    return made;
  }

  Match json(const Expected& expected, const Datum& actual, const std::string& pointer) const {
    const auto content = actual.is_scalar() ? read_json(actual.text) : std::nullopt;
    if (!content) return missed(expected, &actual, pointer);
    return compare(expected.node().items.front(), &*content, pointer);
  }

  Match scalar(const Expected& expected, const Datum& actual, const std::string& pointer) const {
    if (actual.is_scalar() && is_scalar_like(expected.node(), actual.text)) return met();
    Match made = missed(expected, &actual, pointer);
    const bool is_open = evaluator_.manner() == Manner::deployed && actual.is_open;
    if (is_open && may_become(evaluator_, actual.text, expected.node())) made.unknown = 1;
    return made;
  }

  static bool is_scalar_like(const ExpectedNode& node, const std::string& text) {
    const auto number = number_of(text);
    switch (node.kind) {
      case Expects::text:
        return text == node.text;
      case Expects::flag:
        return text == (node.number == 0 ? "false" : "true");
      case Expects::number:
        return number && *number == node.number;
      case Expects::at_least:
        return number && *number >= node.number;
      case Expects::at_most:
        return number && *number <= node.number;
      case Expects::pattern:
        return std::regex_search(text, node.pattern);
      case Expects::satisfying:
        return node.accepts(text);
      default:
        return false;
    }
  }

  const Evaluator& evaluator_;
};

}  // namespace

Match match(const Evaluator& evaluator, const Expected& expected, const Datum* actual,
            const std::string& pointer) {
  return Matching(evaluator).compare(expected, actual, pointer);
}

void take(const Match& match) {
  for (const auto& [into, json] : match.taken) into->push_back(json);
}

}  // namespace omnitrack::assertions
