#include "synth/imports.hpp"

#include <algorithm>
#include <cstring>

#include "core/tree.hpp"
#include "omnitrack/characters.hpp"
#include "omnitrack/codes.hpp"
#include "synth/pseudo_parameters.hpp"

namespace omnitrack::synth {

namespace {

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), detail::is_letter_or_digit);
  return kept;
}

bool is_list_type(ParameterType type) {
  return type == ParameterType::list_of_numbers || type == ParameterType::comma_delimited_list ||
         type == ParameterType::ssm_list_of_strings || type == ParameterType::list_of_strings ||
         type == ParameterType::ssm_comma_delimited_list ||
         type >= ParameterType::ssm_list_of_availability_zone_names ||
         (type >= ParameterType::list_of_availability_zone_names &&
          type <= ParameterType::list_of_hosted_zone_ids);
}

// What a value is called among those of its stack: by a logical id, that and an attribute, or the
// name of a pseudo parameter.
std::vector<std::string_view> names_of(const Node& value) {
  switch (value.kind) {
    case NodeKind::pseudo:
      return {detail::pseudo_name(value.pseudo())};
    case NodeKind::attribute:
      return {value.attribute->resource->logical_id(), value.attribute->name};
    default:
      return {value.element->logical_id()};
  }
}

}  // namespace

const Construct& owner_of(const Node& reference) {
  switch (reference.kind) {
    case NodeKind::pseudo:
      return *reference.stack;
    case NodeKind::attribute:
      return *reference.attribute->resource;
    default:
      return *reference.element;
  }
}

const Condition* condition_of(const Construct& owner) {
  if (owner.construct_kind() != ConstructKind::resource) return nullptr;
  const ResourceState* state = TreeAccess::resource_state(static_cast<const Resource&>(owner));
  return state == nullptr ? nullptr : state->condition;
}

bool is_foreign(const Node& value, const Stack& reader) {
  switch (value.kind) {
    case NodeKind::pseudo:
      return is_of_other_stack(value, reader);
    case NodeKind::ref:
    case NodeKind::attribute:
      return TreeAccess::stack(owner_of(value)) != &reader;
    default:
      return false;
  }
}

bool is_list(const Node& reference) {
  if (reference.kind == NodeKind::attribute) return reference.attribute->is_list;
  if (reference.kind == NodeKind::pseudo) {
    return reference.pseudo() == PseudoParameter::notification_arns;
  }
  const Element& element = *reference.element;
  return element.construct_kind() == ConstructKind::parameter &&
         is_list_type(TreeAccess::props(static_cast<const Parameter&>(element)).type);
}

std::string Imports::key_of(const Node& value) {
  const Construct* owner = &owner_of(value);
  std::string key(reinterpret_cast<const char*>(&owner), sizeof owner);
  if (value.kind == NodeKind::attribute) key.append(value.attribute->name);
  if (value.kind == NodeKind::pseudo) key.append(detail::pseudo_name(value.pseudo()));
  return key;
}

void Imports::add_own(const Node& value, std::string_view logical_id,
                      std::string_view export_name) {
  Way& way = ways_[key_of(value)];
  if (way.output.empty()) way.output = logical_id;
  if (way.export_name.empty()) way.export_name = export_name;
}

// Whatever reads a stack without naming a place is in the stack's account and region; a place that
// can be named is known.
void Imports::add_reader(const Stack& reader, const Stack& other) {
  in_one_place_.emplace(&reader, &other);
  in_one_place_.emplace(&other, &reader);
}

Node Imports::seen_from(const Stack& reader, const Node& value) const {
  if (value.kind != NodeKind::pseudo || !is_of_other_stack(value, reader)) return value;
  if (const std::string known = known_text(value); !known.empty()) {
    return detail::make_string(known);
  }
  const bool is_own = is_of_place(value.pseudo()) && in_one_place_.contains({&reader, value.stack});
  return is_own ? detail::make_pseudo(value.pseudo()) : value;
}

void Imports::require(const Node& value) {
  Way& way = ways_[key_of(value)];
  if (value.strength == ReferenceStrength::weak) {
    if (way.output.empty()) way.output = made_output(value, way).logical_id;
    return;
  }
  if (!way.export_name.empty()) return;
  std::string name(owner_of(value).stack().name());
  // Export names take letters, digits, colons and hyphens.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
  for (const std::string_view each : names_of(value)) name += ':' + letters_and_digits(each);
  MadeOutput& made = made_output(value, way);
  made.export_name = name;
  way.export_name = std::move(name);
}

// One output serves both strengths, so that a change of the strength leaves its logical id alone.
MadeOutput& Imports::made_output(const Node& value, Way& way) {
  const Construct& owner = owner_of(value);
  std::vector<MadeOutput>& made = made_[&owner.stack()];
  if (way.made != none) return made[way.made];
  way.made = made.size();
  std::string id = "Export";
  for (const std::string_view each : names_of(value)) id += letters_and_digits(each);
  Node whole = value;
  if (is_list(value)) {
    const Node arguments[] = {detail::make_string(list_separator), value};
    whole = detail::make_call(Intrinsic::join, arguments, 2);
  }
  made.push_back({std::move(id), std::string(), whole, &owner, condition_of(owner)});
  return made.back();
}

void Imports::report_clashes(const StackPlan& plan) const {
  const std::vector<MadeOutput>& made = made_for(*plan.stack);
  if (made.empty()) return;
  std::unordered_map<std::string_view, const Construct*> taken;
  for (const Output* output : plan.outputs) taken.emplace(output->logical_id(), output);
  for (const MadeOutput& each : made) {
    const auto [entry, is_new] = taken.emplace(each.logical_id, each.of);
    if (is_new) continue;
    const Source other = entry->second->source();
    each.of->error(codes::OT1002,
                   "the output '" + each.logical_id +
                       "' that exports it to another stack has the logical id of one made for '" +
                       entry->second->path() + "' at " + other.file + ':' +
                       std::to_string(other.line),
                   "export it by an output of your own with an export_name");
  }
}

const std::string& Imports::export_name(const Node& value) const {
  return ways_.at(key_of(value)).export_name;
}

const std::string& Imports::output(const Node& value) const {
  return ways_.at(key_of(value)).output;
}

const std::vector<MadeOutput>& Imports::made_for(const Stack& stack) const {
  static const std::vector<MadeOutput> nothing;
  const auto found = made_.find(&stack);
  return found == made_.end() ? nothing : found->second;
}

}  // namespace omnitrack::synth
