#include "cli/drift/drift_report.hpp"
#include "cli/stacks/resource_place.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

void write_resource(const deploy::ResourceDrift& resource, const ChosenStack& stack,
                    support::JsonWriter& json) {
  json.begin_object();
  json.member("logical_id", resource.logical_id);
  json.member("type", resource.type_name);
  json.member("status", resource.status);
  json.member_if_any("reason", resource.reason);
  if (const ElementOrigin* origin = origin_of_resource(stack.own, resource.logical_id)) {
    json.member("construct", origin->path);
    json.member_if_any("file", origin->source.file);
    if (origin->source.line != 0) json.member("line", origin->source.line);
  }
  json.list("differences", resource.differences, [&](const deploy::PropertyDrift& each) {
    json.begin_object();
    json.member("path", each.path);
    json.member("kind", each.kind);
    json.member("expected", each.expected);
    json.member("actual", each.actual);
    json.end_object();
  });
  json.end_object();
}

}  // namespace

std::string drift_json(const std::vector<DriftedStack>& stacks) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("stacks", stacks, [&](const DriftedStack& stack) {
      json.begin_object();
      json.member("stack", stack.stack.stack);
      json.member("deployed_as", stack.stack.deployed);
      json.member_if_any("failure", stack.failure);
      json.list("resources", stack.resources, [&](const deploy::ResourceDrift& each) {
        write_resource(each, stack.stack, json);
      });
      json.end_object();
    });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
