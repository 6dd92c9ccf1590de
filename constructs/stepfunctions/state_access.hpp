#pragma once

#include <omnitrack/stepfunctions/container_states.hpp>
#include <omnitrack/stepfunctions/flow_states.hpp>

namespace omnitrack {

namespace stepfunctions {

/// Sets a member of a state: `key` with the value, or `keyPath` where that is a path.
void put_or_path(Json& body, std::string_view key, const Node& value);

/// Sets a member of a state unless the value is not set.
void put_set(Json& body, std::string_view key, const Value<Json>& value);

/// Sets a member of a state that is a path; null where what it would select is dropped.
void put_path(Json& body, std::string_view key, const StatePath& path);

/// Whether a value is a path, made by `value_at` and its kin.
bool is_path_value(const Node& node);

/// Whether a member of a state is set.
bool has_field(const Json& body, std::string_view key);

/// The text of such a path.
std::string_view path_of_value(const Node& node);

/// A value in the form of a language: in JSONPath, keys whose values are paths end in `.$`. What
/// the language does not have is reported at `at`.
Json in_language(const Json& value, QueryLanguage language, const Construct& at);

}  // namespace stepfunctions

/// What the definition of a state machine is made by.
struct StateAccess {
  /// Follows the ways of choices to the states behind the choices, in all scopes below one.
  static void join_ways(StateScope& scope);
  /// Reports what is wrong with the states of a scope and of those below.
  static void check_scope(StateScope& scope, std::vector<const State*>& named);
  /// The start and the states of a scope, as the Amazon States Language writes them.
  static Json scope_json(StateScope& scope);
  /// Whether states were added.
  static bool has_states(const StateScope& scope) { return !scope.states_.empty(); }
  /// Whether a state itself says what becomes of its result.
  static bool shapes_result(const State& state);
  /// Narrows the input of a state in JSONPath to what is at a path in it.
  static void narrow_input(State& state, std::string_view path);

 private:
  using States = std::vector<State*>;
  static States inner_targets(const State& state);
  static void join(ChoiceState& choice);
  static void lead_on(State& from, State& to);
  static void check_names(const StateScope& scope, std::vector<const State*>& named);
  static void check_reach(const StateScope& scope);
  static void check_ends(const StateScope& scope);
  static void check_fields(const State& state);
  static Json state_json(State& state);
  static State* start_of(const StateScope& scope);
};

}  // namespace omnitrack
