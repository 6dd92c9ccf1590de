#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::is_no_value;
using meaning::may_have_more;
using meaning::sam::holds;
using meaning::sam::Holds;
using meaning::sam::is_given;
using meaning::sam::member_at;
using meaning::sam::value_at;
using tmpl::Member;
using tmpl::Node;

namespace {

// Whether something on a way is a call, so that what is below it is not seen.
bool is_hidden(const Node& properties, std::string_view way) {
  for (std::size_t slash = way.find('/'); slash != std::string_view::npos;
       slash = way.find('/', slash + 1)) {
    const Node* value = value_at(&properties, way.substr(0, slash));
    if (value != nullptr && value->is_call()) return true;
  }
  return false;
}

bool is_there(const Node& properties, std::string_view way) {
  return is_hidden(properties, way) || is_given(value_at(&properties, way));
}

std::string listed(std::span<const Node> ways) {
  std::string all;
  for (const Node& each : ways) (all += all.empty() ? "" : " or ") += sam_quoted(each.text());
  return all;
}

/// Where a rule holds because of a property: that, else the subject.
const Member& reason(const SamSubject& subject, const Node* when) {
  if (when == nullptr) return subject.place;
  for (const Member& each : when->members()) {
    const Member* member = member_at(&subject.properties, each.key());
    if (member != nullptr) return *member;
  }
  return subject.place;
}

std::string because(const SamSubject& subject, const Node* when) {
  const Member& place = reason(subject, when);
  if (&place != &subject.place) return sam_quoted(place.key());
  if (when != nullptr && !when->members().front().value.items().empty()) {
    // What holds without it: the value behind the empty one.
    const Member& first = when->members().front();
    return sam_quoted(
        std::string(first.key()).append(": ").append(first.value.items().back().text()));
  }
  return subject.is_event ? "an event of type " + sam_quoted(subject.type)
                          : std::string(subject.type);
}

void check_rule(const SamContext& context, const SamSubject& subject, const Node& rule) {
  const Node& properties = subject.properties;
  const Node* when = rule.find("when");
  if (when != nullptr && std::ranges::any_of(when->members(), [&](const Member& each) {
        const Node* value = value_at(&properties, each.key());
        return holds(&properties, each) != Holds::yes || (value != nullptr && is_no_value(*value));
      })) {
    return;
  }
  const Member& place = reason(subject, when);
  if (const Node* needs = rule.find("needs")) {
    for (const Node& each : needs->items()) {
      if (is_there(properties, each.text())) continue;
      context.error_at_key(codes::OT5012, place,
                           because(subject, when) + " needs " + sam_quoted(each.text()));
    }
  }
  if (const Node* needs = rule.find("needsOneOf")) {
    const bool has_one = std::ranges::any_of(
        needs->items(), [&](const Node& each) { return is_there(properties, each.text()); });
    if (!has_one) {
      context.error_at_key(codes::OT5012, place,
                           because(subject, when) + " needs " + listed(needs->items()));
    }
  }
  if (const Node* forbids = rule.find("forbids")) {
    for (const Node& each : forbids->items()) {
      const Member* member = member_at(&properties, each.text());
      if (member == nullptr || !is_given(&member->value) || is_no_value(member->value)) continue;
      context.error_at_key(
          codes::OT5012, *member,
          sam_quoted(member->key()) + " does not go together with " + because(subject, when));
    }
  }
}

}  // namespace

void check_sam_rules(const SamContext& context, const SamSubject& subject) {
  const Node* rules = subject.facts.find("rules");
  if (rules == nullptr || may_have_more(subject.properties)) return;
  for (const Node& each : rules->items()) check_rule(context, subject, each);
}

}  // namespace omnitrack::validate
