#include "diff/effects/handed_values.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "diff/effects/consequences.hpp"
#include "diff/effects/handed_value.hpp"
#include "meaning/exports.hpp"

namespace omnitrack::diff {

namespace {

constexpr std::string_view parameters_path = "/Properties/Parameters";

/// What a template takes from outside, each value once.
class HandedValues {
 public:
  /// Returns whether it is new, or certain only now.
  bool add(HandedValue value) {
    const auto [at, is_new] =
        places_.try_emplace({value.how, value.from, value.name}, values_.size());
    if (is_new) {
      values_.push_back(std::move(value));
      return true;
    }
    HandedValue& known = values_[at->second];
    if (known.is_certain || !value.is_certain) return false;
    known = std::move(value);
    return true;
  }

  [[nodiscard]] std::span<const HandedValue> all() const { return values_; }

 private:
  std::map<std::tuple<HandedValue::How, std::string, std::string>, std::size_t> places_;
  std::vector<HandedValue> values_;
};

/// The reason of a change, as it is told in another template than the one it stands in. One that
/// follows from what is outside names its own place already.
std::string reason_elsewhere(const StackDiff& diff, const Change& change) {
  const bool is_from_outside =
      diff.find(change.because) == nullptr || change.reason.find(" in '") != std::string::npos;
  return is_from_outside ? change.reason : change.reason + " in '" + diff.name + "'";
}

/// The first part of a JSON pointer, without its slash.
std::string first_of(std::string_view pointer) {
  pointer.remove_prefix(1);
  return std::string(pointer.substr(0, pointer.find('/')));
}

/// Stacks and the values that go from one to another.
class Exchange {
 public:
  Exchange(std::span<StackDiff> diffs, const TextsOfSides& texts)
      : diffs_(diffs), texts_(texts), handed_(diffs.size()) {
    for (std::size_t i = 0; i < diffs.size(); ++i) {
      const StackDiff& diff = diffs[i];
      is_needed_ = is_needed_ || !diff.part_of.empty();
      if (diff.after == nullptr) continue;
      for (const meaning::OutputRead& each : meaning::outputs_read(*diff.after, diff.name)) {
        readers_[each.stack].insert(i);
        is_needed_ = true;
      }
    }
  }

  void follow() {
    for (bool goes_on = is_needed_; goes_on;) {
      is_news_.assign(diffs_.size(), false);
      for (const StackDiff& each : diffs_) {
        hand_out(each);
        if (!each.part_of.empty()) take_parameters(each);
      }
      goes_on = false;
      for (std::size_t i = 0; i < diffs_.size(); ++i) {
        if (!is_news_[i]) continue;
        add_consequences(diffs_[i], handed_[i].all(), texts_, i);
        goes_on = true;
      }
    }
  }

 private:
  void hand(std::size_t to, HandedValue value) {
    if (handed_[to].add(std::move(value))) is_news_[to] = true;
  }

  /// What a stack's outputs give.
  void hand_out(const StackDiff& from) {
    for (const EntryChange& output : from.entries) {
      if (output.section != Section::outputs || output.before == nullptr) continue;
      for (const Change& each : output.changes) {
        if (each.path.starts_with("/Value")) hand_out(from, output, each);
      }
    }
  }

  void hand_out(const StackDiff& from, const EntryChange& output, const Change& change) {
    const std::string name(output.name);
    HandedValue value{.how = HandedValue::How::stack_output,
                      .from = from.name,
                      .name = name,
                      .surroundings = from.surroundings,
                      .reason = change.is_consequence()
                                    ? reason_elsewhere(from, change)
                                    : "output '" + name + "' of '" + from.name + "' changes",
                      .is_certain = change.is_certain};
    if (from.part_of.empty()) {
      const auto readers = readers_.find(from.name);
      if (readers == readers_.end()) return;
      for (const std::size_t each : readers->second) {
        if (&diffs_[each] != &from) hand(each, value);
      }
      return;
    }
    const auto whole = std::ranges::find(diffs_, from.part_of, &StackDiff::name);
    if (whole == diffs_.end()) return;
    value.how = HandedValue::How::nested_output;
    value.from = from.part_id();
    value.surroundings = {};
    hand(static_cast<std::size_t>(whole - diffs_.begin()), std::move(value));
  }

  /// What a stack gives a part of it.
  void take_parameters(const StackDiff& part) {
    const auto whole = std::ranges::find(diffs_, part.part_of, &StackDiff::name);
    const ResourceChange* nested = whole == diffs_.end() ? nullptr : whole->find(part.part_id());
    if (nested == nullptr || nested->after == nullptr) return;
    const auto to = static_cast<std::size_t>(&part - diffs_.data());
    for (const Change& each : nested->changes) {
      if (!each.path.starts_with(parameters_path)) continue;
      const std::string_view rest = std::string_view(each.path).substr(parameters_path.size());
      if (rest.starts_with('/')) {
        const bool is_passed_twice = each.before != nullptr && each.after != nullptr;
        take_parameter(to, parameter(*whole, first_of(rest), each, is_passed_twice),
                       each.is_consequence());
      } else if (rest.empty() && each.after != nullptr) {
        for (const tmpl::Member& member : each.after->members()) {
          take_parameter(to, parameter(*whole, std::string(member.key()), each, false), false);
        }
      }
    }
  }

  /// What reads a parameter that is new differs by its text. One that is written anew may come to
  /// the same.
  void take_parameter(std::size_t part, HandedValue value, bool is_consequence) {
    const tmpl::Index* before = diffs_[part].before;
    if (before == nullptr || before->find_parameter(value.name) == nullptr) return;
    const auto old_text = texts_.before.parameter(part, value.name);
    if (!is_consequence && old_text && old_text == texts_.after.parameter(part, value.name)) return;
    hand(part, std::move(value));
  }

  /// One that was not passed before, or is not any more, may have the same value by default.
  static HandedValue parameter(const StackDiff& whole, std::string name, const Change& change,
                               bool is_passed_twice) {
    std::string reason = change.is_consequence()
                             ? reason_elsewhere(whole, change)
                             : "'" + whole.name + "' gives '" + name + "' another value";
    return {.how = HandedValue::How::parameter,
            .from = {},
            .name = std::move(name),
            .surroundings = {},
            .reason = std::move(reason),
            .is_certain = change.is_certain && is_passed_twice};
  }

  std::span<StackDiff> diffs_;
  const TextsOfSides& texts_;
  std::vector<HandedValues> handed_;  ///< by the stack that takes them
  /// The stacks that read outputs of one, by its name.
  std::map<std::string, std::set<std::size_t>, std::less<>> readers_;
  std::vector<bool> is_news_;
  bool is_needed_ = false;
};

}  // namespace

void follow_handed_values(std::span<StackDiff> diffs, const TextsOfSides& texts) {
  Exchange(diffs, texts).follow();
}

}  // namespace omnitrack::diff
