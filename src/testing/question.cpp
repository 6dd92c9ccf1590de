#include "testing/question.hpp"

#include <algorithm>
#include <map>

#include "omnitrack/construct.hpp"
#include "schema/schema.hpp"
#include "support/edit_distance.hpp"
#include "testing/expected_node.hpp"

namespace omnitrack::assertions {

namespace {

constexpr std::size_t most_pointers_shown = 3;
constexpr std::size_t most_types_shown = 6;
constexpr std::size_t most_names_shown = 2;

const Datum no_properties{.kind = DatumKind::map};

std::string hinted(const std::string& hint) { return hint.empty() ? hint : "; " + hint; }

std::string mistake_of_type(const std::string& type) {
  if (!type.starts_with("AWS::") || schema::find_type(type)) return {};
  return "there is no resource type " + type +
         hinted(support::did_you_mean(type, schema::type_names()));
}

/// Whether a resource of a type may have any property.
bool may_have_any(std::string_view type) {
  return type == "AWS::CloudFormation::CustomResource" || type.starts_with("AWS::Serverless::");
}

/// Whether a resource has a property, such as one that is younger than the specification.
bool has(const Candidate& candidate, const std::string& property) {
  const Datum* properties = candidate.resource->value.find("Properties");
  return properties != nullptr && properties->find(property) != nullptr;
}

std::string mistake_of_properties(std::string_view type, const Content& content,
                                  const std::vector<Candidate>& candidates) {
  const auto known = schema::find_type(type);
  const ExpectedNode& expected = content.expected().node();
  if (!known || content.is_whole() || may_have_any(type)) return {};
  std::vector<std::string_view> names;
  const schema::Shape shape = known->shape();
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    names.push_back(shape.property(i).name());
  }
  for (const Member& each : expected.members) {
    if (std::ranges::find(names, each.key) != names.end()) continue;
    const auto has_it = [&each](const Candidate& made) { return has(made, each.key); };
    if (std::ranges::any_of(candidates, has_it)) continue;
    return std::string(type) + " has no property " + each.key +
           hinted(support::did_you_mean(each.key, names));
  }
  return {};
}

}  // namespace

Question::Question(const TemplateState& state, const Subject& subject, const Content& content)
    : state_(state), is_type_(subject.construct() == nullptr && subject.is_type()) {
  subject_ = subject.shown();
  for (const DatumMember* each : state.resources()) {
    if (!is_asked(subject, *each)) continue;
    Candidate& made = candidates_.emplace_back(Candidate{.resource = each});
    if (content.is_whole()) {
      made.match = match(*state.evaluator, content.expected(), &each->value);
    } else {
      const Datum* properties = each->value.find("Properties");
      made.match = match(*state.evaluator, content.expected(),
                         properties == nullptr ? &no_properties : properties, "/Properties");
    }
    made.undecided = state.undecided(each->value);
  }
  find_mistake(subject, content);
}

bool Question::is_asked(const Subject& subject, const DatumMember& resource) const {
  if (is_type_) return type_of(resource.value) == subject.name();
  if (subject.construct() == nullptr && resource.key == subject.name()) return true;
  const ElementOrigin* origin = state_.unit->origin_of(resource.key);
  return origin != nullptr && origin->path == subject_;
}

void Question::find_mistake(const Subject& subject, const Content& content) {
  if (is_type_ && candidates_.empty()) mistake_ = mistake_of_type(subject.name());
  const std::string_view type =
      is_type_ ? std::string_view(subject.name())
               : (candidates_.empty() ? std::string_view()
                                      : type_of(candidates_.front().resource->value));
  if (mistake_.empty()) mistake_ = mistake_of_properties(type, content, candidates_);
  if (mistake_.empty() && !is_type_ && candidates_.empty() && left_out().empty()) {
    std::vector<std::string_view> names;
    for (const DatumMember* each : state_.resources()) names.push_back(each->key);
    mistake_ = "there is no resource " + subject_ + hinted(support::did_you_mean(subject_, names));
  }
}

/// The condition that keeps the subject out of what is deployed; empty where none does.
std::string Question::left_out() const {
  for (const tmpl::ResourceEntry& each : state_.unit->document.index().resources()) {
    const ElementOrigin* origin = state_.unit->origin_of(each.logical_id);
    const bool is_it =
        each.logical_id == subject_ || (origin != nullptr && origin->path == subject_);
    const tmpl::Node* condition = is_it ? each.member->value.find("Condition") : nullptr;
    if (condition != nullptr && state_.evaluator->holds(condition->text()) == false) {
      return std::string(condition->text());
    }
  }
  return {};
}

std::size_t Question::sure() const {
  return static_cast<std::size_t>(std::ranges::count_if(candidates_, &Candidate::holds));
}

std::size_t Question::possible() const {
  return static_cast<std::size_t>(std::ranges::count_if(candidates_, &Candidate::may_hold));
}

std::string Question::nothing_there() const {
  std::string text = "there is no " + subject_;
  if (const std::string condition = is_type_ ? "" : left_out(); !condition.empty()) {
    return text + ": it is made only where " + condition + " holds, which does not";
  }
  std::map<std::string_view, std::size_t> types;
  for (const DatumMember* each : state_.resources()) ++types[type_of(each->value)];
  if (types.empty()) return text + "; there are no resources";
  text += "; there are:";
  std::size_t shown = 0;
  for (const auto& [type, count] : types) {
    if (shown++ == most_types_shown) break;
    text += "\n  " + std::to_string(count) + ' ' + std::string(type);
  }
  if (types.size() > most_types_shown) {
    text += "\n  and " + std::to_string(types.size() - most_types_shown) + " more types";
  }
  return text;
}

std::string Question::none_has() const {
  if (!mistake_.empty()) return mistake_;
  if (candidates_.empty()) return nothing_there();
  const auto closest =
      std::ranges::max_element(candidates_, [](const Candidate& left, const Candidate& right) {
        const bool is_left_possible = left.may_hold();
        if (is_left_possible != right.may_hold()) return !is_left_possible;
        if (left.match.met != right.match.met) return left.match.met < right.match.met;
        return left.match.differences.size() > right.match.differences.size();
      });
  const std::string is = possible() == 0 ? "is as expected" : "is surely as expected";
  const std::string& id = closest->resource->key;
  std::string text;
  if (!is_type_) {
    text = id + (possible() == 0 ? " is not as expected" : " is not surely as expected");
  } else if (candidates_.size() == 1) {
    text = "the only " + subject_ + ", " + id + ", " + "is not" + is.substr(2);
  } else {
    text = "no " + subject_ + ' ' + is + "; the closest of " + std::to_string(candidates_.size()) +
           " is " + id;
  }
  return text + details(*closest);
}

std::string Question::details(const Candidate& candidate) const {
  std::string text;
  const std::string origin = origin_text(*state_.unit, candidate.resource->key);
  if (!origin.empty()) text += "\n  " + origin;
  if (!candidate.undecided.empty()) {
    text += "\n  it is made under a condition: " +
            state_.evaluator->reason_of_condition(candidate.undecided);
  }
  const std::vector<Difference>& differences = candidate.match.differences;
  if (differences.empty()) return text;
  const Difference& first = differences.front();
  text += "\n  " + (first.pointer.empty() ? "it" : first.pointer) + ' ' + first.words;
  const std::size_t more = differences.size() - 1;
  if (more == 0) return text;
  text +=
      "\n  and " + std::to_string(more) + (more == 1 ? " more difference:" : " more differences:");
  for (std::size_t i = 1; i <= std::min(more, most_pointers_shown); ++i) {
    text += (i == 1 ? " " : ", ") + differences[i].pointer;
  }
  if (more > most_pointers_shown) text += ", …";
  return text;
}

std::string Question::names() const {
  std::string text;
  const std::size_t count = sure();
  std::size_t shown = 0;
  for (const Candidate& each : candidates_) {
    if (!each.holds()) continue;
    if (shown == most_names_shown && count > most_names_shown + 1) {
      return text + " and " + std::to_string(count - shown) + " more";
    }
    ++shown;
    text += (shown == 1 ? "" : (shown == count ? " and " : ", ")) + each.resource->key;
  }
  return text;
}

}  // namespace omnitrack::assertions
