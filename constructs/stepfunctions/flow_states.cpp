#include "omnitrack/stepfunctions/flow_states.hpp"

#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

PassState::PassState(Attach at, const PassStateProps& props)
    : State(std::move(at), detail::fields_of(props)), result_(props.result) {
  if (result_.is_set() && language() == QueryLanguage::jsonata) {
    error(codes::OT3206, "`result` is of the language JSONPath, and the state's is JSONata",
          "use `output`");
  }
}

void PassState::write(Json& body) const {
  body.set("Type", "Pass");
  body.set("Result", result_);
}

WaitState::WaitState(Attach at, const WaitStateProps& props)
    : State(std::move(at), detail::fields_of(props)),
      seconds_(props.seconds),
      timestamp_(props.timestamp) {
  if (seconds_.is_set() == timestamp_.is_set()) {
    error(codes::OT3207, "a wait has either `seconds` or `timestamp`",
          seconds_.is_set() ? "leave one of them out" : "set one of them");
  }
  check_number("seconds", seconds_.node(), 0, 99999999);
}

void WaitState::write(Json& body) const {
  body.set("Type", "Wait");
  stepfunctions::put_or_path(body, "Seconds", seconds_.node());
  stepfunctions::put_or_path(body, "Timestamp", timestamp_.node());
}

SucceedState::SucceedState(Attach at, const SucceedStateProps& props)
    : State(std::move(at), detail::fields_of(props)) {}

void SucceedState::write(Json& body) const { body.set("Type", "Succeed"); }

FailState::FailState(Attach at, const FailStateProps& props)
    : State(std::move(at), detail::fields_of(props)), cause_(props.cause), error_(props.error) {}

void FailState::write(Json& body) const {
  body.set("Type", "Fail");
  stepfunctions::put_or_path(body, "Error", error_.node());
  stepfunctions::put_or_path(body, "Cause", cause_.node());
}

ChoiceState::ChoiceState(Attach at, const ChoiceStateProps& props)
    : State(std::move(at), detail::fields_of(props)) {}

ChoiceState& ChoiceState::when(const StateCondition& condition, const StateChain& then,
                               const ChoiceRule& rule) {
  const bool wants_jsonata = language() == QueryLanguage::jsonata;
  if (condition.is_jsonata() != wants_jsonata) {
    error(codes::OT3206,
          wants_jsonata ? "a condition compares JSONPaths, and the state's language is JSONata"
                        : "a condition is of the language JSONata, and the state's is JSONPath",
          wants_jsonata ? "write it as an expression: \"{% $states.input.count > 3 %}\""
                        : "compare what is at a path: number_at(\"$.count\") > 3");
  }
  if (rule.output.is_set() && !wants_jsonata) {
    error(codes::OT3206,
          "`output` of a rule is of the language JSONata, and the state's is JSONPath",
          "set it in a `PassState`, or set another `query_language`");
  }
  ways_.push_back({condition, then, rule});
  return *this;
}

ChoiceState& ChoiceState::otherwise(const StateChain& then) {
  if (otherwise_.has_value()) {
    error(codes::OT3203, "'" + std::string(name()) + "' has two ways for when no condition holds",
          "call `otherwise` once");
  }
  otherwise_ = then;
  return *this;
}

void ChoiceState::add_targets(std::vector<State*>& targets) const {
  for (const Way& way : ways_) targets.push_back(&way.then.first());
  if (otherwise_.has_value()) targets.push_back(&otherwise_->first());
}

void ChoiceState::write(Json& body) const {
  body.set("Type", "Choice");
  Json choices = Json::array({});
  for (const Way& way : ways_) {
    Json rule = way.condition.is_jsonata() ? Json::object({{"Condition", way.condition.json()}})
                                           : way.condition.json();
    rule.set("Comment", way.rule.comment.empty() ? Value<Json>() : Value<Json>(way.rule.comment));
    rule.set("Assign", way.rule.assign);
    rule.set("Output", way.rule.output);
    rule.set("Next", way.then.first().name());
    choices.add(rule);
  }
  body.set("Choices", choices);
  if (otherwise_.has_value()) {
    body.set("Default", otherwise_->first().name());
  } else if (next_ != nullptr) {
    body.set("Default", next_->name());
  }
}

}  // namespace omnitrack
