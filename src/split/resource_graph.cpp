#include "split/resource_graph.hpp"

#include <algorithm>
#include <array>

#include "meaning/known.hpp"
#include "meaning/reference_text.hpp"
#include "meaning/references.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::split {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ResourceEntry;

struct SecretAttribute {
  std::string_view type;
  std::string_view attribute;
};

// What these give can be used to log in, and is shown by nothing else.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-apikey.html
constexpr std::array<SecretAttribute, 3> secret_attributes{
    {{"AWS::IAM::AccessKey", "SecretAccessKey"},
     {"AWS::Cognito::UserPoolClient", "ClientSecret"},
     {"AWS::AppSync::ApiKey", "ApiKey"}}};

// What a nested stack is given for a parameter has at most this.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
constexpr std::size_t most_parameter_bytes = 4096;

// Conditions stand in each other; more is a circle, or nobody's template.
constexpr int deepest_conditions = 64;

bool is_text(std::uint16_t accepts) {
  using schema::Accepts;
  return accepts & Accepts::string || accepts & Accepts::boolean || accepts & Accepts::integer ||
         accepts & Accepts::number || accepts & Accepts::date_time;
}

bool has_path(const Node& node, std::string_view first, std::string_view second) {
  const Node* found = node.find(first);
  return found != nullptr && found->find(second) != nullptr;
}

// cfn-signal and cfn-init are told the stack and the logical id of such a resource.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-signal.html
bool is_named_by_scripts(const Node& resource) {
  return has_path(resource, "CreationPolicy", "ResourceSignal") ||
         has_path(resource, "UpdatePolicy", "AutoScalingRollingUpdate") ||
         has_path(resource, "Metadata", "AWS::CloudFormation::Init");
}

// `aws cloudformation package` looks into the stack's own template alone.
bool has_local_path(const ResourceEntry& entry) {
  if (entry.properties == nullptr) return false;
  constexpr std::array<std::string_view, 3> paths{"Code", "Content", "TemplateURL"};
  return std::ranges::any_of(paths, [&](std::string_view key) {
    const Node* value = entry.properties->find(key);
    return value != nullptr && value->is(Kind::string) && !value->text().starts_with("https://") &&
           entry.type_name.starts_with("AWS::");
  });
}

// How many bytes a value surely has, as far as its resource says it.
std::size_t least_bytes(const ResourceEntry& resource, std::string_view attribute) {
  std::size_t bytes = 0;
  for (const meaning::ReferencePiece& piece : meaning::reference_pieces(resource, attribute)) {
    if (piece.kind == meaning::ReferencePiece::Kind::literal) bytes += piece.text.size();
    if (piece.kind != meaning::ReferencePiece::Kind::property) continue;
    for (const meaning::TextPart& part :
         meaning::text_parts(*meaning::find_value(resource.properties, piece.text))) {
      if (part.kind == meaning::TextPart::Kind::literal) bytes += part.text.size();
    }
  }
  return bytes;
}

bool is_computed(const Node& call) {
  const Node& argument = call.argument();
  if (call.calls(Function::ref)) return !argument.is_scalar();
  return call.calls(Function::get_att) && !argument.items().empty() &&
         !argument.items().front().is_scalar();
}

}  // namespace

Crossing crossing_of(const ResourceEntry& resource, std::string_view attribute) {
  if (attribute.empty()) return Crossing::text;
  const bool is_secret = std::ranges::any_of(secret_attributes, [&](const SecretAttribute& each) {
    return each.type == resource.type_name && each.attribute == attribute;
  });
  if (is_secret) return Crossing::never;
  const auto known = resource.type ? resource.type->find_attribute(attribute) : std::nullopt;
  if (!known || is_text(known->type().accepts())) return Crossing::text;
  if (!(known->type().accepts() & schema::Accepts::list)) return Crossing::never;
  return is_text(known->type().item().accepts()) ? Crossing::list : Crossing::never;
}

std::string_view unknown_references(const tmpl::Index& index) {
  if (index.may_have_unseen() || index.may_rewrite_resources() || index.uses_sam()) {
    return "a transform makes or rewrites resources";
  }
  if (!index.loops().empty()) return "a loop makes resources";
  std::string_view why;
  for (const ResourceEntry& each : index.resources()) {
    meaning::for_each_call(each.member->value, [&](const Node& call) {
      if (call.calls(Function::transform)) why = "a transform stands in a resource";
      if (call.calls(Function::for_each)) why = "a loop stands in a resource";
      if (is_computed(call)) why = "the name that a Ref or an Fn::GetAtt takes is computed";
    });
  }
  return why;
}

ResourceGraph::ResourceGraph(const tmpl::Index& index)
    : index_(&index),
      needs_(index.resources().size()),
      targets_(index.resources().size()),
      users_(index.resources().size()),
      stays_(index.resources().size(), false) {
  for (std::uint32_t i = 0; i < size(); ++i) read_resource(i);
  read_outputs();
  for (std::uint32_t i = 0; i < size(); ++i) {
    sort_unique(needs_[i]);
    sort_unique(targets_[i]);
    for (const std::uint32_t target : targets_[i]) users_[target].push_back(i);
  }
}

std::optional<std::uint32_t> ResourceGraph::find_value(std::string_view name,
                                                       std::string_view attribute) const {
  const auto found = by_name_.find({name, attribute});
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> ResourceGraph::find_resource(std::string_view logical_id) const {
  const ResourceEntry* entry = index_->find_resource(logical_id);
  if (entry == nullptr) return std::nullopt;
  return static_cast<std::uint32_t>(entry - index_->resources().data());
}

std::size_t ResourceGraph::bytes(std::uint32_t resource) const {
  const tmpl::Member& member = *index_->resources()[resource].member;
  return member.value.end - member.key_begin;
}

void ResourceGraph::read_resource(std::uint32_t resource) {
  const ResourceEntry& entry = index_->resources()[resource];
  const Node& body = entry.member->value;
  stays_[resource] =
      is_named_by_scripts(body) || has_local_path(entry) || entry.type_name.ends_with("::MODULE");
  if (const Node* depends_on = body.find("DependsOn")) read_depends_on(resource, *depends_on);
  const Node* condition = body.find("Condition");
  if (condition != nullptr && condition->is_scalar()) add_condition(resource, condition->text(), 0);
  meaning::for_each_call(body, [&](const Node& call) { read_call(resource, call); });
}

void ResourceGraph::read_depends_on(std::uint32_t resource, const Node& depends_on) {
  const auto add = [&](const Node& name) {
    const auto target = find_resource(name.text());
    if (target && *target != resource) targets_[resource].push_back(*target);
  };
  if (depends_on.is_scalar()) add(depends_on);
  for (const Node& each : depends_on.items()) add(each);
}

void ResourceGraph::read_call(std::uint32_t resource, const Node& call) {
  const auto items = call.argument().items();
  if (call.calls(Function::get_att) && items.size() == 2 && !items[1].is_scalar()) {
    // Which attribute it reads is known at the deployment alone.
    if (const auto target = find_resource(items[0].text())) {
      targets_[resource].push_back(*target);
      bonds_.push_back({resource, *target});
    }
  }
  meaning::for_each_name(call, [&](const meaning::Name& name) {
    if (name.of == meaning::Name::Of::condition) return add_condition(resource, name.text, 0);
    if (name.of == meaning::Name::Of::entry) add_name(resource, name.text, name.attribute);
  });
}

void ResourceGraph::add_name(std::uint32_t resource, std::string_view name,
                             std::string_view attribute) {
  if (const auto target = find_resource(name)) {
    if (*target != resource) add_reference(resource, *target, attribute);
  } else if (index_->find_parameter(name) != nullptr) {
    const bool is_list = index_->find_parameter(name)->is_list();
    needs_[resource].push_back(
        value_of({.of = Value::Of::parameter, .name = name, .is_list = is_list}));
  } else if (name == "AWS::StackName" || name == "AWS::StackId") {
    needs_[resource].push_back(value_of({.of = Value::Of::pseudo, .name = name}));
  } else if (!name.starts_with("AWS::") || name == "AWS::NotificationARNs") {
    stays_[resource] = true;
  }
}

void ResourceGraph::add_reference(std::uint32_t resource, std::uint32_t target,
                                  std::string_view attribute) {
  targets_[resource].push_back(target);
  const ResourceEntry& entry = index_->resources()[target];
  const Crossing crossing = crossing_of(entry, attribute);
  if (crossing == Crossing::never) {
    bonds_.push_back({resource, target});
    return;
  }
  // The stack's own template reads an output, which has no such limit.
  if (least_bytes(entry, attribute) > most_parameter_bytes) {
    bonds_.push_back({resource, target, true});
  }
  needs_[resource].push_back(value_of({.owner = target,
                                       .name = entry.logical_id,
                                       .attribute = attribute,
                                       .is_list = crossing == Crossing::list}));
}

void ResourceGraph::add_condition(std::uint32_t resource, std::string_view name, int depth) {
  const tmpl::Member* condition = index_->find_condition(name);
  if (condition == nullptr || depth == deepest_conditions) return;
  meaning::for_each_name_in(condition->value, [&](const meaning::Name& each) {
    if (each.of == meaning::Name::Of::condition) {
      add_condition(resource, each.text, depth + 1);
    } else if (each.of == meaning::Name::Of::entry) {
      add_name(resource, each.text, {});
    }
  });
}

std::uint32_t ResourceGraph::value_of(const Value& value) {
  const auto [found, is_new] = by_name_.try_emplace({value.name, value.attribute},
                                                    static_cast<std::uint32_t>(values_.size()));
  if (is_new) values_.push_back(value);
  return found->second;
}

void ResourceGraph::read_outputs() {
  for (const tmpl::Member& output : index_->outputs()) {
    meaning::for_each_name_in(output.value, [&](const meaning::Name& name) {
      const auto target = find_resource(name.text);
      if (name.of != meaning::Name::Of::entry || !target) return;
      const ResourceEntry& entry = index_->resources()[*target];
      output_needs_.push_back(
          value_of({.owner = *target,
                    .name = entry.logical_id,
                    .attribute = name.attribute,
                    .is_list = crossing_of(entry, name.attribute) == Crossing::list}));
    });
  }
  sort_unique(output_needs_);
}

}  // namespace omnitrack::split
