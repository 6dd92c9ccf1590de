#include "cli/page/source_json.hpp"
#include "cli/tree/tree_report.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

using support::JsonWriter;

void write_element(JsonWriter& json, const ElementOrigin& element) {
  json.begin_object();
  json.member("kind", name_of_kind(element.kind));
  json.member("logical_id", element.logical_id);
  json.member_if_any("type", element.type);
  json.member_if_any("nested_stack", element.nested);
  write_source(json, element.source);
  json.end_object();
}

void write_construct(JsonWriter& json, const TreeNode& node) {
  json.begin_object();
  json.member("id", node.id);
  json.member("path", node.path);
  write_source(json, node.line());
  json.list("elements", node.elements,
            [&](const ElementOrigin* each) { write_element(json, *each); });
  json.list("children", node.children, [&](const TreeNode& each) { write_construct(json, each); });
  json.end_object();
}

}  // namespace

std::string_view name_of_kind(ConstructKind kind) {
  switch (kind) {
    case ConstructKind::parameter:
      return "parameter";
    case ConstructKind::mapping:
      return "mapping";
    case ConstructKind::condition:
      return "condition";
    case ConstructKind::rule:
      return "rule";
    case ConstructKind::output:
      return "output";
    default:
      return "resource";
  }
}

std::string tree_json_report(const TreeNode& root) {
  return support::json_text(support::JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("stacks", root.children, [&](const TreeNode& each) { write_construct(json, each); });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
