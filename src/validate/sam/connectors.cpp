#include <algorithm>

#include "meaning/known.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::sam::facts_of_connector;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// One connector, written as a resource or at its source.
class Connector {
 public:
  explicit Connector(const SamContext& context) : context_(context) {}

  void check(std::string_view source_type, const Node& properties) {
    const Node* destination = properties.find("Destination");
    if (destination == nullptr || destination->is_call() || source_type.empty()) return;
    if (destination->is(Kind::list) && destination->count == 0) {
      context_.error(codes::OT5011, *destination, "'Destination' is an empty list");
    }
    const auto ends =
        destination->is(Kind::list) ? destination->items() : std::span<const Node>(destination, 1);
    for (const Node& each : ends) {
      const std::string_view type = type_of(each);
      if (!type.empty()) check_pair(source_type, type, each, properties.find("Permissions"));
    }
  }

  /// The type of an end after the transform; empty where it is not known, or told.
  std::string_view type_of(const Node& end) {
    if (!end.is(Kind::map) || end.is_call()) return {};
    const Node* id = end.find("Id");
    const bool has_others = std::ranges::any_of(end.members(), [](const Member& each) {
      return each.key() != "Id" && each.key() != "Qualifier";
    });
    if ((id != nullptr) == has_others) {
      context_.error(codes::OT5011, end,
                     "an end of a connector is named by its 'Id', or by its 'Type' with what the "
                     "connector needs of it",
                     id != nullptr ? "leave out all but 'Id' and 'Qualifier'" : "");
      return {};
    }
    if (id == nullptr) return named_type(end);
    if (!id->is(Kind::string)) return {};
    if (const ResourceEntry* made = context_.made.made().find_resource(id->text())) {
      return meaning::sam::has_name_of_sam(made->type_name) ? std::string_view() : made->type_name;
    }
    if (!context_.index.may_have_unseen() && context_.index.loops().empty()) {
      context_.error(codes::OT5011, *id, "no resource is named " + sam_quoted(id->text()));
    }
    return {};
  }

 private:
  std::string_view named_type(const Node& end) {
    const Node* type = end.find("Type");
    if (type == nullptr) {
      context_.error(codes::OT5011, end, "an end of a connector without an 'Id' needs a 'Type'");
      return {};
    }
    const Node* facts = meaning::sam::facts_of_type(type->text());
    const Node* made = facts == nullptr ? nullptr : facts->find("made");
    return made == nullptr ? type->text() : made->find("becomes")->text();
  }

  void check_pair(std::string_view source, std::string_view destination, const Node& at,
                  const Node* permissions) {
    const Node* facts = facts_of_connector(source, destination);
    if (facts == nullptr) {
      context_.error(codes::OT5011, at,
                     "SAM connects no " + sam_quoted(source) + " with " + sam_quoted(destination));
      return;
    }
    if (permissions == nullptr || !permissions->is(Kind::list)) return;
    const Node& known = *facts->find("permissions");
    std::vector<std::string_view> allowed;
    for (const Node& each : known.items()) allowed.push_back(each.text());
    if (permissions->count == 0) {
      context_.error(codes::OT5011, *permissions, "'Permissions' is an empty list");
    }
    for (const Node& each : permissions->items()) {
      if (!each.is_scalar() || std::ranges::find(allowed, each.text()) != allowed.end()) continue;
      std::string all;
      for (const std::string_view one : allowed) (all += all.empty() ? "" : ", ") += one;
      context_.error(codes::OT5011, each,
                     "a connector from " + sam_quoted(source) + " to " + sam_quoted(destination) +
                         " cannot have the permission " + sam_quoted(each.text()),
                     "it can have " + all);
      return;
    }
    check_together(*facts, *permissions);
  }

  void check_together(const Node& facts, const Node& permissions) {
    const Node* sets = facts.find("together");
    if (sets == nullptr) return;
    const auto has = [&permissions](std::string_view name) {
      const auto items = permissions.items();
      return std::ranges::find(items, name, &Node::text) != items.end();
    };
    const auto is_set = [&](const Node& set) {
      const auto in_set = [&set](const Node& each) {
        return std::ranges::find(set.items(), each.text(), &Node::text) != set.items().end();
      };
      return std::ranges::all_of(set.items(), [&](const Node& each) { return has(each.text()); }) &&
             std::ranges::all_of(permissions.items(), in_set);
    };
    if (std::ranges::any_of(sets->items(), is_set)) return;
    std::string all;
    for (const Node& set : sets->items()) {
      if (!all.empty()) all += ", or ";
      for (const Node& each : set.items())
        (all += all.ends_with(' ') || all.empty() ? "" : " and ") += each.text();
    }
    context_.error(codes::OT5011, permissions,
                   "these permissions do not come alone for such a connector", "it takes " + all);
  }

  const SamContext& context_;
};

void check_embedded(const SamContext& context, const ResourceEntry& entry, const Node& connectors) {
  if (connectors.is_call() || meaning::may_have_more(connectors)) return;
  if (!connectors.is(Kind::map)) {
    context.error(codes::OT5011, connectors,
                  "'Connectors' must be a map, not " + sam_words(connectors));
    return;
  }
  for (const Member& each : connectors.members()) {
    const Node* properties = each.value.find("Properties");
    if (properties == nullptr || !properties->is(Kind::map)) {
      context.error_at_key(codes::OT5011, each, "a connector needs a map of 'Properties'");
      continue;
    }
    for (const std::string_view needed : {"Destination", "Permissions"}) {
      if (properties->find(needed) != nullptr) continue;
      context.error_at_key(codes::OT5011, each, "a connector needs " + sam_quoted(needed));
    }
    const ResourceEntry* made = context.made.made().find_resource(entry.logical_id);
    const bool is_known = made != nullptr && !meaning::sam::has_name_of_sam(made->type_name);
    Connector(context).check(is_known ? made->type_name : std::string_view(), *properties);
  }
}

}  // namespace

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
// reference-sam-connector.html
void check_connectors(const SamContext& context) {
  for (std::size_t i = 0; i < context.index.resources().size(); ++i) {
    const ResourceEntry& entry = context.index.resources()[i];
    if (const Node* connectors = entry.member->value.find("Connectors")) {
      check_embedded(context, entry, *connectors);
    }
    const Node* properties = context.made.properties(i);
    if (entry.type_name != "AWS::Serverless::Connector" || properties == nullptr) continue;
    const Node* source = properties->find("Source");
    Connector connector(context);
    if (source != nullptr) connector.check(connector.type_of(*source), *properties);
  }
}

}  // namespace omnitrack::validate
