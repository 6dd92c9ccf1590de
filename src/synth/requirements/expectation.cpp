#include "synth/requirements/expectation.hpp"

#include <charconv>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "support/quoted.hpp"
#include "template/write_json.hpp"

namespace omnitrack::synth {

namespace {

using detail::Comparison;
using tmpl::Kind;
using validate::Truth;
using validate::truth_of;

std::optional<double> number_of(const tmpl::Node& value) {
  const auto text = meaning::known_text(&value);
  if (!text) return std::nullopt;
  double number = 0;
  const auto [rest, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  const bool is_number = error == std::errc() && rest == text->data() + text->size();
  return is_number ? std::optional(number) : std::nullopt;
}

Truth is_scalar_same(const tmpl::Node& value, const tmpl::Node& expected) {
  const auto text = meaning::known_text(&value);
  const auto wanted = meaning::known_text(&expected);
  if (!text || !wanted) return Truth::unknown;
  if (*text == *wanted) return Truth::yes;
  const bool is_truth = expected.is(Kind::boolean);
  if (is_truth)
    return truth_of(meaning::known_boolean(&value) == meaning::known_boolean(&expected));
  const auto number = number_of(value);
  return truth_of(number && number == number_of(expected));
}

/// Compares values member by member and item by item. What is written in place of what is known is
/// looked at too, where the app wrote a function.
class Sameness {
 public:
  /// `takes_more`: whether maps may have more members than expected.
  Sameness(const FinishedStack& in, bool takes_more) : in_(in), takes_more_(takes_more) {}

  Truth of(const tmpl::Node& value, const tmpl::Node& expected) const {
    if (meaning::surely_same(value, expected) ||
        meaning::surely_same(in_.written(value), expected)) {
      return Truth::yes;
    }
    const auto branches = meaning::branches_of(value);
    if (!branches.empty()) {
      return validate::same_or_unknown(of(branches[1], expected), of(branches[2], expected));
    }
    if (value.is_call() || expected.is_call()) return Truth::unknown;
    if (value.is_scalar() && expected.is_scalar()) return is_scalar_same(value, expected);
    if (value.kind != expected.kind) return Truth::no;
    return value.is(Kind::list) ? of_items(value, expected) : of_members(value, expected);
  }

 private:
  Truth of_items(const tmpl::Node& value, const tmpl::Node& expected) const {
    if (value.count != expected.count) return Truth::no;
    Truth all = Truth::yes;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      all = validate::all(all, of(value.items()[i], expected.items()[i]));
    }
    return all;
  }

  Truth of_members(const tmpl::Node& value, const tmpl::Node& expected) const {
    if (!takes_more_ && value.count > expected.count) return Truth::no;
    Truth all = Truth::yes;
    for (const tmpl::Member& each : expected.members()) {
      const tmpl::Node* own = value.find(each.key());
      const Truth absent = meaning::may_have_more(value) ? Truth::unknown : Truth::no;
      all = validate::all(all, own == nullptr ? absent : of(*own, each.value));
    }
    return all;
  }

  const FinishedStack& in_;
  bool takes_more_;
};

}  // namespace

Expectation::Expectation(const FinishedStack& in, Comparison comparison, const Node& expected,
                         const Construct* target)
    : in_(in), comparison_(comparison), target_(target), expected_(expected, in.stack()) {
  if (comparison == Comparison::matches) {
    pattern_ = std::make_unique<const validate::CompiledPattern>(expected.string());
  }
}

Truth Expectation::is(const tmpl::Node& value) const {
  return Sameness(in_, false).of(value, expected_.value());
}

Truth Expectation::is_in_range(const tmpl::Node& value) const {
  if (value.is_call() || meaning::is_dynamic(value)) return Truth::unknown;
  const auto number = number_of(value);
  const auto bound = number_of(expected_.value());
  if (!number || !bound) return Truth::no;
  return truth_of(comparison_ == Comparison::is_at_least ? *number >= *bound : *number <= *bound);
}

Truth Expectation::matches(const tmpl::Node& value) const {
  if (const auto text = meaning::known_text(&value)) return truth_of(pattern_->matches(*text));
  return value.is_call() || value.is_scalar() ? Truth::unknown : Truth::no;
}

Truth Expectation::contains(const tmpl::Node& value) const {
  const Sameness sameness(in_, true);
  Truth any = Truth::no;
  meaning::for_each_item(value, {}, [&](const tmpl::Node& item, const meaning::Path&) {
    any = validate::any(any, sameness.of(item, expected_.value()));
  });
  return any;
}

Truth Expectation::holds_for(const PlacedValue& placed) const {
  if (placed.is_hidden) return Truth::unknown;
  if (placed.value == nullptr) {
    return truth_of(comparison_ == Comparison::is_not_set || comparison_ == Comparison::is_not);
  }
  switch (comparison_) {
    case Comparison::exists:
    case Comparison::is_set:
      return Truth::yes;
    case Comparison::is_not_set:
      return Truth::no;
    case Comparison::is:
      return is(*placed.value);
    case Comparison::is_not:
      return validate::negation(is(*placed.value));
    case Comparison::is_at_least:
    case Comparison::is_at_most:
      return is_in_range(*placed.value);
    case Comparison::matches:
      return matches(*placed.value);
    case Comparison::contains:
      return contains(*placed.value);
    case Comparison::refers_to:
      return truth_of(in_.refers_to(*placed.value, *target_));
  }
  return Truth::unknown;
}

std::string Expectation::words(std::string_view be, std::string_view be_not,
                               std::string_view third_person) const {
  const std::string value = tmpl::json_of(expected_.value());
  const auto join = [](std::string_view first, std::string_view second) {
    return std::string(first).append(" ").append(second);
  };
  switch (comparison_) {
    case Comparison::exists:
      return join(be, "there");
    case Comparison::is:
      return join(be, value);
    case Comparison::is_not:
      return join(be_not, value);
    case Comparison::is_at_least:
      return join(be, value + " or more");
    case Comparison::is_at_most:
      return join(be, value + " or less");
    case Comparison::matches:
      return std::string("match").append(third_person == "s" ? "es " : " ") + value;
    case Comparison::contains:
      return std::string("contain").append(third_person) + ' ' + value;
    case Comparison::is_set:
      return join(be, "set");
    case Comparison::is_not_set:
      return join(be_not, "set");
    case Comparison::refers_to:
      return std::string("refer").append(third_person) + " to " + support::quoted(target_->path());
  }
  return {};
}

std::string Expectation::wish() const { return words("be", "not be", ""); }

std::string Expectation::claim() const { return words("is", "is not", "s"); }

}  // namespace omnitrack::synth
