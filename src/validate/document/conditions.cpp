#include <string>
#include <vector>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/known_keys.hpp"

namespace omnitrack::validate {

namespace {

using meaning::may_have_more;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html

bool takes_conditions(const Node& value) {
  return value.calls(Function::and_) || value.calls(Function::or_) || value.calls(Function::not_);
}

// Functions that surely give text or a list. Those that are not possible among conditions at all
// are reported with the other calls.
bool gives_no_condition(const Node& value) {
  return value.calls(Function::join) || value.calls(Function::ref) ||
         value.calls(Function::select) || value.calls(Function::split) ||
         value.calls(Function::sub);
}

// A condition, or what And, Or and Not combine.
void check_condition(const Context& context, const Node& value, const Path& path) {
  // A call with a key beside it is reported with the other calls.
  if (!value.is_call() && may_have_more(value)) return;
  const bool is_right =
      value.is_call() ? !gives_no_condition(value) : may_be(value, Wants::boolean);
  if (!is_right) {
    context.report.error(codes::OT4440, value, path,
                         "a condition must be a call of Fn::Equals, Fn::And, Fn::Or, Fn::Not or "
                         "Condition, not " +
                             what_is(value),
                         value.is(Kind::string) && context.index.find_condition(value.text())
                             ? "write {\"Condition\": \"" + std::string(value.text()) + "\"}"
                             : "");
    return;
  }
  if (!takes_conditions(value)) return;
  const Path call(path, name_of(value.function));
  const auto operands = value.argument().items();
  for (std::size_t i = 0; i < operands.size(); ++i) {
    check_condition(context, operands[i], Path(call, i));
  }
}

// Finds conditions that are made of themselves.
class CycleSearch {
 public:
  explicit CycleSearch(const Context& context)
      : context_(context), states_(context.index.conditions().size(), State::unseen) {}

  void visit(const Member& condition) {
    State& state = states_[place_of(condition)];
    if (state == State::done || state == State::told) return;
    if (state == State::open) {
      state = State::told;
      report(condition);
      return;
    }
    state = State::open;
    open_.push_back(&condition);
    visit_calls(condition.value);
    open_.pop_back();
    states_[place_of(condition)] = State::done;
  }

 private:
  // `told` is open, and reported.
  enum class State : std::uint8_t { unseen, open, told, done };

  [[nodiscard]] std::size_t place_of(const Member& condition) const {
    return static_cast<std::size_t>(&condition - context_.index.conditions().data());
  }

  void visit_calls(const Node& value) {
    if (value.calls(Function::condition)) {
      const Member* named = context_.index.find_condition(value.argument().text());
      if (named != nullptr) visit(*named);
    } else if (takes_conditions(value)) {
      for (const Node& operand : value.argument().items()) visit_calls(operand);
    }
  }

  void report(const Member& first) {
    std::string way;
    bool is_in_cycle = false;
    for (const Member* each : open_) {
      if (each == &first) is_in_cycle = true;
      if (is_in_cycle) way.append(each->key()).append(" → ");
    }
    const Path top;
    const Path section(top, "Conditions");
    context_.report.error_at_key(
        codes::OT4443, first, Path(section, first.key()),
        "the condition is made of itself: " + way + std::string(first.key()));
  }

  const Context& context_;
  std::vector<State> states_;
  std::vector<const Member*> open_;
};

}  // namespace

void check_conditions(const Context& context) {
  if (context.index.has_own_macro()) return;
  const Path top;
  const Path section(top, "Conditions");
  CycleSearch cycles(context);
  for (const Member& condition : context.index.conditions()) {
    if (condition.key().starts_with("Fn::")) continue;
    check_condition(context, condition.value, Path(section, condition.key()));
    cycles.visit(condition);
  }
}

}  // namespace omnitrack::validate
