#include "omnitrack/stepfunctions/state.hpp"

#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view all_errors = "States.ALL";
constexpr std::int64_t longest_delay = 31622399;

bool is_all_errors(const Node& errors) {
  if (!errors.is_set()) return true;
  for (std::uint32_t i = 0; errors.kind == NodeKind::list && i < errors.size; ++i) {
    const Node& each = errors.items[i];
    if (each.kind == NodeKind::string && each.string() == all_errors) return true;
  }
  return false;
}

List<std::string> errors_or_all(const List<std::string>& errors) {
  return errors.is_set() ? errors : List<std::string>{all_errors};
}

Json retry_json(const StateRetry& rule) {
  return Json::object({
      {"ErrorEquals", errors_or_all(rule.errors)},
      {"IntervalSeconds", Value<Json>::from_node(rule.interval.node())},
      {"MaxAttempts", rule.max_attempts},
      {"BackoffRate", rule.backoff_rate},
      {"MaxDelaySeconds", Value<Json>::from_node(rule.max_delay.node())},
      {"JitterStrategy", rule.jitter ? Value<Json>("FULL") : Value<Json>()},
  });
}

}  // namespace

StateChain StateChain::next(const StateChain& after) const {
  last_->next(after);
  return {*first_, after.last()};
}

State::State(Attach at, const detail::StateFields& fields)
    : Construct(std::move(at)), fields_(fields), name_(id()) {
  Construct* above = parent();
  while (above != nullptr && scope_ == nullptr) {
    scope_ = dynamic_cast<StateScope*>(above);
    if (scope_ == nullptr) {
      const bool is_group = above->construct_kind() == ConstructKind::group;
      if (is_group) name_ = detail::copy_text(std::string(above->id()) + '/' + std::string(name_));
      above = above->parent();
    }
  }
  if (scope_ == nullptr) {
    name_ = id();
    error(codes::OT3201, "the state '" + std::string(name_) + "' is in no state machine",
          "add it to a state machine, to a `MapState` or to a branch of a `ParallelState`");
    return;
  }
  machine_ = scope_->scope_machine();
  scope_->states_.push_back(this);
  if (scope_->start_ == nullptr) scope_->start_ = this;
}

StateChain State::next(const StateChain& after) {
  if (is_end()) {
    error(codes::OT3202,
          "'" + std::string(name_) + "' ends, but leads on to '" +
              std::string(after.first().name()) + "'",
          "leave `next` out, or make it a `PassState`");
  } else if (next_ != nullptr) {
    error(codes::OT3203,
          "'" + std::string(name_) + "' leads on to both '" + std::string(next_->name()) +
              "' and '" + std::string(after.first().name()) + "'",
          "call `next` once, or choose by a `ChoiceState`");
  } else {
    next_ = &after.first();
  }
  return {*this, after.last()};
}

QueryLanguage State::language() const {
  if (fields_.query_language.has_value()) return *fields_.query_language;
  return machine_ == nullptr ? QueryLanguage::json_path : machine_->query_language();
}

bool State::is_express() const { return scope_ != nullptr && scope_->runs_express(); }

// https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
void State::refuse_in_express(std::string_view what) const {
  if (!is_express()) return;
  error(codes::OT3211, "an express execution has " + std::string(what),
        "make the state machine standard, or what it is for shorter");
}

void State::check_number(std::string_view what, const Node& number, std::int64_t least,
                         std::int64_t most) const {
  const bool is_known = number.kind == NodeKind::integer;
  if (!is_known || (number.integer >= least && number.integer <= most)) return;
  error(codes::OT3204,
        std::string(what) + " is " + std::to_string(number.integer) + ", which is out of bounds",
        "it is " + std::to_string(least) + " to " + std::to_string(most));
}

bool StateAccess::shapes_result(const State& state) {
  const detail::StateFields& fields = state.fields_;
  const bool is_selected = fields.output_path.is_set() && !fields.output_path.is_discarded();
  const bool is_placed =
      !fields.result_path.is_discarded() && (fields.result_path.is_set() || is_selected);
  return is_placed || fields.assign.is_set() || fields.output.is_set() ||
         fields.result_selector.is_set();
}

void StateAccess::narrow_input(State& state, std::string_view path) {
  StatePath& input = state.fields_.input_path;
  // What begins with `$$` or with a variable is in no input.
  const bool is_of_input = path == "$" || path.starts_with("$.") || path.starts_with("$[");
  if (!is_of_input || !input.is_set()) {
    input = StatePath(path);
  } else if (!input.is_discarded()) {
    input = StatePath(std::string(input.path()) + std::string(path.substr(1)));
  }
}

FallibleState::FallibleState(Attach at, const detail::StateFields& fields,
                             const Items<StateRetry>& retry)
    : State(std::move(at), fields) {
  for (const StateRetry& rule : retry) add_retry(rule);
}

// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
void FallibleState::check_errors(std::string_view rule, const List<std::string>& errors,
                                 bool& takes_all) const {
  if (takes_all) {
    error(codes::OT3205, "a rule of `" + std::string(rule) + "` follows the one for all errors",
          "put the rule for all errors last");
  }
  takes_all = takes_all || is_all_errors(errors.node());
  if (errors.is_set() && errors.node().size > 1 && is_all_errors(errors.node())) {
    error(codes::OT3205,
          "a rule of `" + std::string(rule) + "` names 'States.ALL' beside other errors",
          "name 'States.ALL' alone, in a rule of its own");
  }
}

FallibleState& FallibleState::add_retry(const StateRetry& retry) {
  check_errors("retry", retry.errors, retries_all_);
  check_number("the interval of a retry", retry.interval.node(), 1, 99999999);
  check_number("the longest interval of a retry", retry.max_delay.node(), 1, longest_delay);
  check_number("the number of attempts", retry.max_attempts.node(), 0, 99999999);
  const Node& rate = retry.backoff_rate.node();
  if ((rate.kind == NodeKind::number && rate.number < 1) ||
      (rate.kind == NodeKind::integer && rate.integer < 1)) {
    error(codes::OT3204, "the backoff rate of a retry is less than 1", "it is 1 or more");
  }
  retries_.push_back(retry);
  return *this;
}

FallibleState& FallibleState::add_catch(const StateChain& handler, const StateCatch& caught) {
  check_errors("catch", caught.errors, catches_all_);
  const bool is_jsonata = language() == QueryLanguage::jsonata;
  if (is_jsonata ? caught.result_path.is_set() : caught.output.is_set()) {
    error(codes::OT3206,
          is_jsonata
              ? "`result_path` of a caught error is of the language JSONPath, and the state's "
                "is JSONata"
              : "`output` of a caught error is of the language JSONata, and the state's is "
                "JSONPath",
          is_jsonata ? "use `output`" : "use `result_path`");
  }
  catchers_.push_back({caught, &handler.first()});
  return *this;
}

void FallibleState::add_targets(std::vector<State*>& targets) const {
  for (const Catcher& each : catchers_) targets.push_back(each.handler);
}

void FallibleState::write_rules(Json& body, const Optional<StateRetry>& of_service) const {
  Json retries = Json::array({});
  for (const StateRetry& rule : retries_) retries.add(retry_json(rule));
  // Behind a rule for all errors it would never be asked.
  if (of_service.has_value() && !retries_all_) retries.add(retry_json(*of_service));
  if (retries.node().size > 0) body.set("Retry", retries);
  Json catchers = Json::array({});
  for (const Catcher& each : catchers_) {
    Json catcher = Json::object({{"ErrorEquals", errors_or_all(each.caught.errors)}});
    stepfunctions::put_path(catcher, "ResultPath", each.caught.result_path);
    catcher.set("Output", each.caught.output);
    catcher.set("Assign", each.caught.assign);
    catcher.set("Next", each.handler->name());
    catchers.add(stepfunctions::in_language(catcher, language(), *this));
  }
  if (!catchers_.empty()) body.set("Catch", catchers);
}

}  // namespace omnitrack
