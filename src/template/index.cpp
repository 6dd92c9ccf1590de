#include "template/index.hpp"

#include "template/parameter_type.hpp"

namespace omnitrack::tmpl {

namespace {

constexpr std::string_view sam = "AWS::Serverless-2016-10-31";
constexpr std::string_view include = "AWS::Include";
constexpr std::string_view language_extensions = "AWS::LanguageExtensions";

// AWS's own macros that make nothing which the rest of the template could name.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
bool adds_nothing_to_name(std::string_view macro) {
  return macro == sam || macro == language_extensions || macro == "AWS::CodeDeployBlueGreen" ||
         macro.starts_with("AWS::SecretsManager-") || macro.starts_with("AWS::ServiceCatalog");
}

std::string_view text_of(const Node* node) {
  return node != nullptr && node->is(Kind::string) ? node->text() : std::string_view{};
}

bool is_open(const ResourceEntry& entry) {
  return !entry.type || !entry.type->transform().empty() ||
         entry.type_name == "AWS::CloudFormation::CustomResource";
}

void fill(NameTable& table, std::span<const Member> members) {
  const auto name_at = [members](std::size_t at) { return members[at].key(); };
  table.reset(members.size());
  for (std::size_t at = 0; at < members.size(); ++at) table.add(members[at].key(), at, name_at);
}

const Member* find(const NameTable& table, std::span<const Member> members, std::string_view name) {
  const std::size_t at = table.find(name, [members](std::size_t i) { return members[i].key(); });
  return at == NameTable::none ? nullptr : &members[at];
}

}  // namespace

bool calls_own_macro(const Node& transform) {
  const std::string_view name = text_of(transform.find("Name"));
  return name != include && !adds_nothing_to_name(name);
}

bool ParameterEntry::is_list() const {
  std::string_view type = type_name;
  if (is_kept_by_ssm(type)) type.remove_prefix(ssm_value_type.size());
  return type.starts_with("List<") || type.starts_with("CommaDelimitedList");
}

Index::Index(const Template& source) : source_(&source) {
  for (const Member& member : source.root().members()) {
    const std::string_view key = member.key();
    const Node& value = member.value;
    if (key == "Resources") {
      add_resources(value);
    } else if (key == "Parameters") {
      add_parameters(value);
    } else if (key == "Mappings") {
      mappings_ = value.members();
    } else if (key == "Conditions") {
      conditions_ = value.members();
    } else if (key == "Rules") {
      rules_ = value.members();
    } else if (key == "Outputs") {
      outputs_ = value.members();
    } else if (key == "Transform") {
      add_transforms(value);
    } else if (key == "Fn::Transform") {
      may_have_unseen_ = true;
      if (calls_own_macro(value)) may_rewrite_resources_ = true;
    }
  }
  fill(mapping_table_, mappings_);
  fill(condition_table_, conditions_);
  note_loops_and_transforms("Mappings", mappings_);
  note_loops_and_transforms("Conditions", conditions_);
  note_loops_and_transforms("Outputs", outputs_);
}

void Index::add_transforms(const Node& transform) {
  if (transform.is(Kind::list)) {
    for (const Node& each : transform.items()) add_transform(each);
  } else {
    add_transform(transform);
  }
}

void Index::add_transform(const Node& transform) {
  const std::string_view name =
      transform.is(Kind::map) ? text_of(transform.find("Name")) : text_of(&transform);
  if (name.empty()) return;
  transforms_.push_back(name);
  if (name == sam) uses_sam_ = true;
  if (name == language_extensions) uses_language_extensions_ = true;
  if (adds_nothing_to_name(name)) return;
  may_have_unseen_ = true;
  if (name != include) has_own_macro_ = may_rewrite_resources_ = true;
}

void Index::add_resources(const Node& section) {
  const std::span<const Member> members = section.members();
  resources_.clear();
  resources_.reserve(members.size());
  resource_table_.reset(members.size());
  note_loops_and_transforms("Resources", members);
  const auto name_at = [this](std::size_t at) { return resources_[at].logical_id; };
  for (const Member& member : members) {
    if (is_loop_key(member.key())) continue;
    if (member.key() == "Fn::Transform") {
      if (calls_own_macro(member.value)) may_rewrite_resources_ = true;
      continue;
    }
    ResourceEntry& entry = resources_.emplace_back();
    entry.logical_id = member.key();
    entry.member = &member;
    bool is_transformed = false;
    for (const Member& part : member.value.members()) {
      if (part.key() == "Type") {
        entry.type_name = text_of(&part.value);
      } else if (part.key() == "Properties") {
        entry.properties = &part.value;
      } else if (part.key() == "Fn::Transform") {
        is_transformed = true;
      }
    }
    entry.type = schema::find_type(entry.type_name);
    entry.is_open = is_transformed || is_open(entry);
    resource_table_.add(entry.logical_id, resources_.size() - 1, name_at);
  }
}

void Index::add_parameters(const Node& section) {
  const std::span<const Member> members = section.members();
  parameters_.clear();
  parameters_.reserve(members.size());
  parameter_table_.reset(members.size());
  note_loops_and_transforms("Parameters", members);
  const auto name_at = [this](std::size_t at) { return parameters_[at].name; };
  for (const Member& member : members) {
    if (member.key() == "Fn::Transform") continue;
    parameters_.push_back({member.key(), &member, text_of(member.value.find("Type"))});
    parameter_table_.add(member.key(), parameters_.size() - 1, name_at);
  }
}

void Index::note_loops_and_transforms(std::string_view section, std::span<const Member> members) {
  for (const Member& member : members) {
    const std::string_view key = member.key();
    if (!key.starts_with("Fn::")) continue;
    if (is_loop_key(key)) loops_.push_back({section, &member});
    if (key == "Fn::Transform") may_have_unseen_ = true;
  }
}

const ResourceEntry* Index::find_resource(std::string_view logical_id) const {
  const std::size_t at = resource_table_.find(
      logical_id, [this](std::size_t place) { return resources_[place].logical_id; });
  return at == NameTable::none ? nullptr : &resources_[at];
}

const ParameterEntry* Index::find_parameter(std::string_view name) const {
  const std::size_t at =
      parameter_table_.find(name, [this](std::size_t place) { return parameters_[place].name; });
  return at == NameTable::none ? nullptr : &parameters_[at];
}

const Member* Index::find_mapping(std::string_view name) const {
  return find(mapping_table_, mappings_, name);
}

const Member* Index::find_condition(std::string_view name) const {
  return find(condition_table_, conditions_, name);
}

const Node* Index::section(std::string_view name) const { return source_->root().find(name); }

}  // namespace omnitrack::tmpl
