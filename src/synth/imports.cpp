#include "synth/imports.hpp"

#include <algorithm>
#include <cstring>

#include "core/tree.hpp"
#include "omnitrack/characters.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::synth {

namespace {

const Condition* condition_of(const Element& element) {
  if (element.construct_kind() != ConstructKind::resource) return nullptr;
  const ResourceState* state = TreeAccess::resource_state(static_cast<const Resource&>(element));
  return state == nullptr ? nullptr : state->condition;
}

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), detail::is_letter_or_digit);
  return kept;
}

bool is_list_type(ParameterType type) {
  return type == ParameterType::list_of_numbers || type == ParameterType::comma_delimited_list ||
         type == ParameterType::ssm_list_of_strings ||
         (type >= ParameterType::list_of_availability_zone_names &&
          type <= ParameterType::list_of_hosted_zone_ids);
}

}  // namespace

const Element& element_of(const Node& reference) {
  return reference.kind == NodeKind::ref ? *reference.element : *reference.attribute->resource;
}

bool is_list(const Node& reference) {
  if (reference.kind == NodeKind::attribute) return reference.attribute->is_list;
  const Element& element = *reference.element;
  return element.construct_kind() == ConstructKind::parameter &&
         is_list_type(TreeAccess::props(static_cast<const Parameter&>(element)).type);
}

std::string Imports::key_of(const Node& value) {
  const Element* element = &element_of(value);
  std::string key(reinterpret_cast<const char*>(&element), sizeof element);
  if (value.kind == NodeKind::attribute) key.append(value.attribute->name);
  return key;
}

void Imports::add_own(const Node& value, std::string_view logical_id,
                      std::string_view export_name) {
  Way& way = ways_[key_of(value)];
  if (way.output.empty()) way.output = logical_id;
  if (way.export_name.empty()) way.export_name = export_name;
}

void Imports::require(const Node& value) {
  Way& way = ways_[key_of(value)];
  if (value.strength == ReferenceStrength::weak) {
    if (way.output.empty()) way.output = made_output(value, way).logical_id;
    return;
  }
  if (!way.export_name.empty()) return;
  const Element& element = element_of(value);
  std::string name = std::string(element.stack().name()) + ':' + std::string(element.logical_id());
  // Export names take letters, digits, colons and hyphens.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
  if (value.kind == NodeKind::attribute) name += ':' + letters_and_digits(value.attribute->name);
  MadeOutput& made = made_output(value, way);
  made.export_name = name;
  way.export_name = std::move(name);
}

// One output serves both strengths, so that a change of the strength leaves its logical id alone.
MadeOutput& Imports::made_output(const Node& value, Way& way) {
  const Element& element = element_of(value);
  std::vector<MadeOutput>& made = made_[&element.stack()];
  if (way.made != none) return made[way.made];
  way.made = made.size();
  std::string id = "Export" + std::string(element.logical_id());
  Node whole = value;
  if (value.kind == NodeKind::attribute) {
    id += letters_and_digits(value.attribute->name);
  }
  if (is_list(value)) {
    const Node arguments[] = {detail::make_string(list_separator), value};
    whole = detail::make_call(Intrinsic::join, arguments, 2);
  }
  made.push_back({std::move(id), std::string(), whole, &element, condition_of(element)});
  return made.back();
}

void Imports::report_clashes(const StackPlan& plan) const {
  const std::vector<MadeOutput>& made = made_for(*plan.stack);
  if (made.empty()) return;
  std::unordered_map<std::string_view, const Element*> taken;
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
