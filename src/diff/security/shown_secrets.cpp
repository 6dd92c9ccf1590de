#include "diff/security/shown_secrets.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "meaning/known.hpp"
#include "meaning/no_echo.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Index;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
constexpr std::array<std::string_view, 2> secret_references{"{{resolve:secretsmanager:",
                                                            "{{resolve:ssm-secure:"};

/// Whether a value is taken from a secret, or from a parameter that hides it.
bool is_secret(const Index& index, const Node& value) {
  if (value.calls(Function::ref)) {
    const tmpl::ParameterEntry* parameter = index.find_parameter(value.argument().text());
    return parameter != nullptr && meaning::is_no_echo(parameter->member->value);
  }
  return value.is_scalar() &&
         std::ranges::any_of(secret_references, [&value](std::string_view each) {
           return value.text().find(each) != std::string_view::npos;
         });
}

void find_written_secrets(const StackDiff& diff, std::size_t stack, const ResourceChange& change,
                          std::vector<SecurityChange>& changes) {
  for (const Change& each : change.changes) {
    const bool is_written = each.before != nullptr && each.after != nullptr &&
                            is_secret(*diff.written_before(), *each.before) &&
                            each.after->is_scalar() && meaning::known_text(each.after);
    if (!is_written) continue;
    changes.push_back({.direction = SecurityChange::Direction::wider,
                       .kind = SecurityChange::Kind::permissions,
                       .stack = stack,
                       .logical_id = change.logical_id,
                       .type_name = change.type_name,
                       .path = each.path,
                       .what = "a secret gives way to a text that stands in the template"});
  }
}

using VariableNames = std::set<std::string_view>;

/// The names in all lists of a key below a value, of items that a test passes.
template <class Passes>
void collect_names(const Node& value, std::string_view key, const Passes& passes,
                   VariableNames& names) {
  for (const tmpl::Member& each : value.members()) {
    if (each.key() == key) {
      for (const Node& item : each.value.items()) {
        const auto name = meaning::known_text(item.find("Name"));
        if (name && passes(item)) names.insert(*name);
      }
    }
    collect_names(each.value, key, passes, names);
  }
  for (const Node& each : value.items()) collect_names(each, key, passes, names);
}

/// Variables of containers that were taken from secrets, and are written out now.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
void find_written_variables(const StackDiff& diff, std::size_t stack, const ResourceChange& change,
                            std::vector<SecurityChange>& changes) {
  if (change.type_name != "AWS::ECS::TaskDefinition" &&
      change.type_name != "AWS::Batch::JobDefinition") {
    return;
  }
  const Node* before = change.before->properties;
  const Node* after = change.after->properties;
  if (before == nullptr || after == nullptr) return;
  const auto always = [](const Node&) { return true; };
  const auto is_written = [&diff](const Node& item) {
    const Node* value = item.find("Value");
    return value != nullptr && meaning::known_text(value) && !is_secret(*diff.after, *value);
  };
  VariableNames were_secret;
  VariableNames are_secret;
  VariableNames are_written;
  collect_names(*before, "Secrets", always, were_secret);
  collect_names(*after, "Secrets", always, are_secret);
  collect_names(*after, "Environment", is_written, are_written);
  for (const std::string_view each : were_secret) {
    if (are_secret.contains(each) || !are_written.contains(each)) continue;
    changes.push_back({.direction = SecurityChange::Direction::wider,
                       .kind = SecurityChange::Kind::permissions,
                       .stack = stack,
                       .logical_id = change.logical_id,
                       .type_name = change.type_name,
                       .path = "/Properties",
                       .what = "the variable '" + std::string(each) +
                               "' is no longer taken from a secret, but stands in the template"});
  }
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
void find_shown_secrets(const StackDiff& diff, std::size_t stack,
                        std::vector<SecurityChange>& changes) {
  for (const EntryChange& each : diff.entries) {
    if (each.section != Section::parameters || each.before == nullptr || each.after == nullptr) {
      continue;
    }
    const bool was_hidden = meaning::is_no_echo(*each.before);
    const bool is_hidden = meaning::is_no_echo(*each.after);
    if (was_hidden == is_hidden) continue;
    changes.push_back({.direction = is_hidden ? SecurityChange::Direction::tighter
                                              : SecurityChange::Direction::wider,
                       .kind = SecurityChange::Kind::permissions,
                       .stack = stack,
                       .logical_id = each.name,
                       .type_name = {},
                       .path = "/NoEcho",
                       .what = is_hidden ? "its value is hidden from whoever may describe the stack"
                                         : "whoever may describe the stack reads its value"});
  }
  for (const ResourceChange& each : diff.resources) {
    if (each.before != nullptr && each.after != nullptr) {
      find_written_secrets(diff, stack, each, changes);
      find_written_variables(diff, stack, each, changes);
    }
  }
}

}  // namespace omnitrack::diff
