#include "diff/security/shown_secrets.hpp"

#include <algorithm>
#include <array>

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
    }
  }
}

}  // namespace omnitrack::diff
