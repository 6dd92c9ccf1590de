#include "cli/adopt/adoption_formats.hpp"
#include "cli/diff/diff_words.hpp"
#include "support/json_writer.hpp"
#include "template/write_json.hpp"

namespace omnitrack::cli {

namespace {

using support::JsonWriter;

// What the next deployment does to a resource: `same`, `update`, `replace` and so on.
std::string_view next_action(const diff::StackDiff& stack, std::string_view logical_id) {
  const diff::ResourceChange* change = stack.find(logical_id);
  return change == nullptr ? "same" : code_of(change->action);
}

void write(const lock::AdoptedResource& resource, const diff::StackDiff* next, JsonWriter& json) {
  json.begin_object();
  json.member("state", state_of(resource));
  json.member("type", resource.type);
  json.member_if_any("path", resource.path);
  json.member_if_any("old_logical_id", resource.old_id);
  json.member_if_any("logical_id", resource.new_id);
  json.member("why", note_of(resource));
  json.member("stateful", !resource.data.empty());
  json.member_if_any("problem", problem_of(resource));
  const std::string& deployed = resource.new_id.empty() ? resource.old_id : resource.new_id;
  if (next != nullptr) json.member("next", next_action(*next, deployed));
  json.end_object();
}

void write_stacks(const AdoptionReport& report, JsonWriter& json) {
  json.plain_key("stacks");
  json.begin_list();
  for (std::size_t i = 0; i < report.plan.stacks.size(); ++i) {
    const lock::AdoptedStack& stack = report.plan.stacks[i];
    const diff::StackDiff* next = report.next.diffs.empty() ? nullptr : &report.next.diffs[i];
    json.begin_item();
    json.begin_object();
    json.member("name", stack.name);
    json.member("old", stack.old->source().file());
    json.list("resources", stack.resources,
              [&](const lock::AdoptedResource& each) { write(each, next, json); });
    json.end_object();
  }
  json.end_list();
}

void write_value(std::string_view name, const std::string& value, JsonWriter& json) {
  if (value.empty()) return;
  json.plain_key(name);
  tmpl::rewrite_json(value, json);
}

void write(const KeptPin& kept, JsonWriter& json) {
  json.begin_object();
  json.member("stack", kept.stack);
  json.member("logical_id", kept.logical_id);
  json.member("type", kept.type);
  json.member("path", kept.path);
  json.member("property", kept.pin.pointer);
  write_value("deployed", kept.pin.deployed, json);
  write_value("in_code", kept.pin.in_code, json);
  json.end_object();
}

void write(const LeftOutPin& left_out, JsonWriter& json) {
  json.begin_object();
  json.member("stack", left_out.pin.stack);
  json.member("logical_id", left_out.pin.logical_id);
  json.member("type", left_out.pin.type);
  json.member("path", left_out.pin.path);
  json.member("property", left_out.pin.pin.pointer);
  write_value("deployed", left_out.pin.pin.deployed, json);
  json.member("reason", left_out.reason);
  json.end_object();
}

void write(const PinGroup& group, JsonWriter& json) {
  json.begin_object();
  json.member("path", group.path);
  json.member("place", group.place);
  json.member("set", group.line);
  json.end_object();
}

std::vector<const PinGroup*> settings_of(const AdoptionReport& report) {
  std::vector<const PinGroup*> settings;
  for (const PinGroup& each : report.groups) {
    if (!each.line.empty()) settings.push_back(&each);
  }
  return settings;
}

std::string_view code_of(Safety safety) {
  switch (safety) {
    case Safety::safe:
      return "safe";
    case Safety::disturbs:
      return "disturbs";
    case Safety::loses:
      return "loses_data";
  }
  return {};
}

}  // namespace

void adoption_json(const AdoptionReport& report, const Console& /*console*/,
                   const support::Sink& out) {
  support::write_json(support::JsonLayout::wide, out, [&](JsonWriter& json) {
    const auto write_verdict = [&](const auto& row) {
      json.begin_object();
      json.member("stack", report.next.diffs[row.stack].name);
      json.member("logical_id", row.logical_id);
      json.member("type", row.type_name);
      json.member("path", row.path);
      json.member("what", row.what);
      json.member("hint", row.hint);
      json.end_object();
    };
    json.begin_object();
    json.member("format_version", "1.0");
    json.member("written", report.is_written);
    write_stacks(report, json);
    json.list("data_loss", report.next.losses, write_verdict);
    json.list("refused", report.next.refusals, write_verdict);
    json.list("pins", report.pins, [&](const KeptPin& each) { write(each, json); });
    json.list("left_out", report.left_out, [&](const LeftOutPin& each) { write(each, json); });
    json.list("settings", settings_of(report), [&](const PinGroup* each) { write(*each, json); });
    if (!report.next.diffs.empty()) json.member("safety", code_of(safety_of(report)));
    json.end_object();
  });
}

}  // namespace omnitrack::cli
