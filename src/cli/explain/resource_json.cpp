#include "cli/diff/diff_words.hpp"
#include "cli/explain/resource_report.hpp"
#include "cli/page/source_json.hpp"
#include "support/json_writer.hpp"
#include "template/write_json.hpp"

namespace omnitrack::cli {

namespace {

using support::JsonWriter;

void write_origin(JsonWriter& json, const PropertyOrigin& origin) {
  json.begin_object();
  json.member("setter", code_of(origin.setter));
  json.member("pointer", origin.pointer);
  json.member_if_any("construct", origin.path);
  write_source(json, origin.source);
  json.end_object();
}

std::string fixed_words(const PropertyChange& change) {
  std::string words;
  for (const FixedChange& each : change.fixed) {
    words.append(words.empty() ? "" : "; ");
    words.append(each.path.empty() ? "it" : each.path).append(" ").append(each.words);
  }
  return words;
}

void write_property(JsonWriter& json, const ExplainedProperty& property) {
  json.begin_object();
  json.member("pointer", property.pointer);
  json.plain_key("value");
  tmpl::write_json(*property.value, json);
  if (property.origin != nullptr) {
    json.plain_key("origin");
    write_origin(json, *property.origin);
  }
  if (property.change.is_known) json.member("change", code_of(property.change.effect));
  json.list("inner_changes", property.change.inner, [&](const InnerChange& each) {
    json.begin_object();
    json.member("pointer", each.pointer);
    json.member("change", code_of(each.effect));
    json.end_object();
  });
  json.member_if_any("fixed", fixed_words(property.change));
  json.end_object();
}

void write_use(JsonWriter& json, const ResourceUse& use) {
  json.begin_object();
  json.member("stack", use.stack);
  json.member("kind", use.kind);
  json.member("name", use.name);
  json.member_if_any("path", use.path);
  json.member("pointer", use.pointer);
  json.member("how", use.how);
  json.end_object();
}

void write_subject(JsonWriter& json, const ResourceExplanation& all) {
  const Subject& subject = all.subject;
  json.member("stack", subject.stack->name);
  json.member("logical_id", subject.resource->logical_id);
  json.member("type", subject.resource->type_name);
  if (subject.origin != nullptr) {
    json.member("path", subject.origin->path);
    json.member("maker", all.maker);
    write_source(json, subject.origin->source);
    json.member_if_any("nested_stack", subject.origin->nested);
  }
  const tmpl::Place place =
      subject.stack->document.source().place(subject.resource->member->key_begin);
  json.member("template", subject.stack->document.file());
  json.member("template_line", place.line);
  json.member_if_any("condition", all.condition);
}

}  // namespace

std::string resource_json(const ResourceExplanation& all) {
  return support::json_text(support::JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    write_subject(json, all);
    json.list("properties", all.properties,
              [&](const ExplainedProperty& each) { write_property(json, each); });
    json.list("edits", all.edits, [&](const PropertyOrigin* each) { write_origin(json, *each); });
    json.list("replacing_when_set", all.replacing_when_set,
              [&](std::string_view each) { json.any_string(each); });
    json.list("names", all.names, [&](const ResourceUse& each) { write_use(json, each); });
    json.list("named_by", all.named_by, [&](const ResourceUse& each) { write_use(json, each); });
    json.plain_key("deletion");
    json.begin_object();
    json.member_if_any("holds", all.end.holds);
    json.member("holds_is_known", all.end.holds_is_known);
    json.member("disposition", code_of(all.end.when_removed));
    json.member("disposition_when_replaced", code_of(all.end.when_replaced));
    json.member_if_any("protected_by", all.end.protection);
    json.list("refused_policies", all.end.refused_policies,
              [&](std::string_view each) { json.any_string(each); });
    json.end_object();
    json.list("requirements", all.requirements,
              [&](const std::string& each) { json.any_string(each); });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
