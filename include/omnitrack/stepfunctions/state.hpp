#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/stepfunctions/path_value.hpp>

namespace omnitrack {

class ChoiceState;
class State;
class StateMachine;

/// In which language states select and change their data.
/// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
enum class QueryLanguage : std::uint8_t {
  json_path,  ///< paths such as `$.total`; `parameters`, `result_path` and their kin
  jsonata,    ///< expressions such as `{% $states.input.total * 2 %}`; `output` and `arguments`
};

/// Drops a result or an input: `.result_path = discard`.
struct Discard {};
inline constexpr Discard discard{};

/// A path that selects the data of a state, e.g. `$.order`, or `discard`. Not set by default.
class StatePath {
 public:
  /// Not set.
  constexpr StatePath() = default;
  /// That path.
  template <detail::TextLike S>
  StatePath(const S& path) : path_(path), is_set_(true) {}
  /// Nothing is selected or kept.
  constexpr StatePath(Discard) : is_set_(true), is_discarded_(true) {}

  /// Whether anything was said.
  [[nodiscard]] bool is_set() const { return is_set_; }
  /// Whether it is `discard`.
  [[nodiscard]] bool is_discarded() const { return is_discarded_; }
  /// The path; empty of `discard`.
  [[nodiscard]] const Text& path() const { return path_; }

 private:
  Text path_;
  bool is_set_ = false;
  bool is_discarded_ = false;
};

namespace detail {

inline void a_state_takes_0_to_99999999_seconds() {}

struct StateSecondsRule : Between<0, 99999999, a_state_takes_0_to_99999999_seconds> {
  static constexpr std::int64_t unit = 1;
};

}  // namespace detail

/// A number of seconds of a state, up to 99,999,999: a number or a duration, a number at a path, or
/// an expression of JSONata. Not set by default.
class StateSeconds {
 public:
  /// Not set.
  constexpr StateSeconds() = default;
  /// A literal, checked while compiling.
  template <class I>
    requires(std::same_as<I, int>)
  consteval StateSeconds(I&& literal) : node_(detail::make_integer(literal)) {
    detail::StateSecondsRule::demand(detail::StateSecondsRule::fits(literal));
  }
  /// A number that is made when the app runs.
  template <detail::Integer I>
  StateSeconds(const I& number) : node_(detail::make_integer(static_cast<std::int64_t>(number))) {}
  /// A duration.
  template <detail::WholeDuration<detail::StateSecondsRule> D>
  StateSeconds(const D& duration)
      : node_(detail::make_integer(duration.count() * (D::period::num / D::period::den))) {}
  /// An expression of JSONata.
  template <detail::TextLike S>
  StateSeconds(const S& jsonata) : node_(detail::make_string(jsonata)) {}
  /// The number at a path.
  StateSeconds(const NumberAt& number) : node_(Json(number).node()) {}
  /// A reference.
  StateSeconds(const Value<std::int64_t>& value) : node_(value.node()) {}

  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return node_.is_set(); }
  /// Whether it is a number that is known now.
  [[nodiscard]] bool is_known() const { return node_.kind == NodeKind::integer; }
  /// The number; 0 where it is none that is known now.
  [[nodiscard]] std::int64_t number() const { return is_known() ? node_.integer : 0; }
  /// The untyped form.
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

/// How a state that failed is tried again.
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
struct StateRetry {
  /// What each interval is multiplied by, 1 at least; 2 where it is left out.
  Value<double> backoff_rate = {};
  /// The errors, e.g. `Lambda.TooManyRequestsException`; all of them where they are left out.
  List<std::string> errors = {};
  /// The time before the first try, in seconds, 1 at least; 1 where it is left out.
  StateSeconds interval = {};
  /// Whether the intervals vary by chance, so that many failures do not come back at once.
  Bool jitter = false;
  /// How often, 0 to 99,999,999; 3 where it is left out, 0 never.
  Value<std::int64_t> max_attempts = {};
  /// The longest interval, in seconds, 1 to 31,622,399.
  StateSeconds max_delay = {};
};

/// What a state that failed leads on with.
struct StateCatch {
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// The errors, e.g. `States.Timeout`; all of them where they are left out.
  List<std::string> errors = {};
  /// What is handed on, in JSONata, e.g. `{% $states.errorOutput %}`.
  Value<Json> output = {};
  /// Where the error is put in the state's input, in JSONPath, e.g. `$.error`; in its place where
  /// it is left out.
  StatePath result_path = {};
};

/// States that follow one another, which is known by the first and the last: what a state leads on
/// to. A helper that makes several states returns it. A state is one too.
class StateChain {
 public:
  /// One state.
  StateChain(State& state) : first_(&state), last_(&state) {}
  /// From the first state to the last.
  StateChain(State& first, State& last) : first_(&first), last_(&last) {}

  /// Has the last state lead on; gives all of them as one.
  StateChain next(const StateChain& after) const;

  /// The first state.
  [[nodiscard]] State& first() const { return *first_; }
  /// The last state.
  [[nodiscard]] State& last() const { return *last_; }

 private:
  State* first_;
  State* last_;
};

/// What states are added to: a state machine, a `MapState`, a branch of a `ParallelState`. The
/// first state that is added is where it starts.
class StateScope {
 public:
  /// Has it start at another of its states than the first.
  void start_at(State& state) { start_ = &state; }

 protected:
  ~StateScope() = default;

 private:
  friend class State;
  friend struct StateAccess;
  [[nodiscard]] virtual Construct& scope_construct() = 0;
  [[nodiscard]] virtual StateMachine* scope_machine() = 0;
  [[nodiscard]] virtual bool runs_express() const = 0;

  std::vector<State*> states_;
  State* start_ = nullptr;
};

namespace detail {

// What kinds of states have in common, as far as they have it.
struct StateFields {
  Value<Json> arguments = {};
  Map<Json> assign = {};
  Text comment = {};
  StatePath input_path = {};
  Value<Json> output = {};
  StatePath output_path = {};
  Value<Json> parameters = {};
  Optional<QueryLanguage> query_language = {};
  StatePath result_path = {};
  Value<Json> result_selector = {};
};

template <class Props>
StateFields fields_of(const Props& props) {
  StateFields fields;
  fields.comment = props.comment;
  fields.query_language = props.query_language;
  if constexpr (requires { props.arguments; }) fields.arguments = props.arguments;
  if constexpr (requires { props.assign; }) fields.assign = props.assign;
  if constexpr (requires { props.input_path; }) fields.input_path = props.input_path;
  if constexpr (requires { props.output; }) fields.output = props.output;
  if constexpr (requires { props.output_path; }) fields.output_path = props.output_path;
  if constexpr (requires { props.parameters; }) fields.parameters = props.parameters;
  if constexpr (requires { props.result_path; }) fields.result_path = props.result_path;
  if constexpr (requires { props.result_selector; }) {
    fields.result_selector = props.result_selector;
  }
  return fields;
}

}  // namespace detail

/// A state of a state machine. Its name is its id, after those of groups of one's own between it
/// and what it is added to.
/// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html
class State : public Construct {
 public:
  /// Has it lead on, and gives both as one. A state that leads nowhere ends; what follows a
  /// `ChoiceState` follows each of its ways that leads nowhere else.
  StateChain next(const StateChain& after);

  /// The name: 80 characters at most, unique in the state machine.
  [[nodiscard]] std::string_view name() const { return name_; }

 protected:
  State(Attach at, const detail::StateFields& fields);
  ~State() = default;

  /// The language of its data.
  [[nodiscard]] QueryLanguage language() const;
  /// The state machine; null where the state is in none.
  [[nodiscard]] StateMachine* machine() const { return machine_; }
  /// Whether it is a part of an express execution.
  [[nodiscard]] bool is_express() const;
  /// Reports that something waits for longer than an express execution can, where it is a part of
  /// one.
  void refuse_in_express(std::string_view what) const;
  /// Reports a number that is known and out of bounds.
  void check_number(std::string_view what, const Node& number, std::int64_t least,
                    std::int64_t most) const;

 private:
  friend class ChoiceState;
  friend struct StateAccess;
  /// Writes what this kind of state has alone.
  virtual void write(Json& body) const = 0;
  /// Adds the states that it leads to beside the next one.
  virtual void add_targets(std::vector<State*>& /*targets*/) const {}
  /// Whether it always ends.
  [[nodiscard]] virtual bool is_end() const { return false; }
  /// Itself where it is a choice; else null.
  [[nodiscard]] virtual ChoiceState* as_choice() { return nullptr; }
  /// Adds what its own states are added to.
  virtual void add_scopes(std::vector<StateScope*>& /*scopes*/) {}
  /// Writes the states of these, and what follows the data of the state.
  virtual void write_scopes(Json& /*body*/, const std::vector<Json>& /*scopes*/) const {}

  detail::StateFields fields_;
  StateMachine* machine_ = nullptr;
  StateScope* scope_ = nullptr;
  State* next_ = nullptr;
  std::string_view name_;
};

/// A state that can fail, and so be tried again or lead on to what handles the error.
class FallibleState : public State {
 public:
  /// Tries it again after some errors; the rules are asked in their order.
  FallibleState& add_retry(const StateRetry& retry = {});
  /// Has it lead on to a handler after some errors, all of them where none are named.
  FallibleState& add_catch(const StateChain& handler, const StateCatch& caught = {});

 protected:
  FallibleState(Attach at, const detail::StateFields& fields, const Items<StateRetry>& retry);
  ~FallibleState() = default;

  /// Writes the rules, and behind them one of the service that is called.
  void write_rules(Json& body, const Optional<StateRetry>& of_service = {}) const;

 private:
  struct Catcher {
    StateCatch caught;
    State* handler;
  };
  void add_targets(std::vector<State*>& targets) const override;
  void check_errors(std::string_view rule, const List<std::string>& errors, bool& takes_all) const;

  std::vector<StateRetry> retries_;
  std::vector<Catcher> catchers_;
  bool retries_all_ = false;
  bool catches_all_ = false;
};

}  // namespace omnitrack
