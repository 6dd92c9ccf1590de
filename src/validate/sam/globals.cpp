#include <algorithm>

#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::sam::facts_of_type;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::string_view prefix = "AWS::Serverless::";

const Node* globals_of(std::string_view section) {
  const Node* facts = facts_of_type(std::string(prefix) + std::string(section));
  return facts == nullptr ? nullptr : facts->find("globals");
}

std::vector<std::string_view> sections() {
  std::vector<std::string_view> names;
  for (const Member& each : meaning::sam::all_types().members()) {
    if (each.value.find("globals") != nullptr) names.push_back(each.key().substr(prefix.size()));
  }
  return names;
}

bool has_text(const Node& list, std::string_view text) {
  return std::ranges::find(list.items(), text, &Node::text) != list.items().end();
}

void check_section(const SamContext& context, const Member& section) {
  const Node* allowed = globals_of(section.key());
  if (allowed == nullptr) {
    const std::vector<std::string_view> known = sections();
    std::string all;
    for (const std::string_view each : known) (all += all.empty() ? "" : ", ") += each;
    context.error_at_key(codes::OT5002, section,
                         "'Globals' has no section " + sam_quoted(section.key()),
                         "its sections are " + all);
    return;
  }
  if (!section.value.is(Kind::map)) {
    context.error(codes::OT5002, section.value,
                  "a section of 'Globals' must be a map, not " + sam_words(section.value));
    return;
  }
  const Node& facts = *facts_of_type(std::string(prefix) + std::string(section.key()));
  if (facts.find("open") != nullptr) return;
  for (const Member& each : section.value.members()) {
    if (each.key().starts_with("Fn::") || has_text(*allowed, each.key())) continue;
    std::vector<std::string_view> names;
    for (const Node& name : allowed->items()) names.push_back(name.text());
    std::string hint = facts.find("properties")->find(each.key()) != nullptr
                           ? "set it at each resource"
                           : did_you_mean(each.key(), names);
    context.error_at_key(
        codes::OT5003, each,
        "'Globals' cannot set " + sam_quoted(each.key()) + " of " + sam_quoted(section.key()),
        std::move(hint));
  }
}

void check_ignored(const SamContext& context, const tmpl::ResourceEntry& entry,
                   const Node& globals) {
  const Node* ignored = entry.member->value.find("IgnoreGlobals");
  if (ignored == nullptr || !meaning::sam::is_given(ignored)) return;
  if (!entry.type_name.starts_with(prefix)) return;
  const Node* section = globals.find(entry.type_name.substr(prefix.size()));
  if (section == nullptr || ignored->text() == "*") return;
  if (!ignored->is(Kind::list)) {
    context.error(
        codes::OT5016, *ignored,
        "'IgnoreGlobals' must be '*' or a list of properties, not " + sam_words(*ignored));
    return;
  }
  for (const Node& each : ignored->items()) {
    if (!each.is_scalar() || section->find(each.text()) != nullptr) continue;
    context.error(codes::OT5016, each, "'Globals' does not set " + sam_quoted(each.text()),
                  did_you_mean(each.text(), keys_of(*section)));
  }
}

}  // namespace

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
// sam-specification-template-anatomy-globals.html
void check_globals(const SamContext& context) {
  const Node* globals = context.index.section("Globals");
  if (globals == nullptr || globals->is_call()) return;
  if (!globals->is(Kind::map)) {
    context.error(codes::OT5002, *globals, "'Globals' must be a map, not " + sam_words(*globals));
    return;
  }
  for (const Member& each : globals->members()) {
    if (!each.key().starts_with("Fn::")) check_section(context, each);
  }
  for (const tmpl::ResourceEntry& each : context.index.resources()) {
    check_ignored(context, each, *globals);
  }
}

}  // namespace omnitrack::validate
