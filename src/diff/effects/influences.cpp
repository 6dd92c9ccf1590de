#include "diff/effects/influences.hpp"

#include <algorithm>

#include "meaning/allowed_values.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/exports.hpp"
#include "meaning/given_template.hpp"
#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "meaning/references.hpp"
#include "meaning/same_condition.hpp"
#include "template/parameter_type.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Member;
using tmpl::Node;

bool is_read_from_ssm(const Node& parameter) {
  const Node* type = parameter.find("Type");
  return type != nullptr && tmpl::is_kept_by_ssm(type->text());
}

std::string reason_of_ssm_parameter(const EntryChange& parameter) {
  const std::string name = "'" + std::string(parameter.name) + "'";
  const bool is_read = is_read_from_ssm(*parameter.after);
  if (is_read != is_read_from_ssm(*parameter.before)) {
    return name + (is_read ? " newly gives what the SSM parameter holds that it names"
                           : " no longer gives what an SSM parameter holds");
  }
  return name + " names another SSM parameter by default";
}

/// Whether a parameter is given another value. What it gives is seen where it stands, unless it is
/// not to be shown, or only names what is kept elsewhere.
bool is_given_another(const StackDiff& diff, std::string_view name) {
  const auto given = [name](const tmpl::Index& index) {
    const tmpl::ParameterEntry* parameter = index.find_parameter(name);
    return parameter == nullptr ? nullptr : parameter->member->value.find(meaning::given_key);
  };
  const Node* before = given(*diff.before);
  const Node* after = given(*diff.after);
  return before != nullptr && after != nullptr && before->text() != after->text();
}

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
bool names_other_ssm_parameter(const EntryChange& parameter) {
  if (parameter.before == nullptr || parameter.after == nullptr) return false;
  const bool is_read = is_read_from_ssm(*parameter.after);
  if (is_read != is_read_from_ssm(*parameter.before)) return true;
  const Node* before = parameter.before->find("Default");
  const Node* after = parameter.after->find("Default");
  return is_read && before != nullptr && after != nullptr && before->text() != after->text();
}

Influences::Influences(const StackDiff& diff, std::span<const HandedValue> handed) : diff_(diff) {
  for (const HandedValue& each : handed) add_value(each);
  for (const EntryChange& each : diff.entries) {
    if (each.before == nullptr || each.after == nullptr) continue;
    if (each.section == Section::mappings)
      mappings_.emplace(each.name, meaning::ComparedMapping(*each.before, *each.after));
    if (each.section == Section::conditions &&
        !meaning::same_condition(*diff.conditions_before, each.name, *diff.conditions_after,
                                 each.name)) {
      add_condition(each.name, "condition '" + std::string(each.name) + "' changed");
    }
    if (each.section != Section::parameters) continue;
    const std::string name(each.name);
    if (is_given_another(diff, each.name)) {
      add_parameter(name, "'" + name + "' is given another value", !is_read_from_ssm(*each.after));
    } else if (names_other_ssm_parameter(each)) {
      add_parameter(name, reason_of_ssm_parameter(each), false);
    }
  }
  if (!any()) return;
  if (!reads_.empty()) {
    // The names of stacks and outputs are known where they are filled in.
    meaning::for_each_call(diff.after->source().root(), [&](const Node& call) {
      auto read = meaning::output_read(call, *diff.after, diff.name);
      if (read) read_at_.emplace(&diff.written(call), std::move(*read));
    });
  }
  meaning::grow_conditions(*diff.after, [this](const Member& each) {
    if (conditions_.contains(each.key())) return false;
    meaning::for_each_call(each.value, [&](const Node& call) {
      if (auto cause = cause_of(call)) add_condition(each.key(), std::move(*cause));
    });
    return conditions_.contains(each.key());
  });
}

void Influences::add_parameter(const std::string& name, std::string reason, bool is_certain) {
  values_.emplace(std::pair(name, std::string()),
                  Found{"Parameters/" + name, std::move(reason), is_certain});
}

void Influences::add_value(const HandedValue& value) {
  switch (value.how) {
    case HandedValue::How::parameter:
      add_parameter(value.name, value.reason, value.is_certain);
      break;
    case HandedValue::How::nested_output:
      values_.emplace(std::pair(value.from, "Outputs." + value.name),
                      Found{value.from, value.reason, value.is_certain});
      break;
    case HandedValue::How::stack_output:
      reads_.push_back(&value);
      break;
  }
}

void Influences::add_condition(std::string_view name, std::string reason) {
  conditions_.emplace(name, std::move(reason));
}

std::optional<Influences::Found> Influences::find(const Node& call) const {
  if (call.calls(Function::find_in_map)) return find_lookup(call);
  if (!values_.empty()) {
    if (auto found = find_value(call)) return found;
  }
  if (!reads_.empty() && call.calls(Function::get_stack_output)) return find_read(call);
  const auto found = condition_of(call);
  if (found == conditions_.end()) return std::nullopt;
  return Found{"Conditions/" + std::string(found->first),
               found->second + ": it may choose the other branch now", false};
}

std::map<std::string_view, std::string>::const_iterator Influences::condition_of(
    const Node& call) const {
  if (call.calls(Function::condition)) return conditions_.find(call.argument().text());
  const auto branches = meaning::branches_of(call);
  return branches.empty() ? conditions_.end() : conditions_.find(branches[0].text());
}

std::optional<std::string> Influences::cause_of(const Node& call) const {
  const auto condition = condition_of(call);
  if (condition != conditions_.end()) return condition->second;
  auto found = find(call);
  return found ? std::optional(std::move(found->reason)) : std::nullopt;
}

std::optional<Influences::Found> Influences::find_value(const Node& call) const {
  std::optional<Found> result;
  meaning::for_each_name(call, [&](const meaning::Name& name) {
    if (result || name.of != meaning::Name::Of::entry) return;
    const auto found = values_.find(std::pair(std::string(name.text), std::string(name.attribute)));
    if (found != values_.end()) result = found->second;
  });
  return result;
}

std::optional<Influences::Found> Influences::find_read(const Node& call) const {
  const auto at = read_at_.find(&call);
  if (at == read_at_.end()) return std::nullopt;
  const meaning::OutputRead& read = at->second;
  const auto found = std::ranges::find_if(reads_, [&](const HandedValue* each) {
    return each->from == read.stack && each->name == read.output &&
           meaning::reads_from(read, diff_.surroundings, each->surroundings);
  });
  if (found == reads_.end()) return std::nullopt;
  const HandedValue& value = **found;
  return Found{value.from + ".Outputs." + value.name, value.reason,
               value.is_certain && read.is_certain};
}

std::optional<Influences::Found> Influences::find_lookup(const Node& call) const {
  const auto keys = call.argument().items();
  if (keys.size() < 3) return std::nullopt;
  const auto found = mappings_.find(keys[0].text());
  if (found == mappings_.end()) return std::nullopt;
  const std::string name(found->first);
  const bool has_default = keys.size() > 3;
  const meaning::ComparedCells cells = found->second.cells_at(call.argument());
  if (!cells.any_differ) return std::nullopt;
  const bool is_known = meaning::known_text(&keys[1]) && meaning::known_text(&keys[2]);
  // A key that parameters do not allow is never looked up.
  const bool is_always_same =
      !is_known && cells.any_same &&
      meaning::sameness_by_parameters(*diff_.written_before(), call, *diff_.written_after(),
                                      call) == meaning::Sameness::always;
  if (is_always_same) return std::nullopt;
  if (is_known || (!cells.any_same && !has_default)) {
    return Found{"Mappings/" + name, "mapping '" + name + "' gives another value", true};
  }
  return Found{"Mappings/" + name, "mapping '" + name + "' changed: it may give another value",
               false};
}

void Influences::decide_presence(const tmpl::ResourceEntry& resource,
                                 const std::function<void(std::string)>& decide) const {
  const auto found = conditions_.find(meaning::condition_of(resource));
  if (found != conditions_.end()) {
    decide(found->second + ": it is removed where that does not hold any more");
  }
}

}  // namespace omnitrack::diff
