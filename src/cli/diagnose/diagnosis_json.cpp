#include "cli/diagnose/diagnosis_report.hpp"
#include "cli/stacks/resource_place.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

void write_origin(const ElementOrigin* origin, support::JsonWriter& json) {
  if (origin == nullptr) return;
  json.member("construct", origin->path);
  json.member_if_any("file", origin->source.file);
  if (origin->source.line != 0) json.member("line", origin->source.line);
}

void write_failure(const deploy::StackEvent& event, const deploy::Diagnosis& diagnosis,
                   const ChosenStack& stack, support::JsonWriter& json) {
  json.begin_object();
  json.member("logical_id", event.logical_id);
  json.member_if_any("type", event.type_name);
  json.member("status", event.status);
  json.member_if_any("reason", event.reason);
  json.member_if_any("time", event.time);
  json.list("nested_in", nesting_of(event, diagnosis),
            [&](const std::string& each) { json.any_string(each); });
  write_origin(origin_of(event, diagnosis, stack), json);
  json.member_if_any("hint", deploy::hint_for_reason(event.reason));
  json.end_object();
}

void write_change_set(const deploy::FailedChangeSet& change_set, const ChosenStack& stack,
                      support::JsonWriter& json) {
  json.begin_object();
  json.member("name", change_set.name);
  json.member_if_any("created", change_set.created);
  json.member_if_any("reason", change_set.reason);
  json.list("validations", change_set.validations, [&](const deploy::Validation& each) {
    json.begin_object();
    json.member("logical_id", each.logical_id);
    json.member_if_any("path", each.path);
    json.member("reason", each.reason);
    json.member("stops", each.stops);
    write_origin(origin_of_resource(stack.own, each.logical_id), json);
    json.end_object();
  });
  json.end_object();
}

}  // namespace

std::string diagnosis_json(const deploy::Diagnosis& diagnosis, const ChosenStack& stack) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    const auto write = [&](std::string_view key, const std::optional<deploy::StackEvent>& event) {
      if (!event) return;
      json.plain_key(key);
      write_failure(*event, diagnosis, stack, json);
    };
    json.begin_object();
    json.member("format_version", "1.0");
    json.member("stack", stack.stack);
    json.member("id", diagnosis.state.id);
    json.member("status", diagnosis.state.status);
    json.member("is_of_last_operation", diagnosis.is_latest);
    write("cause", diagnosis.cause);
    json.list("others", diagnosis.others,
              [&](const deploy::StackEvent& each) { write_failure(each, diagnosis, stack, json); });
    json.member("stopped", diagnosis.stopped);
    write("rollback_cause", diagnosis.rollback_cause);
    json.list("change_sets", diagnosis.change_sets,
              [&](const deploy::FailedChangeSet& each) { write_change_set(each, stack, json); });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
