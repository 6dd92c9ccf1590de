#include "cli/requirements/requirements_formats.hpp"
#include "support/json_writer.hpp"
#include "template/write_json.hpp"

namespace omnitrack::cli {

namespace {

using support::JsonWriter;

void write_line(JsonWriter& json, const Source& source) {
  json.member("file", source.file);
  json.member("line", source.line);
}

void write_place(JsonWriter& json, const EvidencePlace& place) {
  json.begin_object();
  json.member("holds", place.problem.empty());
  json.member("stack", place.stack);
  json.member("logical_id", place.logical_id);
  json.member_if_any("type", place.type);
  json.member("path", place.path);
  json.member_if_any("pointer", place.pointer);
  if (!place.value.empty()) {
    json.plain_key("value");
    tmpl::rewrite_json(place.value, json);
  }
  json.member_if_any("problem", place.problem);
  write_line(json, place.source);
  json.end_object();
}

void write_evidence(JsonWriter& json, const EvidenceResult& evidence) {
  json.begin_object();
  json.member("claim", evidence.claim);
  json.member("holds", evidence.holds);
  json.member_if_any("problem", evidence.problem);
  json.list("places", evidence.places, [&](const EvidencePlace& each) { write_place(json, each); });
  json.end_object();
}

void write_requirement(JsonWriter& json, const RequirementResult& requirement) {
  json.begin_object();
  json.member("id", requirement.id);
  json.member("text", requirement.text);
  json.member_if_any("source", requirement.source);
  json.member("holds", requirement.holds);
  json.member_if_any("stack", requirement.stack);
  json.member("path", requirement.path);
  write_line(json, requirement.line);
  json.list("evidence", requirement.evidence,
            [&](const EvidenceResult& each) { write_evidence(json, each); });
  json.end_object();
}

}  // namespace

void requirements_json(const RequirementsReport& report, const Console& /*console*/,
                       const support::Sink& out) {
  support::write_json(support::JsonLayout::wide, out, [&](JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.member("app", report.subject);
    json.member("holds", report.holds());
    json.list("requirements", report.requirements,
              [&](const RequirementResult& each) { write_requirement(json, each); });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
