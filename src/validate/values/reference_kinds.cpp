#include "validate/values/reference_kinds.hpp"

#include <string>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/values/identifier_kinds.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::all_properties;
using meaning::find_value;
using meaning::Path;

namespace {

// What a reference gives.
struct Given {
  bool is_known = false;
  std::uint8_t kind = 0;  // 0 for a kind that is none of those
  std::string words;
};

Given given_by_parameter(const tmpl::ParameterEntry& parameter) {
  std::string_view type = parameter.type_name;
  const auto unwrap = [&type](std::string_view begin) {
    if (!type.starts_with(begin) || !type.ends_with('>')) return;
    type.remove_prefix(begin.size());
    type.remove_suffix(1);
  };
  unwrap("AWS::SSM::Parameter::Value<");
  unwrap("List<");
  // Other texts and names may hold any identifier.
  if (!type.starts_with("AWS::EC2::")) return {};
  return {true, identifier_kind_of_parameter(type),
          "a parameter of the type " + std::string(parameter.type_name)};
}

Given given_by_ref(const tmpl::ResourceEntry& resource) {
  Given given{true, 0, "the Ref of " + std::string(resource.type_name)};
  if (resource.type_name == "AWS::EC2::SecurityGroup") {
    // Without a VPC it gives the name, or the id in the default one.
    const tmpl::Node* properties = all_properties(resource);
    const bool has_vpc = find_value(properties, "VpcId") != nullptr;
    given.kind = has_vpc ? security_group_id : security_group_id | security_group_name;
  } else if (resource.type_name == "AWS::EC2::VPC") {
    given.kind = vpc_id;
  } else if (resource.type_name == "AWS::EC2::Subnet") {
    given.kind = subnet_id;
  } else if (resource.type_name == "AWS::IAM::Role") {
    given.kind = role_name;
  } else if (resource.type->identifier_count() != 1) {
    return {};
  } else if (const auto property = resource.type->shape().find(resource.type->identifier(0))) {
    // A resource may be known by the id of another that it belongs to.
    if (property->relation_count() != 0) return {};
  }
  return given;
}

Given given_by_attribute(const tmpl::ResourceEntry& resource, std::string_view name) {
  const auto attribute = resource.type->find_attribute(name);
  // What another stack gives, or a parameter's value, may identify anything.
  if (!attribute || name.starts_with("Outputs.") || name == "Value") return {};
  Given given{true, identifier_kind({resource.type_name, name}),
              std::string(resource.type_name) + '.' + std::string(name)};
  for (std::uint32_t i = 0; i < attribute->relation_count(); ++i) {
    const std::uint8_t kind = identifier_kind(attribute->relation(i));
    if (kind == 0) return {};
    given.kind |= kind;
  }
  if (given.kind != 0) return given;
  // The specification does not tell all relations; a name may.
  for (const std::string_view part : {"Vpc", "VPC", "Subnet", "SecurityGroup", "Role"}) {
    if (name.find(part) != std::string_view::npos) return {};
  }
  return given;
}

}  // namespace

void check_reference_kind(const PropertyScope& scope, const meaning::Name& name,
                          const tmpl::Node& call, schema::Property property, const Path& path) {
  const std::uint8_t taken = identifier_kinds_taken(scope.resource.type_name, property);
  if (taken == 0) return;
  const tmpl::Index& index = scope.context.index;
  Given given;
  const tmpl::ResourceEntry* resource = index.find_resource(name.text);
  if (const tmpl::ParameterEntry* parameter = index.find_parameter(name.text)) {
    if (name.attribute.empty()) given = given_by_parameter(*parameter);
  } else if (resource != nullptr && resource->type && !resource->is_open) {
    given = name.attribute.empty() ? given_by_ref(*resource)
                                   : given_by_attribute(*resource, name.attribute);
  }
  if (!given.is_known || (given.kind & taken) != 0) return;
  std::string hint;
  if ((taken & role_arn) != 0 && given.kind == role_name) {
    hint = "Fn::GetAtt of '" + std::string(name.text) + ".Arn' gives the ARN";
  } else if (taken == security_group_name && given.kind == security_group_id) {
    hint = "in a VPC the ids of security groups are needed";
  }
  scope.context.report.error(
      codes::OT4238, call, path,
      given.words + " is given, " + identifiers_in_words(taken) + " is expected", std::move(hint));
}

void check_identifier(const PropertyScope& scope, const tmpl::Node& text, schema::Property property,
                      const Path& path) {
  const std::uint8_t taken = identifier_kinds_taken(scope.resource.type_name, property);
  if (taken == 0 || !text.is(tmpl::Kind::string) || is_dynamic(text.text()) ||
      may_identify(text.text(), taken)) {
    return;
  }
  // A branch that nobody means to take often holds a text in the place of an identifier.
  if (!is_sure(scope, path)) return;
  scope.context.report.error(
      codes::OT4244, text, path,
      quoted_in_brief(text.text()) + " is not " + identifiers_in_words(taken));
}

}  // namespace omnitrack::validate
