#include <algorithm>
#include <deque>
#include <optional>

#include "graph/reach.hpp"
#include "meaning/partitions.hpp"
#include "omnitrack/construct.hpp"
#include "schema/iam_actions.hpp"
#include "support/edit_distance.hpp"
#include "testing/template_state.hpp"

namespace omnitrack::assertions {

namespace {

using graph::Answer;
using graph::Verdict;

constexpr std::size_t most_reasons_shown = 8;

/// What a test asks for, and what is asked then.
struct AccessQuestion {
  const TemplateState& state;
  const End& from;
  const End& to;
  const Access& access;
  Verdict wanted = Verdict::yes;
};

/// What the templates of an app allow, seen from one of them.
class AccessModel {
 public:
  explicit AccessModel(const TemplateState& state)
      : state_(state), stacks_(templates(), place()), reaching_(stacks_) {}

  [[nodiscard]] const graph::Reaching& reaching() const { return reaching_; }

  /// The name of an end; a problem where it is none.
  std::string end_of(const End& end, std::string& problem) const {
    if (end.construct() != nullptr) return end_of_construct(*end.construct(), problem);
    if (reaching_.network().has(end.name()) || reaching_.permissions().can_act(end.name())) {
      return end.name();
    }
    std::string id = known_id(state_.unit->name, end.name());
    if (id.empty()) id = id_of_path(state_.unit->name, end.name());
    if (id.empty()) {
      std::vector<std::string_view> names{graph::internet};
      for (const auto& each : stacks_.index().resources()) names.push_back(each.logical_id);
      const std::string hint = support::did_you_mean(end.name(), names);
      problem = "there is no resource " + end.name() + (hint.empty() ? "" : "; " + hint);
    }
    return id;
  }

  /// Where a rule stands: the line of code, or that of the template.
  [[nodiscard]] std::string place_of(const graph::Reason& reason) const {
    if (reason.resource.empty()) return {};
    const std::string key = stacks_.key_of(reason.resource);
    const std::size_t slash = key.find('/');
    const StackUnit* unit = state_.assembly->find(key.substr(0, slash));
    if (unit == nullptr || slash == std::string::npos) return {};
    const ElementOrigin* origin = unit->origin_of(key.substr(slash + 1));
    if (origin == nullptr || origin->source.line == 0) return {};
    return std::string(origin->source.file) + ':' + std::to_string(origin->source.line);
  }

 private:
  std::vector<graph::StackTemplate> templates() {
    std::vector<graph::StackTemplate> all;
    for (const StackUnit& each : state_.assembly->stacks) {
      const tmpl::Index* index = &each.document.index();
      if (&each == state_.unit && state_.is_deployed()) {
        const Evaluator decided(*state_.assembly, each, Manner::decided, *state_.deployment);
        made_.emplace_back(each.document.file(),
                           laid_out_json(decided.document(), OpenTexts::as_sub));
        index = &made_.back().index();
      }
      all.push_back({.name = each.name, .index = index});
    }
    return all;
  }

  [[nodiscard]] meaning::Surroundings place() const {
    meaning::Surroundings surroundings;
    const auto known = [](std::string_view text) {
      return meaning::KnownPlace{.text = std::string(text), .source = "the test"};
    };
    surroundings.account = known(state_.evaluator->account());
    const std::string& region = state_.evaluator->region();
    if (region.empty()) return surroundings;
    surroundings.region = known(region);
    surroundings.partition = known(meaning::partition_of(region).name);
    surroundings.url_suffix = known(meaning::partition_of(region).url_suffix);
    return surroundings;
  }

  [[nodiscard]] std::string known_id(std::string_view stack, std::string_view id) const {
    const auto* entry = stacks_.find(std::string(stack) + '/' + std::string(id));
    if (entry == nullptr) entry = stacks_.find(id);
    return entry == nullptr ? std::string() : std::string(entry->logical_id);
  }

  /// The resource of a path, or the only one below it that connects or acts.
  [[nodiscard]] std::string id_of_path(std::string_view stack, std::string_view path) const {
    const StackUnit* unit = state_.assembly->find(stack);
    std::vector<std::string> below;
    for (const ElementOrigin& each :
         unit == nullptr ? std::vector<ElementOrigin>() : unit->origins) {
      if (each.kind != ConstructKind::resource) continue;
      std::string id = known_id(stack, each.logical_id);
      if (each.path == path) return id;
      const bool is_below = each.path.starts_with(std::string(path) + '/');
      if (is_below && reaching_.network().has(id)) below.push_back(std::move(id));
    }
    return below.size() == 1 ? below.front() : std::string();
  }

  std::string end_of_construct(const Construct& construct, std::string& problem) const {
    const std::string path = construct.path();
    std::string id = id_of_path(construct.stack().name(), path);
    if (id.empty()) problem = path + " has no resource that connects or acts, or several; name one";
    return id;
  }

  const TemplateState& state_;
  std::deque<tmpl::Document> made_;
  graph::Stacks stacks_;
  graph::Reaching reaching_;
};

std::string action_problem(const std::string& action) {
  const std::size_t colon = action.find(':');
  const std::string service = action.substr(0, colon);
  if (colon != std::string::npos &&
      schema::has_iam_action(service, std::string_view(action).substr(colon + 1))) {
    return {};
  }
  std::string text = "there is no action '" + action + "'";
  const std::string nearest = colon == std::string::npos
                                  ? std::string()
                                  : schema::nearest_iam_action(service, action.substr(colon + 1));
  if (!nearest.empty()) text += "; did you mean '" + service + ':' + nearest + "'?";
  return text;
}

std::string reasons_text(const AccessModel& model, const Answer& answer) {
  std::string text;
  std::size_t shown = 0;
  for (const graph::Reason& each : answer.reasons) {
    if (shown++ == most_reasons_shown) {
      text += "\n  and " + std::to_string(answer.reasons.size() - most_reasons_shown) + " more";
      break;
    }
    text += "\n  " + std::string(name_of(each.says)) + ": ";
    if (!each.when.empty()) text += "where " + each.when + ": ";
    text += each.words;
    const std::string place = model.place_of(each);
    if (!place.empty()) text += " (" + std::string(name_of(each.kind)) + ", " + place + ')';
  }
  if (answer.verdict == Verdict::perhaps) {
    for (const std::string& each : answer.unknowns) text += "\n  depends on " + each;
  }
  return text;
}

Check check_of_verdict(Verdict wanted, Verdict verdict, std::string message) {
  if (verdict == Verdict::perhaps) return {Outcome::unknown, std::move(message)};
  return {verdict == wanted ? Outcome::holds : Outcome::fails, std::move(message)};
}

std::string_view words_of(Verdict verdict, std::string_view yes, std::string_view no,
                          std::string_view perhaps) {
  switch (verdict) {
    case Verdict::yes:
      return yes;
    case Verdict::no:
      return no;
    case Verdict::perhaps:
      break;
  }
  return perhaps;
}

Check ask_reach(const AccessQuestion& asked) {
  const Access& access = asked.access;
  std::string problem = access.action.empty() ? std::string() : action_problem(access.action);
  const AccessModel model(asked.state);
  const std::string from = problem.empty() ? model.end_of(asked.from, problem) : std::string();
  const std::string to = problem.empty() ? model.end_of(asked.to, problem) : std::string();
  if (!problem.empty()) return {Outcome::unknown, problem};
  graph::ReachQuestion question;
  if (access.port != 0) {
    question.port = graph::Port{.protocol = access.protocol, .number = access.port};
  }
  if (!access.action.empty()) question.action = access.action;
  const auto reach = model.reaching().ask(from, to, question);
  if (!reach) return {Outcome::unknown, "no way from " + from + " to " + to + " is modelled"};
  std::string text = from;
  text += words_of(reach->verdict, " can reach ", " cannot reach ", " may reach ");
  text += to;
  if (access.port != 0) text += " at port " + std::to_string(access.port);
  if (!access.action.empty()) text += " by " + access.action;
  if (reach->network) text += reasons_text(model, *reach->network);
  if (reach->permission && !reach->network_decides) {
    text += reasons_text(model, reach->permission->answer);
  }
  return check_of_verdict(asked.wanted, reach->verdict, std::move(text));
}

Check ask_permission(const AccessQuestion& asked) {
  std::string problem = action_problem(asked.access.action);
  const AccessModel model(asked.state);
  const std::string who = problem.empty() ? model.end_of(asked.from, problem) : std::string();
  const std::string target = problem.empty() ? model.end_of(asked.to, problem) : std::string();
  if (!problem.empty()) return {Outcome::unknown, problem};
  const auto permission =
      model.reaching().permissions().may(who, target, std::string_view(asked.access.action));
  if (!permission) return {Outcome::unknown, who + " does not act: it has no policies"};
  const Verdict verdict = permission->answer.verdict;
  std::string text = who;
  text += words_of(verdict, " may ", " may not ", " perhaps may ");
  text += asked.access.action + " on " + target + reasons_text(model, permission->answer);
  return check_of_verdict(asked.wanted, verdict, std::move(text));
}

}  // namespace

Check Template::can_reach(const End& from, const End& to, const Access& access) const {
  if (!problem().empty()) return refusal();
  return ask_reach({*state_, from, to, access, Verdict::yes});
}

Check Template::cannot_reach(const End& from, const End& to, const Access& access) const {
  if (!problem().empty()) return refusal();
  return ask_reach({*state_, from, to, access, Verdict::no});
}

Check Template::may(const End& who, std::string_view action, const End& target) const {
  if (!problem().empty()) return refusal();
  const Access access{.action = std::string(action)};
  return ask_permission({*state_, who, target, access, Verdict::yes});
}

Check Template::may_not(const End& who, std::string_view action, const End& target) const {
  if (!problem().empty()) return refusal();
  const Access access{.action = std::string(action)};
  return ask_permission({*state_, who, target, access, Verdict::no});
}

}  // namespace omnitrack::assertions
