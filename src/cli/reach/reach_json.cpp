#include "cli/reach/ends.hpp"
#include "cli/reach/reach_report.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

using graph::Answer;
using graph::Reason;
using support::JsonWriter;

void write_reason(JsonWriter& json, const ReachReport& report, const Reason& reason) {
  json.begin_object();
  json.member("kind", name_of(reason.kind));
  json.member("says", name_of(reason.says));
  json.member("words", reason.words);
  json.member_if_any("when", reason.when);
  json.member_if_any("resource", reason.resource);
  json.member_if_any("path", reason.pointer);
  const graph::TemplatePlace place = reason.resource.empty()
                                         ? graph::TemplatePlace()
                                         : report.stacks->place(reason.resource, reason.pointer);
  if (place.source != nullptr) {
    json.member("file", place.source->file());
    json.member("line", place.place.line);
    json.member("column", place.place.column);
    if (const auto* origin = origin_of_end(*report.stacks, *report.sides, reason.resource)) {
      json.member("construct", origin->path);
      json.member("source",
                  std::string(origin->source.file) + ':' + std::to_string(origin->source.line));
    }
  }
  json.end_object();
}

void write_answer(JsonWriter& json, const ReachReport& report, const Answer& answer) {
  json.member("verdict", name_of(answer.verdict));
  json.list("reasons", answer.reasons,
            [&](const Reason& each) { write_reason(json, report, each); });
  json.list("depends_on", answer.unknowns, [&](const std::string& each) { json.any_string(each); });
}

void write_defaults(JsonWriter& json, const WithDefaults& found) {
  json.plain_key("with_defaults");
  json.begin_object();
  json.member("verdict", name_of(found.verdict));
  json.plain_key("parameters");
  json.begin_object();
  for (const auto& [name, value] : found.parameters) json.member(name, value);
  json.end_object();
  json.end_object();
}

}  // namespace

std::string reach_json(const ReachReport& report) {
  return support::json_text(support::JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.member("from", report.from);
    json.member("to", report.to);
    json.member_if_any("port", report.port);
    json.member_if_any("action", report.action);
    json.member("verdict", name_of(report.reach.verdict));
    if (report.with_defaults) write_defaults(json, *report.with_defaults);
    if (report.reach.network) {
      json.plain_key("network");
      json.begin_object();
      write_answer(json, report, *report.reach.network);
      json.end_object();
    }
    if (report.reach.permission) {
      json.plain_key("permission");
      json.begin_object();
      json.member("is_needed", !report.reach.network_decides);
      write_answer(json, report, report.reach.permission->answer);
      json.list("actions", report.reach.permission->actions, [&](const graph::Allowed& each) {
        json.begin_object();
        json.member("action", each.action);
        write_answer(json, report, each.answer);
        json.end_object();
      });
      json.end_object();
    }
    if (const auto& start = report.reach.at_start) {
      json.plain_key("at_start");
      json.begin_object();
      json.member("resource", start->resource);
      json.member("verdict", name_of(start->verdict));
      json.end_object();
    }
    json.list("through", report.reach.through, [&](const graph::Through& each) {
      json.begin_object();
      json.member("resource", each.resource);
      json.member("verdict", name_of(each.verdict));
      json.end_object();
    });
    json.end_object();
  });
}

}  // namespace omnitrack::cli
