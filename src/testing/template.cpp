#include "omnitrack/testing/template.hpp"

#include "support/edit_distance.hpp"
#include "testing/expected_node.hpp"
#include "testing/question.hpp"
#include "testing/template_state.hpp"

namespace omnitrack::assertions {

namespace {

const std::string no_name;

std::string counted_resources(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " resource" : " resources");
}

/// What is said of a value that is alone, not of a resource among others.
Check check_of(const TemplateState& state, const Match& match, const std::string& name,
               const std::string& undecided) {
  if (match.holds() && undecided.empty()) {
    take(match);
    return {Outcome::holds, name + " is as expected"};
  }
  std::string text = name + " is not " + (match.may_hold() ? "surely " : "") + "as expected";
  if (!undecided.empty()) {
    text += "\n  it is made under a condition: " + state.evaluator->reason_of_condition(undecided);
  }
  if (!match.differences.empty()) {
    const Difference& first = match.differences.front();
    text += "\n  " + (first.pointer.empty() ? "it" : first.pointer) + ' ' + first.words;
  }
  return {match.may_hold() ? Outcome::unknown : Outcome::fails, text};
}

}  // namespace

const std::string& Template::name() const {
  return state_->unit == nullptr ? no_name : state_->unit->name;
}

std::string Template::problem() const { return state_->problem; }

Check Template::refusal() const { return {Outcome::unknown, state_->problem}; }

std::string Template::text() const {
  if (state_->unit == nullptr || state_->evaluator == nullptr) return {};
  if (!state_->is_deployed()) return std::string(state_->unit->document.source().text());
  return laid_out_json(state_->root, OpenTexts::shown);
}

Template Template::with(const Deployment& deployment) const {
  return Template(std::make_shared<const TemplateState>(state_->assembly, state_->unit, deployment,
                                                        state_->within));
}

Template Template::of(const Construct& construct) const {
  auto state = std::make_shared<TemplateState>(state_->assembly, state_->unit, state_->deployment,
                                               construct.path());
  if (state->problem.empty() && construct.stack().name() != name()) {
    state->problem = construct.path() + " is not in the stack " + name();
  }
  return Template(std::move(state));
}

Check Template::has_resource(const Subject& subject, const Content& content) const {
  if (!problem().empty()) return refusal();
  const Question question(*state_, subject, content);
  if (question.sure() != 0 && question.mistake().empty()) {
    for (const Candidate& each : question.candidates()) {
      if (each.holds()) take(each.match);
    }
    return {Outcome::holds,
            question.names() + (question.sure() == 1 ? " is" : " are") + " as expected"};
  }
  const bool is_unknown = question.possible() != 0 || !question.mistake().empty();
  return {is_unknown ? Outcome::unknown : Outcome::fails, question.none_has()};
}

Check Template::has_no_resource(const Subject& subject, const Content& content) const {
  if (!problem().empty()) return refusal();
  const Question question(*state_, subject, content);
  const bool is_typo = !question.mistake().empty() &&
                       (subject.is_type() || subject.construct() || !question.candidates().empty());
  if (is_typo) return {Outcome::unknown, question.mistake()};
  if (question.possible() == 0) return {Outcome::holds, "none is as that"};
  for (const Candidate& each : question.candidates()) {
    if (each.holds()) {
      return {Outcome::fails, each.resource->key + " is there" + question.details(each)};
    }
  }
  for (const Candidate& each : question.candidates()) {
    if (each.may_hold()) {
      return {Outcome::unknown, each.resource->key + " may be as that" + question.details(each)};
    }
  }
  return {Outcome::holds, {}};
}

Check Template::has_count(std::string_view type, std::size_t count, const Content& content) const {
  if (!problem().empty()) return refusal();
  const Question question(*state_, Subject(type), content);
  const std::string of = std::string(type) + (content.is_whole() ? "" : " as expected");
  if (!question.mistake().empty()) return {Outcome::unknown, question.mistake()};
  if (question.sure() == question.possible()) {
    const bool holds = question.sure() == count;
    std::string text = "there are " + std::to_string(question.sure()) + ' ' + of;
    if (question.sure() != 0) text += ": " + question.names();
    if (!holds) text += "; " + std::to_string(count) + " expected";
    return {holds ? Outcome::holds : Outcome::fails, text};
  }
  std::string text = "there are " + std::to_string(question.sure()) + " to " +
                     std::to_string(question.possible()) + ' ' + of + "; " + std::to_string(count) +
                     " expected";
  for (const Candidate& each : question.candidates()) {
    if (!each.may_hold() || each.holds()) continue;
    text += "\n  " + each.resource->key + " may be one" + question.details(each);
    break;
  }
  const bool is_possible = question.sure() <= count && count <= question.possible();
  return {is_possible ? Outcome::unknown : Outcome::fails, text};
}

Check Template::all_resources(std::string_view type, const Content& content) const {
  if (!problem().empty()) return refusal();
  const Question question(*state_, Subject(type), content);
  const std::size_t all = question.candidates().size();
  if (all == 0 || question.sure() != all) {
    for (const Candidate& each : question.candidates()) {
      if (each.match.holds()) continue;
      if (!question.mistake().empty()) break;
      const std::string text = std::to_string(question.sure()) + " of " + std::to_string(all) +
                               ' ' + std::string(type) + " are as expected; " + each.resource->key +
                               " is not";
      return {each.may_hold() ? Outcome::unknown : Outcome::fails, text + question.details(each)};
    }
  }
  if (all == 0 || !question.mistake().empty()) return {Outcome::unknown, question.none_has()};
  for (const Candidate& each : question.candidates()) take(each.match);
  return {Outcome::holds, "all " + counted_resources(all) + " are as expected"};
}

Check Template::has_output(std::string_view name, const Expected& value) const {
  if (!problem().empty()) return refusal();
  const Datum* outputs = state_->root.find("Outputs");
  const Datum* entry = outputs == nullptr ? nullptr : outputs->find(name);
  if (entry == nullptr) return {Outcome::fails, output(name).problem()};
  return check_of(*state_,
                  match(*state_->evaluator, value, entry->find("Value"),
                        "/Outputs/" + std::string(name) + "/Value"),
                  "the output " + std::string(name), state_->undecided(*entry));
}

Check Template::matches(const Expected& sections) const {
  if (!problem().empty()) return refusal();
  return check_of(*state_, match(*state_->evaluator, sections, &state_->root), "the template", {});
}

std::size_t Template::count(std::string_view type, const Content& content) const {
  return problem().empty() ? Question(*state_, Subject(type), content).sure() : 0;
}

std::vector<Found> Template::resources_of(const Subject& subject, const Content& content) const {
  std::vector<Found> found;
  if (!problem().empty()) return found;
  const Question question(*state_, subject, content);
  for (const Candidate& each : question.candidates()) {
    if (!each.holds()) continue;
    found.push_back(Found(state_, &each.resource->value, {}, each.resource->key, {}));
  }
  return found;
}

Found Template::only(const Subject& subject, const Content& content) const {
  std::vector<Found> found = resources_of(subject, content);
  if (found.size() == 1) return found.front();
  std::string why = problem();
  if (why.empty()) {
    const Question question(*state_, subject, content);
    why = found.empty() ? question.none_has()
                        : "there are " + std::to_string(found.size()) + ' ' + question.subject() +
                              ": " + question.names();
  }
  return {state_, nullptr, {}, {}, why};
}

Found Template::output(std::string_view name) const {
  if (!problem().empty()) return {state_, nullptr, {}, {}, problem()};
  const Datum* outputs = state_->root.find("Outputs");
  const Datum* entry = outputs == nullptr ? nullptr : outputs->find(name);
  const Datum* value = entry == nullptr ? nullptr : entry->find("Value");
  const std::string pointer = "/Outputs/" + std::string(name) + "/Value";
  if (value != nullptr) return {state_, value, pointer, {}, {}};
  std::vector<std::string_view> names;
  if (outputs != nullptr) {
    for (const DatumMember& each : outputs->members) names.emplace_back(each.key);
  }
  const std::string hint = support::did_you_mean(name, names);
  return {state_,
          nullptr,
          pointer,
          {},
          "there is no output " + std::string(name) + (hint.empty() ? "" : "; " + hint)};
}

Found Template::at(std::string_view pointer) const {
  if (!problem().empty()) return {state_, nullptr, {}, {}, problem()};
  const Datum* value = state_->root.at(pointer);
  return {state_,
          value,
          std::string(pointer),
          {},
          value != nullptr ? std::string() : "there is nothing at " + std::string(pointer)};
}

Found::Found(std::shared_ptr<const TemplateState> state, const Datum* value, std::string pointer,
             std::string logical_id, std::string problem)
    : state_(std::move(state)),
      value_(value),
      pointer_(std::move(pointer)),
      logical_id_(std::move(logical_id)),
      problem_(std::move(problem)) {}

std::string Found::type() const {
  return value_ == nullptr ? std::string() : std::string(type_of(*value_));
}

Found Found::at(std::string_view pointer) const {
  if (value_ == nullptr) return *this;
  const Datum* below = value_->at(pointer);
  const std::string whole = pointer_ + std::string(pointer);
  const std::string of = logical_id_.empty() ? "" : " of " + logical_id_;
  return {state_,
          below,
          whole,
          {},
          below != nullptr ? std::string() : "there is nothing at " + whole + of};
}

std::string Found::text() const {
  return value_ != nullptr && value_->is_scalar() ? value_->text : std::string();
}

double Found::number() const { return number_of(text()).value_or(0); }

std::string Found::json() const {
  return value_ == nullptr ? std::string() : compact_json(*value_);
}

Check Found::is(const Content& content) const {
  if (value_ == nullptr) return {Outcome::unknown, problem_};
  const bool is_resource = !logical_id_.empty();
  const bool is_of_properties = is_resource && !content.is_whole();
  const Datum* value = is_of_properties ? value_->find("Properties") : value_;
  const Match found =
      match(*state_->evaluator, content.expected(), value, is_of_properties ? "/Properties" : "");
  return check_of(*state_, found, is_resource ? logical_id_ : pointer_, {});
}

std::vector<std::string> Templates::names() const { return assembly_->order; }

Template Templates::of(const Stack& stack) const { return of(stack.name()); }

Template Templates::of(std::string_view stack) const {
  return Template(std::make_shared<const TemplateState>(assembly_, assembly_->find(stack),
                                                        std::nullopt, std::string()));
}

Findings Templates::findings() const { return Findings(assembly_->diagnostics); }

Templates templates_of(App& app, const SynthOptions& options) {
  return Templates(assembly_of(app, options));
}

Template template_of(const Stack& stack) { return templates_of(stack.app()).of(stack); }

Findings findings_of(App& app) { return templates_of(app).findings(); }

Template template_of_text(std::string_view name, std::string_view text) {
  auto assembly = assembly_of_text(name, text);
  const StackUnit* unit = assembly->find(name);
  return Template(std::make_shared<const TemplateState>(std::move(assembly), unit, std::nullopt,
                                                        std::string()));
}

}  // namespace omnitrack::assertions
