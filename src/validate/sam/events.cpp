#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::sam::is_given;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

bool is_alphanumeric(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// Checks the events of one resource.
class Events {
 public:
  Events(const SamContext& context, const ResourceEntry& owner, const Node& properties)
      : context_(context),
        owner_(owner),
        has_tenants_(is_given(properties.find("TenancyConfig"))) {}

  void check(const Member& event) {
    const Node& value = event.value;
    if (value.is_call() || !value.is(Kind::map) || meaning::may_have_more(value)) return;
    if (!is_alphanumeric(event.key())) {
      context_.error_at_key(codes::OT5008, event,
                            "the name of an event has letters and digits only, as it becomes a "
                            "part of logical ids");
      return;
    }
    const Node* type = value.find("Type");
    const Node* facts = find_facts(event, type);
    if (facts == nullptr) return;
    const Node* given = value.find("Properties");
    if (given != nullptr && !given->is(Kind::null) && !given->is(Kind::map)) {
      context_.error(codes::OT5006, *given,
                     "the properties of an event must be a map, not " + sam_words(*given));
      return;
    }
    if (given != nullptr && given->is_call()) return;
    Node nothing;
    nothing.kind = Kind::map;
    const bool is_written = given != nullptr && given->is(Kind::map);
    const SamSubject subject{type->text(), event, *facts, is_written ? *given : nothing, true};
    check_sam_properties(context_, subject);
    check_sam_rules(context_, subject);
    if (const Node* way = facts->find("links")) check_link(subject, way->text());
    if (const Node* way = facts->find("api")) check_api_link(subject, way->text());
    if (facts_are_of_pull(*facts)) check_consumer_group(subject);
    // https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html
    if (has_tenants_ && subject.type != "Api" && subject.type != "HttpApi") {
      context_.error(
          codes::OT5012, *type,
          "a function with 'TenancyConfig' has no events of type " + sam_quoted(subject.type),
          "its calls name a tenant, which events of the types Api and HttpApi can do");
    }
  }

 private:
  const Node* find_facts(const Member& event, const Node* type) {
    const Node* known = meaning::sam::all_events(owner_.type_name);
    if (known == nullptr || (type != nullptr && type->is_call())) return nullptr;
    if (type == nullptr) {
      context_.error_at_key(codes::OT5008, event,
                            "the event " + sam_quoted(event.key()) + " has no Type");
      return nullptr;
    }
    if (const Node* facts = known->find(type->text())) return facts;
    context_.error(codes::OT5008, *type,
                   std::string(owner_.type_name) + " has no event type " + sam_quoted(type->text()),
                   did_you_mean(type->text(), keys_of(*known)));
    return nullptr;
  }

  // A bucket or a user pool, which the transform changes for the event.
  void check_link(const SamSubject& subject, std::string_view way) {
    const Node* given = subject.properties.find(way);
    if (given == nullptr || given->is(Kind::null) || context_.index.may_have_unseen()) return;
    const std::string_view wanted = subject.facts.find("linksType")->text();
    const ResourceEntry* linked = given->calls(Function::ref)
                                      ? context_.index.find_resource(given->argument().text())
                                      : nullptr;
    if (linked == nullptr) {
      if (!context_.index.loops().empty()) return;
      context_.error(codes::OT5009, *given,
                     sam_quoted(way) + " must be a Ref of a resource in this template, of type " +
                         sam_quoted(wanted),
                     "SAM changes that resource for the event");
    } else if (linked->type_name != wanted) {
      context_.error(codes::OT5009, *given,
                     sam_quoted(linked->logical_id) + " is of type " +
                         sam_quoted(linked->type_name) + ", not " + sam_quoted(wanted));
    } else if (way == "UserPool") {
      check_triggers(*linked, subject);
    }
  }

  void check_triggers(const ResourceEntry& pool, const SamSubject& subject) {
    const Node* trigger = subject.properties.find("Trigger");
    if (trigger == nullptr || trigger->is_call()) return;
    const Node* own = meaning::sam::value_at(pool.properties, "LambdaConfig");
    const auto items =
        trigger->is(Kind::list) ? trigger->items() : std::span<const Node>(trigger, 1);
    for (const Node& each : items) {
      if (own == nullptr || own->find(each.text()) == nullptr) continue;
      context_.error(
          codes::OT5014, each,
          sam_quoted(pool.logical_id) + " has the trigger " + sam_quoted(each.text()) + " already");
    }
  }

  void check_api_link(const SamSubject& subject, std::string_view way) {
    const Node& properties = subject.properties;
    for (const auto& [one, other] :
         {std::pair<std::string_view, std::string_view>{"Path", "Method"}, {"Method", "Path"}}) {
      const Member* member = meaning::sam::member_at(&properties, one);
      if (member == nullptr || is_given(properties.find(other))) continue;
      if (subject.facts.find("properties")->find(other)->find("required") != nullptr) continue;
      context_.error_at_key(codes::OT5012, *member,
                            sam_quoted(one) + " needs " + sam_quoted(other));
    }
    const Node* given = properties.find(way);
    if (given == nullptr || given->is(Kind::null) || context_.index.may_have_unseen()) return;
    const std::string_view wanted = subject.facts.find("apiType")->text();
    const std::string_view id = meaning::sam::named_resource(*given);
    if (id == subject.facts.find("implicit")->text()) return;
    const ResourceEntry* api = id.empty() ? nullptr : context_.index.find_resource(id);
    const bool is_of_other_kind = api != nullptr && wanted == "AWS::Serverless::Api" &&
                                  api->type_name == "AWS::Serverless::HttpApi";
    if (api != nullptr && !is_of_other_kind) return;
    if (api == nullptr && !context_.index.loops().empty()) return;
    context_.error(codes::OT5009, *given,
                   sam_quoted(way) + " must be a Ref of an API in this template, of type " +
                       sam_quoted(wanted),
                   is_of_other_kind ? "for this API, the event's type is HttpApi" : "");
  }

  static bool facts_are_of_pull(const Node& facts) {
    return facts.find("properties")->find("ConsumerGroupId") != nullptr;
  }

  void check_consumer_group(const SamSubject& subject) {
    if (subject.type == "MSK" || subject.type == "SelfManagedKafka") return;
    const Member* member = meaning::sam::member_at(&subject.properties, "ConsumerGroupId");
    if (member == nullptr || !is_given(&member->value)) return;
    context_.error_at_key(codes::OT5004, *member,
                          "'ConsumerGroupId' is for events of the types 'MSK' and "
                          "'SelfManagedKafka' alone");
  }

  const SamContext& context_;
  const ResourceEntry& owner_;
  bool has_tenants_;
};

}  // namespace

void check_events(const SamContext& context, std::size_t resource) {
  const Node& properties = *context.made.properties(resource);
  const Node& events = *properties.find("Events");
  if (events.is_call() || meaning::may_have_more(events)) return;
  Events checks(context, context.index.resources()[resource], properties);
  for (const Member& each : events.members()) checks.check(each);
}

}  // namespace omnitrack::validate
