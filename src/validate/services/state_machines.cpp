#include <algorithm>
#include <array>
#include <vector>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/inner_json.hpp"
#include "validate/services/services.hpp"
#include "validate/services/state_fields.hpp"
#include "validate/services/state_functions.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::for_each_case;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr auto state_types = std::to_array<std::string_view>(
    {"Choice", "Fail", "Map", "Parallel", "Pass", "Succeed", "Task", "Wait"});

/// Checks `States` and what leads from one to another.
/// https://states-language.net/spec.html
class StatesCheck {
 public:
  explicit StatesCheck(Reporter& report) : report_(report) {}

  void check_machine(const Node& machine, const Path& path) {
    if (!is_seen(machine)) return;
    const Node* states = machine.find("States");
    if (states == nullptr || !is_seen(*states)) return;
    std::vector<std::string_view> names;
    for (const Member& state : states->members()) names.push_back(state.key());
    if (machine.find("StartAt") == nullptr) {
      report_.error(codes::OT4684, machine, path, "no state is the first one",
                    "name it by 'StartAt'");
    }
    check_target(machine, "StartAt", path, names);
    const Path states_path(path, "States");
    for (const Member& state : states->members()) {
      const Path at(states_path, state.key());
      if (is_seen(state.value)) check_state(state.value, at, names);
    }
  }

 private:
  /// Whether a value is a map without anything that is made at deployment.
  static bool is_seen(const Node& value) {
    return value.is(Kind::map) && !value.is_call() && !may_have_more(value);
  }

  void check_target(const Node& holder, std::string_view key, const Path& path,
                    const std::vector<std::string_view>& names) {
    const Node* target = holder.find(key);
    const auto text = known_text(target);
    // `${…}` is filled in by DefinitionSubstitutions.
    if (!text || text->find("${") != std::string_view::npos) return;
    if (std::ranges::find(names, *text) != names.end()) return;
    const Path at(path, key);
    report_.error(codes::OT4684, *target, at, "there is no state '" + std::string(*text) + "' here",
                  did_you_mean(*text, names));
  }

  void check_state(const Node& state, const Path& path,
                   const std::vector<std::string_view>& names) {
    if (state.find("Type") == nullptr) {
      report_.error(codes::OT4685, state, path, "the state has no 'Type'",
                    "say what it is, such as 'Type: Pass'");
    }
    const auto type = known_text(state.find("Type"));
    if (type && type->find("${") == std::string_view::npos &&
        std::ranges::find(state_types, *type) == state_types.end()) {
      const Path at(path, "Type");
      report_.error(codes::OT4685, *state.find("Type"), at,
                    "'" + std::string(*type) + "' is not a type of a state",
                    did_you_mean(*type, state_types));
    }
    check_target(state, "Next", path, names);
    check_target(state, "Default", path, names);
    for (const std::string_view list : {"Choices/*", "Catch/*"}) {
      for_each_at(state, list, path, [&](const Node& each, const Path& at) {
        if (!each.is_call()) check_target(each, "Next", at, names);
      });
    }
    const bool goes_on =
        type == "Task" || type == "Pass" || type == "Wait" || type == "Parallel" || type == "Map";
    if (goes_on && state.find("Next") == nullptr && state.find("End") == nullptr) {
      report_.error(codes::OT4686, state, path, "the state has neither 'Next' nor 'End'",
                    "add 'End: true' to the last state");
    }
    check_fields(state, path);
    check_functions(state, path);
    for (const std::string_view inner : {"Branches/*", "Iterator", "ItemProcessor"}) {
      for_each_at(state, inner, path,
                  [this](const Node& machine, const Path& at) { check_machine(machine, at); });
    }
  }

  void check_fields(const Node& state, const Path& path) {
    for (const Member& member : state.members()) {
      if (is_state_field(member.key()) || member.key().find("${") != std::string_view::npos) {
        continue;
      }
      const Path at(path, member.key());
      report_.error_at_key(codes::OT4688, member, at,
                           "a state has no field '" + std::string(member.key()) + "'",
                           hint_for_state_field(member.key()));
    }
  }

  /// Checks the names of the functions in what a state computes of its input.
  void check_functions(const Node& value, const Path& path) {
    const auto items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Path at(path, i);
      check_functions(items[i], at);
    }
    for (const Member& member : value.members()) {
      const std::string_view key = member.key();
      if (key == "States") continue;  // of an inner machine, which is checked on its own
      const Path at(path, key);
      check_functions(member.value, at);
      if (!key.ends_with(".$") || !member.value.is(Kind::string)) continue;
      const std::string_view name = unknown_state_function(member.value.text());
      if (name.empty()) continue;
      report_.error(codes::OT4687, member.value, at,
                    "Step Functions has no function '" + std::string(name) + "'",
                    hint_for_state_function(name));
    }
  }

  Reporter& report_;
};

/// A definition in a text; that it is no JSON is told by a rule.
void check_text(const ServiceResource& resource, const Node& definition, const Path& path) {
  const InnerJson inner = inner_json(definition);
  if (inner.source == nullptr) return;
  const Node& text = definition.calls(tmpl::Function::sub) ? definition.argument() : definition;
  check_inner_json(resource.context.report, *inner.source, text, path,
                   [](Reporter& report, const Node& root, const Path& at) {
                     StatesCheck(report).check_machine(root, at);
                   });
}

}  // namespace

void check_state_machine(const ServiceResource& resource) {
  for (const std::string_view key : {"Definition", "DefinitionString"}) {
    const Node* definition = find_value(&resource.properties, key);
    if (definition == nullptr) continue;
    const Path path(resource.path, key);
    for_each_case(*definition, path, [&resource](const Node& value, const Path& at) {
      if (value.is(Kind::map) && !value.is_call()) {
        StatesCheck(resource.context.report).check_machine(value, at);
      } else {
        check_text(resource, value, at);
      }
    });
  }
}

}  // namespace omnitrack::validate
