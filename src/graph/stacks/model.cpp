#include "graph/stacks/model.hpp"

#include <algorithm>
#include <limits>

#include "diff/security/add_new.hpp"
#include "meaning/references.hpp"

namespace omnitrack::graph {

using diff::add_new;
using diff::Choice;

Model::Model(const Stacks& stacks)
    : stacks_(stacks),
      given_(stacks.index(), stacks.surroundings().parameters),
      side_{.index = &stacks.index(),
            .changed = &unchanged_,
            .surroundings = &stacks.surroundings(),
            .given = &given_,
            .is_new = false},
      atoms_(&stacks.index(), nullptr) {
  for (const tmpl::ResourceEntry& each : index().resources()) {
    types_[each.type_name].push_back(&each);
  }
  std::vector<meaning::Reference> references;
  meaning::collect_references(index(), references);
  for (const meaning::Reference& each : references) {
    if (each.is_from_output || each.how == meaning::Reference::How::depends_on) continue;
    const tmpl::ResourceEntry* user = index().find_resource(each.user);
    if (user == nullptr) continue;
    Entries& users = users_[{each.target, user->type_name}];
    if (users.empty() || users.back() != user) users.push_back(user);
  }
}

const Entries& Model::of_type(std::string_view type) const {
  static const Entries none;
  const auto found = types_.find(type);
  return found == types_.end() ? none : found->second;
}

const Entries& Model::users_of(std::string_view logical_id, std::string_view type) const {
  static const Entries none;
  const auto found = users_.find({logical_id, type});
  return found == users_.end() ? none : found->second;
}

namespace {

/// An answer and the conditions that it was found under.
struct Outcome {
  Answer answer;
  std::vector<Choice> choices;
};

/// The only condition that two ways suppose differently; null where there are several.
const Choice* only_difference(const Outcome& left, const Outcome& right) {
  const Choice* difference = nullptr;
  for (const Choice& each : left.choices) {
    const auto other = std::ranges::find(right.choices, each.key, &Choice::key);
    if (other == right.choices.end() || other->holds == each.holds) continue;
    if (difference != nullptr) return nullptr;
    difference = &each;
  }
  return difference;
}

std::string shown_choices(const Outcome& outcome, const std::vector<std::string>& keys) {
  std::string words;
  for (const Choice& each : outcome.choices) {
    if (std::ranges::find(keys, each.key) == keys.end()) continue;
    if (!words.empty()) words += " and ";
    words += (each.holds ? "" : "not ") + each.shown;
  }
  return words;
}

void add_outcome(Answer& answer, const Outcome& outcome, const std::vector<std::string>& keys) {
  const std::string when = shown_choices(outcome, keys);
  for (Reason each : outcome.answer.reasons) {
    if (each.when.empty()) each.when = when;
    add_new(answer.reasons, std::move(each));
  }
}

Answer merged(const std::vector<Outcome>& outcomes) {
  const auto by_verdict = [](const Outcome& each) { return each.answer.verdict; };
  const auto [least, most] = std::ranges::minmax_element(outcomes, {}, by_verdict);
  Answer answer{.verdict = by_verdict(*least) == by_verdict(*most) ? by_verdict(*least)
                                                                   : Verdict::perhaps};
  if (by_verdict(*least) == by_verdict(*most)) {
    answer.reasons = outcomes.front().answer.reasons;
  } else {
    std::vector<std::string> keys;
    std::vector<std::string> shown;
    for (const Outcome& one : outcomes) {
      for (const Outcome& other : outcomes) {
        if (by_verdict(one) == by_verdict(other)) continue;
        const Choice* difference = only_difference(one, other);
        if (difference == nullptr) continue;
        add_new(keys, difference->key);
        add_new(shown, "the condition " + difference->shown);
      }
    }
    answer.unknowns = std::move(shown);
    add_outcome(answer, *most, keys);
    add_outcome(answer, *least, keys);
  }
  for (const Outcome& each : outcomes) {
    for (const std::string& unknown : each.answer.unknowns) add_new(answer.unknowns, unknown);
  }
  return answer;
}

/// In how many ways conditions are tried out for one answer.
constexpr std::size_t most_ways = 256;

/// Tells from the ways so far that there are too many, before all that are tried out are:
/// conditions that do not hang on each other double them, one after the other.
class Foresight {
 public:
  /// Goes on from the choices of one way to those of the next, the last of which was turned.
  bool are_too_many(std::size_t tried, std::size_t choices_before, std::span<const Choice> next) {
    constexpr std::size_t fewest_tried = 32;
    const std::size_t turned = next.size() - 1;
    turned_at_.resize(std::max(turned_at_.size(), choices_before + 1));
    bool are_many = false;
    if (turned < nearest_) {
      nearest_ = turned;
      // Each condition that still holds may be turned, too, and have as many ways behind it.
      const std::size_t behind = turned + 1 < choices_before ? tried - turned_at_[turned + 1] : 1;
      const auto holding = static_cast<std::size_t>(std::ranges::count_if(next, &Choice::holds));
      are_many = tried >= fewest_tried && tried + behind * (holding + 1) > most_ways;
      // What comes behind the last one that is turned is looked at anew.
      if (holding == 0) nearest_ = std::numeric_limits<std::size_t>::max();
    }
    turned_at_[turned] = tried;
    return are_many;
  }

 private:
  std::vector<std::size_t> turned_at_;  ///< how many ways were tried when a choice was turned
  std::size_t nearest_ = std::numeric_limits<std::size_t>::max();  ///< choice that was turned
};

/// The answer where there are more ways than are tried out: the steps that all of those that were
/// have in common, and the conditions.
Answer of_too_many(const std::vector<Outcome>& outcomes) {
  Answer answer{.verdict = Verdict::perhaps};
  for (const Reason& each : outcomes.front().answer.reasons) {
    const bool is_everywhere = std::ranges::all_of(outcomes, [&each](const Outcome& other) {
      return std::ranges::find(other.answer.reasons, each) != other.answer.reasons.end();
    });
    if (is_everywhere) answer.reasons.push_back(each);
  }
  std::vector<std::string> shown;
  for (const Outcome& each : outcomes) {
    for (const Choice& choice : each.choices) add_new(shown, choice.shown);
  }
  std::string words = "more conditions than can be tried out together: ";
  for (const std::string& each : shown) words += (&each == &shown.front() ? "" : ", ") + each;
  answer.unknowns.push_back(std::move(words));
  return answer;
}

}  // namespace

namespace {

/// A nested stack that is not read may add rules to what it is given.
std::string unread_nested_stack(const Model& model, const Answer& answer) {
  for (const std::string_view type :
       {"AWS::CloudFormation::Stack", "AWS::Serverless::Application"}) {
    for (const Reason& each : answer.reasons) {
      if (each.says != Verdict::no || each.resource.empty()) continue;
      const Entries& users = model.users_of(each.resource, type);
      if (users.empty()) continue;
      return "what the nested stack " + std::string(users.front()->logical_id) +
             ", which is not read, adds to " + each.resource;
    }
  }
  return {};
}

/// What is not seen of the templates may turn an answer around.
void add_doubts(const Model& model, Answer& answer) {
  std::string doubt = model.stacks().rewritten();
  if (doubt.empty() && answer.verdict == Verdict::no) doubt = model.stacks().unseen();
  if (doubt.empty() && answer.verdict == Verdict::no) doubt = unread_nested_stack(model, answer);
  if (doubt.empty()) return;
  answer.verdict = Verdict::perhaps;
  add_new(answer.unknowns, std::move(doubt));
}

}  // namespace

Answers answers_in_each_scenario(Model& model,
                                 const std::function<Answers(const diff::Reader&)>& ask) {
  diff::Scenario scenario;
  Answers found;
  std::vector<std::vector<Outcome>> outcomes;  // of each answer in turn, as far as it came up
  std::vector<std::vector<Choice>> scenarios;
  Foresight foresight;
  do {
    const bool are_too_many =
        !scenarios.empty() &&
        foresight.are_too_many(scenarios.size(), scenarios.back().size(), scenario.choices());
    if (are_too_many || scenarios.size() == most_ways) {
      for (std::size_t i = 0; i < found.size(); ++i) found[i].second = of_too_many(outcomes[i]);
      return found;
    }
    if (!scenarios.empty()) model.count_try();
    const diff::Reader reader(model.side(), scenario, model.atoms());
    Answers answers = ask(reader);
    const auto choices = scenario.choices();
    for (auto& [key, answer] : answers) {
      auto at = std::ranges::find(found, key, &Answers::value_type::first);
      if (at == found.end()) {
        found.emplace_back(std::move(key), Answer());
        at = found.end() - 1;
        // It was not there in the scenarios before.
        outcomes.emplace_back();
        for (const auto& each : scenarios) outcomes.back().push_back({Answer(), each});
      }
      outcomes[static_cast<std::size_t>(at - found.begin())].push_back(
          {std::move(answer), {choices.begin(), choices.end()}});
    }
    scenarios.emplace_back(choices.begin(), choices.end());
    for (auto& each : outcomes) {
      if (each.size() < scenarios.size()) each.push_back({Answer(), scenarios.back()});
    }
  } while (scenario.next());
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i].second = merged(outcomes[i]);
    add_doubts(model, found[i].second);
  }
  return found;
}

Answer in_each_scenario(Model& model, const std::function<Answer(const diff::Reader&)>& ask) {
  Answers found = answers_in_each_scenario(model, [&ask](const diff::Reader& reader) {
    return Answers{{std::string(), ask(reader)}};
  });
  return std::move(found.front().second);
}

}  // namespace omnitrack::graph
