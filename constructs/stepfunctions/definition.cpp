#include <algorithm>
#include <set>
#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t longest_state_name = 80;

// Characters, not bytes, of UTF-8.
std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string quoted(const State& state) { return '\'' + std::string(state.name()) + '\''; }

}  // namespace

StateAccess::States StateAccess::inner_targets(const State& state) {
  States targets;
  state.add_targets(targets);
  if (state.next_ != nullptr) targets.push_back(state.next_);
  std::erase_if(targets, [&](const State* target) { return target->scope_ != state.scope_; });
  return targets;
}

void StateAccess::lead_on(State& from, State& to) {
  std::set<State*> seen;
  State* state = &from;
  while (state != &to && !state->is_end() && seen.insert(state).second) {
    if (state->next_ == nullptr) {
      state->next_ = &to;
      if (ChoiceState* choice = state->as_choice()) join(*choice);
      return;
    }
    state = state->next_;
  }
}

void StateAccess::join(ChoiceState& choice) {
  if (choice.next_ == nullptr) return;
  for (const ChoiceState::Way& way : choice.ways_) lead_on(way.then.last(), *choice.next_);
  if (choice.otherwise_.has_value()) lead_on(choice.otherwise_->last(), *choice.next_);
}

void StateAccess::join_ways(StateScope& scope) {
  for (State* state : scope.states_) {
    if (ChoiceState* choice = state->as_choice()) join(*choice);
    std::vector<StateScope*> inner;
    state->add_scopes(inner);
    for (StateScope* each : inner) join_ways(*each);
  }
}

State* StateAccess::start_of(const StateScope& scope) { return scope.start_; }

// https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
void StateAccess::check_names(const StateScope& scope, std::vector<const State*>& named) {
  for (const State* state : scope.states_) {
    if (characters_of(state->name_) > longest_state_name) {
      state->error(codes::OT3219, "the name " + quoted(*state) + " has more than 80 characters",
                   "choose a shorter id");
    }
    const auto first = std::find_if(named.begin(), named.end(), [&](const State* other) {
      return other->name_ == state->name_;
    });
    // Two beside each other are reported as what they are: constructs of one name.
    if (first != named.end() && (*first)->parent() != state->parent()) {
      const Source source = (*first)->source();
      state->error(codes::OT3220,
                   "two states of the state machine are named " + quoted(*state) +
                       "; the first is made at " + source.file + ':' + std::to_string(source.line),
                   "give one of them another id");
    }
    named.push_back(state);
  }
}

void StateAccess::check_reach(const StateScope& scope) {
  std::set<const State*> reached;
  States open = {start_of(scope)};
  while (!open.empty()) {
    State* state = open.back();
    open.pop_back();
    if (!reached.insert(state).second) continue;
    for (State* target : inner_targets(*state)) open.push_back(target);
  }
  for (const State* state : scope.states_) {
    if (reached.contains(state)) continue;
    state->error(
        codes::OT3221, "nothing leads to " + quoted(*state),
        "name it in `next`, `when`, `otherwise` or `add_catch` of another state, or remove "
        "it");
  }
}

// What always goes on within itself is found backwards from what ends.
void StateAccess::check_ends(const StateScope& scope) {
  std::set<const State*> ending;
  bool grew = true;
  while (grew) {
    grew = false;
    for (State* state : scope.states_) {
      if (ending.contains(state)) continue;
      const States targets = inner_targets(*state);
      const bool goes_on = state->next_ != nullptr && state->next_->scope_ == &scope;
      // A choice without a way is told of by itself.
      const bool is_open_choice = state->as_choice() != nullptr && targets.empty();
      const bool ends_here = is_open_choice || (state->as_choice() == nullptr && !goes_on);
      const bool ends_later = std::any_of(targets.begin(), targets.end(), [&](const State* target) {
        return ending.contains(target);
      });
      if (ends_here || ends_later) grew = ending.insert(state).second || grew;
    }
  }
  for (State* state : scope.states_) {
    if (ending.contains(state)) continue;
    state->warning(codes::OT3222, "what follows " + quoted(*state) + " never ends",
                   "lead out of the loop by a `ChoiceState`");
    return;
  }
}

void StateAccess::check_fields(const State& state) {
  const detail::StateFields& fields = state.fields_;
  const bool is_jsonata = state.language() == QueryLanguage::jsonata;
  const auto refuse = [&](bool is_given, std::string_view name, std::string_view instead) {
    if (!is_given) return;
    state.error(codes::OT3206,
                '`' + std::string(name) + "` is of the language " +
                    (is_jsonata ? "JSONPath, and the state's is JSONata"
                                : "JSONata, and the state's is JSONPath"),
                "use " + std::string(instead) + ", or set another `query_language`");
  };
  // https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
  if (!is_jsonata && state.machine_ != nullptr &&
      state.machine_->query_language() == QueryLanguage::jsonata) {
    state.error(codes::OT3206, "a state is in JSONPath, and the state machine in JSONata",
                "leave `query_language` of the state out");
  }
  if (is_jsonata) {
    refuse(fields.input_path.is_set(), "input_path", "`$states.input` in expressions");
    refuse(fields.output_path.is_set(), "output_path", "`output`");
    refuse(fields.parameters.is_set(), "parameters", "`arguments` or `output`");
    refuse(fields.result_path.is_set(), "result_path", "`output` or `assign`");
    refuse(fields.result_selector.is_set(), "result_selector", "`output`");
  } else {
    refuse(fields.arguments.is_set(), "arguments", "`parameters`");
    refuse(fields.output.is_set(), "output", "`result_selector`, `result_path` and `output_path`");
  }
  const auto check_path = [&](const StatePath& path, std::string_view name) {
    const std::string_view text = path.path().text();
    if (!path.is_set() || path.is_discarded() || text.starts_with('$')) return;
    state.error(codes::OT3223,
                '`' + std::string(name) + "` is '" + std::string(text) + "', which is no path",
                "begin it with '$', e.g. $.order");
  };
  if (stepfunctions::is_path_value(fields.parameters.node()) ||
      stepfunctions::is_path_value(fields.result_selector.node())) {
    state.error(codes::OT3223, "`parameters` or `result_selector` is a path",
                "select a part of the input by `input_path`, or give an object with paths in it");
  }
  check_path(fields.input_path, "input_path");
  check_path(fields.output_path, "output_path");
  check_path(fields.result_path, "result_path");
}

void StateAccess::check_scope(StateScope& scope, std::vector<const State*>& named) {
  const Construct& at = scope.scope_construct();
  if (scope.states_.empty()) {
    at.error(codes::OT3224, "'" + std::string(at.id()) + "' has no states", "add one to it");
    return;
  }
  if (start_of(scope)->scope_ != &scope) {
    at.error(codes::OT3225, quoted(*start_of(scope)) + " is a state of something else",
             "start at one of its own states");
    return;
  }
  check_names(scope, named);
  for (State* state : scope.states_) {
    check_fields(*state);
    States targets;
    state->add_targets(targets);
    if (state->next_ != nullptr) targets.push_back(state->next_);
    for (const State* target : targets) {
      if (target->scope_ == &scope) continue;
      state->error(codes::OT3225,
                   quoted(*state) + " leads on to " + quoted(*target) + ", which is not beside it",
                   "states lead on within one state machine, branch or map alone");
    }
    if (ChoiceState* choice = state->as_choice()) {
      if (choice->ways_.empty()) {
        state->error(codes::OT3226, "the choice " + quoted(*state) + " has no condition",
                     "add one by `when`");
      } else if (!choice->otherwise_.has_value() && choice->next_ == nullptr) {
        state->warning(codes::OT3227,
                       "the choice " + quoted(*state) + " fails when no condition holds",
                       "say what then follows by `otherwise` or `next`");
      }
    }
    std::vector<StateScope*> inner;
    state->add_scopes(inner);
    for (StateScope* each : inner) check_scope(*each, named);
  }
  check_reach(scope);
  check_ends(scope);
}

Json StateAccess::state_json(State& state) {
  const detail::StateFields& fields = state.fields_;
  const QueryLanguage language = state.language();
  Json body = Json::object({});
  state.write(body);
  if (!fields.comment.empty()) body.set("Comment", fields.comment);
  if (fields.query_language.has_value()) {
    body.set("QueryLanguage", language == QueryLanguage::jsonata ? "JSONata" : "JSONPath");
  }
  // What is of the other language is reported, and not looked at any more.
  if (language == QueryLanguage::jsonata) {
    stepfunctions::put_set(body, "Arguments", fields.arguments);
    stepfunctions::put_set(body, "Output", fields.output);
  } else {
    stepfunctions::put_path(body, "InputPath", fields.input_path);
    stepfunctions::put_set(body, "Parameters", fields.parameters);
    stepfunctions::put_set(body, "ResultSelector", fields.result_selector);
    stepfunctions::put_path(body, "ResultPath", fields.result_path);
    stepfunctions::put_path(body, "OutputPath", fields.output_path);
  }
  stepfunctions::put_set(body, "Assign", fields.assign);
  body = stepfunctions::in_language(body, language, state);
  std::vector<StateScope*> inner;
  state.add_scopes(inner);
  std::vector<Json> definitions;
  definitions.reserve(inner.size());
  for (StateScope* each : inner) definitions.push_back(scope_json(*each));
  state.write_scopes(body, definitions);
  if (state.is_end() || state.as_choice() != nullptr) return body;
  if (state.next_ != nullptr) {
    body.set("Next", state.next_->name());
  } else {
    body.set("End", true);
  }
  return body;
}

Json StateAccess::scope_json(StateScope& scope) {
  Json states = Json::object({});
  for (State* state : scope.states_) states.set(state->name(), state_json(*state));
  Json json = Json::object({});
  if (start_of(scope) != nullptr) json.set("StartAt", start_of(scope)->name());
  json.set("States", states);
  return json;
}

}  // namespace omnitrack
