#include "validate/sam/sam.hpp"

#include <algorithm>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/sam/facts.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::validate {

using meaning::sam::Expansion;
using meaning::sam::facts_of_type;
using meaning::sam::has_name_of_sam;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

void check_type(const SamContext& context, const ResourceEntry& entry) {
  const Node* type = entry.member->value.find("Type");
  if (type == nullptr || facts_of_type(entry.type_name) != nullptr) return;
  context.error(codes::OT5001, *type, "SAM has no resource type " + sam_quoted(entry.type_name),
                did_you_mean(entry.type_name, keys_of(meaning::sam::all_types())));
}

void check_resource(const SamContext& context, std::size_t resource) {
  const ResourceEntry& entry = context.index.resources()[resource];
  if (!has_name_of_sam(entry.type_name)) return;
  check_type(context, entry);
  const Node* facts = facts_of_type(entry.type_name);
  const Node* properties = context.made.properties(resource);
  if (facts == nullptr || properties == nullptr) return;
  const SamSubject subject{entry.type_name, *entry.member, *facts, *properties};
  check_sam_properties(context, subject);
  check_sam_rules(context, subject);
  if (properties->find("Policies") != nullptr) check_policy_templates(context, *properties);
  if (properties->find("Events") != nullptr) check_events(context, resource);
  if (entry.type_name.ends_with("Api")) check_api(context, subject);
}

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
// sam-specification-generated-resources.html
void check_made_ids(const SamContext& context) {
  for (const meaning::sam::Made& each : context.made.repeated()) {
    const ResourceEntry& source = context.index.resources()[each.source];
    const ResourceEntry* existing = context.index.find_resource(each.logical_id);
    context.error_at_key(codes::OT5015, *existing->member,
                         "SAM makes a resource " + sam_quoted(each.logical_id) + " of type " +
                             sam_quoted(each.type) + " for " + sam_quoted(source.logical_id) +
                             ", and the template has one of that name",
                         "give this one another name");
  }
}

}  // namespace

std::string sam_quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string sam_words(const Node& value) {
  switch (value.kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "a boolean";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a text";
    case Kind::list:
      return "a list";
    default:
      return value.is_call() ? "a function's result" : "a map";
  }
}

std::vector<std::string_view> keys_of(const Node& map) {
  std::vector<std::string_view> keys;
  for (const Member& each : map.members()) keys.push_back(each.key());
  return keys;
}

void check_sam(const Context& context, const Expansion& made) {
  const SamContext sam{context.index, made, context.report};
  check_globals(sam);
  for (std::size_t i = 0; i < context.index.resources().size(); ++i) check_resource(sam, i);
  check_routes(sam);
  check_connectors(sam);
  check_made_ids(sam);
}

}  // namespace omnitrack::validate
