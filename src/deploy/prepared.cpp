#include "deploy/prepared.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "support/json_writer.hpp"
#include "template/parse.hpp"

namespace omnitrack::deploy {

namespace {

using support::JsonLayout;
using support::JsonWriter;

constexpr std::string_view format_version = "1";

void write_verdict(const ResourceVerdict& verdict, JsonWriter& json) {
  json.begin_object();
  json.member("action", verdict.action);
  json.member("logical_id", verdict.logical_id);
  json.member_if_any("physical_id", verdict.physical_id);
  json.member_if_any("policy_action", verdict.policy_action);
  json.member_if_any("replacement", verdict.replacement);
  json.member("type", verdict.type_name);
  json.end_object();
}

void write_origin(const ResourceOrigin& origin, JsonWriter& json) {
  json.begin_object();
  json.member("construct", origin.construct);
  json.member_if_any("file", origin.file);
  json.member("line", origin.line);
  json.member("logical_id", origin.logical_id);
  json.end_object();
}

void write_changes(const std::vector<ResourceVerdict>& verdicts, JsonWriter& json) {
  json.list("changes", verdicts, [&](const ResourceVerdict& each) { write_verdict(each, json); });
}

void write_nested(const NestedVerdicts& nested, JsonWriter& json) {
  json.begin_object();
  write_changes(nested.verdicts, json);
  json.member("path", nested.path);
  json.end_object();
}

void write_stack(const PreparedStack& stack, JsonWriter& json) {
  json.begin_object();
  json.member_if_any("change_set", stack.change_set);
  write_changes(stack.verdicts, json);
  json.member_if_any("created", stack.created);
  json.list("depends_on", stack.depends_on,
            [&](const std::string& each) { json.any_string(each); });
  json.member("deployed_as", stack.deployed_as);
  json.member("is_new", stack.is_new);
  json.member("is_unchanged", stack.is_unchanged);
  json.member_if_any("last_updated", stack.last_updated);
  if (!stack.nested.empty()) {
    json.list("nested", stack.nested,
              [&](const NestedVerdicts& each) { write_nested(each, json); });
  }
  json.list("origins", stack.origins,
            [&](const ResourceOrigin& each) { write_origin(each, json); });
  json.member_if_any("region", stack.region);
  json.member("stack", stack.stack);
  json.member_if_any("stack_id", stack.stack_id);
  json.member("template_sha256", stack.template_digest);
  json.end_object();
}

bool is_true(const tmpl::Node& node, std::string_view key) { return text_at(node, key) == "true"; }

bool is_arn(std::string_view text, std::string_view part) {
  return text.starts_with("arn:") && text.find(part) != std::string_view::npos;
}

std::string needed(const tmpl::Node& node, std::string_view key) {
  std::string text(text_at(node, key));
  if (text.empty()) throw std::invalid_argument("a stack has no '" + std::string(key) + "'");
  return text;
}

ResourceVerdict read_verdict(const tmpl::Node& node) {
  return {.logical_id = std::string(text_at(node, "logical_id")),
          .physical_id = std::string(text_at(node, "physical_id")),
          .type_name = std::string(text_at(node, "type")),
          .action = std::string(text_at(node, "action")),
          .replacement = std::string(text_at(node, "replacement")),
          .policy_action = std::string(text_at(node, "policy_action"))};
}

std::vector<ResourceVerdict> read_changes(const tmpl::Node& node) {
  std::vector<ResourceVerdict> verdicts;
  for (const tmpl::Node& each : items_at(node, "changes")) verdicts.push_back(read_verdict(each));
  return verdicts;
}

ResourceOrigin read_origin(const tmpl::Node& node) {
  ResourceOrigin origin{.logical_id = std::string(text_at(node, "logical_id")),
                        .construct = std::string(text_at(node, "construct")),
                        .file = std::string(text_at(node, "file"))};
  const std::string_view line = text_at(node, "line");
  std::from_chars(line.data(), line.data() + line.size(), origin.line);
  return origin;
}

PreparedStack read_stack(const tmpl::Node& node) {
  PreparedStack stack{.stack = needed(node, "stack"),
                      .deployed_as = needed(node, "deployed_as"),
                      .region = std::string(text_at(node, "region")),
                      .is_new = is_true(node, "is_new"),
                      .is_unchanged = is_true(node, "is_unchanged"),
                      .change_set = {},
                      .created = std::string(text_at(node, "created")),
                      .stack_id = std::string(text_at(node, "stack_id")),
                      .last_updated = std::string(text_at(node, "last_updated")),
                      .template_digest = std::string(text_at(node, "template_sha256")),
                      .depends_on = {},
                      .verdicts = read_changes(node),
                      .nested = {},
                      .origins = {}};
  if (!stack.is_unchanged) {
    stack.change_set = needed(node, "change_set");
    // The AWS CLI reads a file that is named in place of a value.
    if (!is_arn(stack.change_set, ":changeSet/") || !is_arn(needed(node, "stack_id"), ":stack/")) {
      throw std::invalid_argument("a change set, or its stack, is not named by an ARN");
    }
  }
  for (const tmpl::Node& each : items_at(node, "depends_on")) {
    stack.depends_on.emplace_back(each.text());
  }
  for (const tmpl::Node& each : items_at(node, "nested")) {
    stack.nested.push_back({std::string(text_at(each, "path")), read_changes(each)});
  }
  for (const tmpl::Node& each : items_at(node, "origins")) {
    stack.origins.push_back(read_origin(each));
  }
  return stack;
}

}  // namespace

std::vector<NestedVerdicts> verdicts_of(const std::vector<NestedChangeSet>& change_sets) {
  std::vector<NestedVerdicts> verdicts;
  verdicts.reserve(change_sets.size());
  for (const NestedChangeSet& each : change_sets) {
    verdicts.push_back({each.path, each.change_set.verdicts});
  }
  return verdicts;
}

std::string json_of_prepared(const std::vector<PreparedStack>& stacks) {
  return support::json_text(JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("format_version", 1);
    json.list("stacks", stacks, [&](const PreparedStack& each) { write_stack(each, json); });
    json.end_object();
  });
}

std::vector<PreparedStack> read_prepared(const std::string& file, std::string text) {
  tmpl::Template source(file, std::move(text));
  const std::vector<tmpl::TextProblem> problems = tmpl::parse_json(source);
  if (!problems.empty()) throw std::invalid_argument("it is not JSON");
  if (!source.root().is(tmpl::Kind::map) ||
      text_at(source.root(), "format_version") != format_version) {
    throw std::invalid_argument("it is not what 'deploy --prepare' of this version writes");
  }
  const tmpl::Node* list = source.root().find("stacks");
  if (list == nullptr || !list->is(tmpl::Kind::list)) {
    throw std::invalid_argument("it has no list of stacks");
  }
  std::vector<PreparedStack> stacks;
  for (const tmpl::Node& each : list->items()) {
    PreparedStack stack = read_stack(each);
    // What a stack needs stands before it, so nothing can wait for itself.
    for (const std::string& other : stack.depends_on) {
      if (std::ranges::find(stacks, other, &PreparedStack::stack) == stacks.end()) {
        throw std::invalid_argument("'" + stack.stack + "' needs '" + other +
                                    "', which does not stand before it");
      }
    }
    if (std::ranges::find(stacks, stack.stack, &PreparedStack::stack) != stacks.end()) {
      throw std::invalid_argument("'" + stack.stack + "' stands there twice");
    }
    stacks.push_back(std::move(stack));
  }
  return stacks;
}

}  // namespace omnitrack::deploy
