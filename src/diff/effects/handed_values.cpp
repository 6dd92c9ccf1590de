#include "diff/effects/handed_values.hpp"

#include <algorithm>
#include <vector>

#include "diff/effects/consequences.hpp"
#include "diff/effects/handed_value.hpp"

namespace omnitrack::diff {

namespace {

constexpr std::string_view parameters_path = "/Properties/Parameters";

/// What a template takes from outside.
using HandedValues = std::vector<HandedValue>;

/// Returns whether it is new, or certain only now.
bool add(HandedValues& values, HandedValue value) {
  const auto found = std::ranges::find_if(values, [&](const HandedValue& each) {
    return each.name == value.name && each.attribute == value.attribute;
  });
  if (found == values.end()) {
    values.push_back(std::move(value));
    return true;
  }
  if (found->is_certain || !value.is_certain) return false;
  *found = std::move(value);
  return true;
}

bool is_followed(const StackDiff& diff) { return diff.before != nullptr && diff.after != nullptr; }

/// The reason of a change, as it is told in another template than the one it stands in. One that
/// follows from a value that was handed in names its own place already.
std::string reason_elsewhere(const StackDiff& diff, const Change& change) {
  const bool is_from_outside =
      change.because.starts_with("Parameters/") || change.reason.find(" in '") != std::string::npos;
  if (is_from_outside) return change.reason;
  return change.reason + " in '" + diff.name + "'";
}

/// The first part of a JSON pointer, without its slash.
std::string first_of(std::string_view pointer) {
  pointer.remove_prefix(1);
  return std::string(pointer.substr(0, pointer.find('/')));
}

/// A stack and its parts, by their places among all diffs.
class Family {
 public:
  Family(std::span<StackDiff> diffs, std::size_t whole) : diffs_(diffs), whole_(whole) {
    for (std::size_t i = 0; i < diffs.size(); ++i) {
      if (diffs[i].part_of == diffs[whole].name && is_followed(diffs[i])) parts_.push_back({i, {}});
    }
  }

  [[nodiscard]] bool has_parts() const { return !parts_.empty(); }

  void follow() {
    for (bool goes_on = true; goes_on;) {
      bool reaches_whole = false;
      for (const Part& each : parts_) reaches_whole |= take_outputs(diffs_[each.place]);
      if (reaches_whole) add_consequences(diffs_[whole_], from_parts_);
      goes_on = false;
      for (Part& each : parts_) {
        StackDiff& part = diffs_[each.place];
        if (!take_parameters(part.part_id(), each.from_whole)) continue;
        add_consequences(part, each.from_whole);
        goes_on = true;
      }
    }
  }

 private:
  struct Part {
    std::size_t place;
    HandedValues from_whole;
  };

  bool take_outputs(const StackDiff& part) {
    bool is_news = false;
    for (const EntryChange& output : part.entries) {
      if (output.section != Section::outputs) continue;
      for (const Change& each : output.changes) {
        if (!each.path.starts_with("/Value")) continue;
        is_news |= add(from_parts_, {.name = std::string(part.part_id()),
                                     .attribute = "Outputs." + std::string(output.name),
                                     .reason = each.is_consequence()
                                                   ? reason_elsewhere(part, each)
                                                   : "the output '" + std::string(output.name) +
                                                         "' of '" + part.name + "' changes",
                                     .is_certain = each.is_certain});
      }
    }
    return is_news;
  }

  bool take_parameters(std::string_view part_id, HandedValues& values) const {
    const ResourceChange* nested = diffs_[whole_].find(part_id);
    if (nested == nullptr || nested->after == nullptr) return false;
    bool is_news = false;
    for (const Change& each : nested->changes) {
      if (!each.path.starts_with(parameters_path)) continue;
      const std::string_view rest = std::string_view(each.path).substr(parameters_path.size());
      if (rest.starts_with('/')) {
        const bool is_passed_twice = each.before != nullptr && each.after != nullptr;
        is_news |= add(values, handed(first_of(rest), each, is_passed_twice));
      } else if (rest.empty() && each.after != nullptr) {
        for (const tmpl::Member& member : each.after->members()) {
          is_news |= add(values, handed(std::string(member.key()), each, false));
        }
      }
    }
    return is_news;
  }

  /// A parameter that was not passed before, or is not any more, may have the same value by
  /// default.
  [[nodiscard]] HandedValue handed(std::string parameter, const Change& change,
                                   bool is_passed_twice) const {
    HandedValue value{.name = std::move(parameter),
                      .attribute = {},
                      .reason = {},
                      .is_certain = change.is_certain && is_passed_twice};
    value.reason = change.is_consequence()
                       ? reason_elsewhere(diffs_[whole_], change)
                       : "'" + diffs_[whole_].name + "' gives '" + value.name + "' another value";
    return value;
  }

  std::span<StackDiff> diffs_;
  std::size_t whole_;
  HandedValues from_parts_;
  std::vector<Part> parts_;
};

}  // namespace

void follow_handed_values(std::span<StackDiff> diffs) {
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    if (!is_followed(diffs[i]) || !diffs[i].part_of.empty()) continue;
    Family family(diffs, i);
    if (family.has_parts()) family.follow();
  }
}

}  // namespace omnitrack::diff
