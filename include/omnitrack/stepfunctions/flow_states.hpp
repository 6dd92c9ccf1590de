#pragma once

#include <omnitrack/optional.hpp>
#include <omnitrack/stepfunctions/state.hpp>

namespace omnitrack {

class PassState;

/// Properties of a state that does nothing but change data.
struct PassStateProps {
  using Makes = PassState;
  Id id;
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// What the state is for.
  Text comment = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What is handed on, in JSONata; the input where it is left out.
  Value<Json> output = {};
  /// Which part of the result is handed on, in JSONPath.
  StatePath output_path = {};
  /// What the input is made into, in JSONPath.
  Value<Json> parameters = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
  /// The result, in JSONPath.
  Value<Json> result = {};
  /// Where the result is put in the input, in JSONPath.
  StatePath result_path = {};
};

/// A state that hands on its input, or something else.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html
class PassState final : public State {
 public:
  PassState(Attach at, const PassStateProps& props);

 private:
  void write(Json& body) const override;
  Value<Json> result_;
};

class WaitState;

/// Properties of a state that waits.
struct WaitStateProps {
  using Makes = WaitState;
  Id id;
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// What the state is for.
  Text comment = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What is handed on, in JSONata; the input where it is left out.
  Value<Json> output = {};
  /// Which part of the input is handed on, in JSONPath.
  StatePath output_path = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
  /// How long, in seconds, 0 to 99,999,999; this or `timestamp`.
  StateSeconds seconds = {};
  /// Until when, e.g. `2026-01-31T12:00:00Z` or `timestamp_at("$.due")`.
  Value<std::string> timestamp = {};
};

/// A state that waits for a time or until a time.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html
class WaitState final : public State {
 public:
  WaitState(Attach at, const WaitStateProps& props);

 private:
  void write(Json& body) const override;
  StateSeconds seconds_;
  Value<std::string> timestamp_;
};

class SucceedState;

/// Properties of a state that ends well.
struct SucceedStateProps {
  using Makes = SucceedState;
  Id id;
  /// What the state is for.
  Text comment = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What is handed on, in JSONata; the input where it is left out.
  Value<Json> output = {};
  /// Which part of the input is handed on, in JSONPath.
  StatePath output_path = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
};

/// A state that ends the execution, or the branch, well.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html
class SucceedState final : public State {
 public:
  SucceedState(Attach at, const SucceedStateProps& props);

 private:
  void write(Json& body) const override;
  [[nodiscard]] bool is_end() const override { return true; }
};

class FailState;

/// Properties of a state that ends as a failure.
struct FailStateProps {
  using Makes = FailState;
  Id id;
  /// Why, for people; also `string_at("$.cause")`, or an expression of JSONata.
  Value<std::string> cause = {};
  /// What the state is for.
  Text comment = {};
  /// The name of the error, for whoever catches it; also a path or an expression.
  Value<std::string> error = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
};

/// A state that ends the execution as a failure.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html
class FailState final : public State {
 public:
  FailState(Attach at, const FailStateProps& props);

 private:
  void write(Json& body) const override;
  [[nodiscard]] bool is_end() const override { return true; }
  Value<std::string> cause_;
  Value<std::string> error_;
};

class ChoiceState;

/// Properties of a state that chooses a way.
struct ChoiceStateProps {
  using Makes = ChoiceState;
  Id id;
  /// Variables that are set where no rule applies, by their names.
  Map<Json> assign = {};
  /// What the state is for.
  Text comment = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What is handed on where no rule applies, in JSONata; the input where it is left out.
  Value<Json> output = {};
  /// Which part of the input is handed on, in JSONPath.
  StatePath output_path = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
};

/// What a rule of a choice does beside leading on.
struct ChoiceRule {
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// What the rule is for.
  Text comment = {};
  /// What is handed on, in JSONata; the input where it is left out.
  Value<Json> output = {};
};

/// A state that leads on to the states of the first condition that holds.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
class ChoiceState final : public State {
 public:
  ChoiceState(Attach at, const ChoiceStateProps& props);

  /// Where it leads when a condition holds; the rules are asked in their order.
  ChoiceState& when(const StateCondition& condition, const StateChain& then,
                    const ChoiceRule& rule = {});
  /// Where it leads when no condition holds; where `next` says when this is left out.
  ChoiceState& otherwise(const StateChain& then);

 private:
  friend struct StateAccess;
  struct Way {
    StateCondition condition;
    StateChain then;
    ChoiceRule rule;
  };
  void write(Json& body) const override;
  void add_targets(std::vector<State*>& targets) const override;
  [[nodiscard]] ChoiceState* as_choice() override { return this; }

  std::vector<Way> ways_;
  Optional<StateChain> otherwise_;
};

}  // namespace omnitrack
