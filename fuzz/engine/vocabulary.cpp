#include "engine/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

#include "schema/schema.hpp"

namespace omnitrack::fuzz {

namespace {

using tmpl::Kind;
using Random = std::minstd_rand;

constexpr std::array<std::string_view, 66> keys{"AWSTemplateFormatVersion",
                                                "Description",
                                                "Metadata",
                                                "Parameters",
                                                "Mappings",
                                                "Conditions",
                                                "Rules",
                                                "Transform",
                                                "Globals",
                                                "Resources",
                                                "Outputs",
                                                "Type",
                                                "Properties",
                                                "DependsOn",
                                                "Condition",
                                                "DeletionPolicy",
                                                "UpdateReplacePolicy",
                                                "UpdatePolicy",
                                                "CreationPolicy",
                                                "Default",
                                                "AllowedValues",
                                                "AllowedPattern",
                                                "MinLength",
                                                "MaxLength",
                                                "MinValue",
                                                "MaxValue",
                                                "NoEcho",
                                                "ConstraintDescription",
                                                "Value",
                                                "Export",
                                                "Name",
                                                "Ref",
                                                "Fn::GetAtt",
                                                "Fn::Sub",
                                                "Fn::Join",
                                                "Fn::If",
                                                "Fn::Select",
                                                "Fn::Split",
                                                "Fn::FindInMap",
                                                "Fn::ImportValue",
                                                "Fn::Cidr",
                                                "Fn::GetAZs",
                                                "Fn::Base64",
                                                "Fn::Transform",
                                                "Fn::Length",
                                                "Fn::ToJsonString",
                                                "Fn::ForEach::Loop",
                                                "Fn::GetStackOutput",
                                                "Version",
                                                "Statement",
                                                "Effect",
                                                "Action",
                                                "NotAction",
                                                "Resource",
                                                "NotResource",
                                                "Principal",
                                                "StringEquals",
                                                "PolicyDocument",
                                                "AssumeRolePolicyDocument",
                                                "Events",
                                                "Handler",
                                                "Runtime",
                                                "Tags",
                                                "Assertions",
                                                "OmniTrack",
                                                "Acknowledge"};

constexpr std::array<std::string_view, 40> texts{"",
                                                 "*",
                                                 "A",
                                                 "B",
                                                 "${A}",
                                                 "${A.Arn}",
                                                 "${!A}",
                                                 "${AWS::Region}",
                                                 "a${b",
                                                 "AWS::NoValue",
                                                 "AWS::AccountId",
                                                 "AWS::StackName",
                                                 "{{resolve:ssm:/a/b:1}}",
                                                 "{{resolve:secretsmanager:s:SecretString:k}}",
                                                 "10.0.0.0/16",
                                                 "::/0",
                                                 "300.1.1.1/33",
                                                 "rate(5 minutes)",
                                                 "cron(0 12 * * ? *)",
                                                 "arn:aws:s3:::bucket/*",
                                                 "arn:aws:iam::123456789012:root",
                                                 "s3:Get*",
                                                 "Allow",
                                                 "Deny",
                                                 "2012-10-17",
                                                 "true",
                                                 "false",
                                                 "Retain",
                                                 "Snapshot",
                                                 "String",
                                                 "Number",
                                                 "CommaDelimitedList",
                                                 "List<Number>",
                                                 "AWS::SSM::Parameter::Value<String>",
                                                 "AWS::Serverless-2016-10-31",
                                                 "AWS::LanguageExtensions",
                                                 "^(a+)+$",
                                                 "\x1b[31m",
                                                 "\xe2\x80\xae",
                                                 "2026-02-30"};

constexpr std::array<std::string_view, 10> numbers{"0",
                                                   "1",
                                                   "-1",
                                                   "65536",
                                                   "1e9",
                                                   "0.1",
                                                   "9223372036854775807",
                                                   "-9223372036854775809",
                                                   "1e400",
                                                   "100000000000000000000000"};

constexpr std::array<std::string_view, 16> functions{
    "Ref",       "Fn::GetAtt",    "Fn::Sub",         "Fn::Join",        "Fn::If",     "Fn::Select",
    "Fn::Split", "Fn::FindInMap", "Fn::ImportValue", "Fn::Cidr",        "Fn::Equals", "Fn::Not",
    "Fn::And",   "Fn::Length",    "Fn::Base64",      "Fn::ToJsonString"};

template <class All>
const auto& any_of(const All& all, Random& random) {
  return all[random() % all.size()];
}

Tree map_of(std::string key, Tree value) {
  Tree map{Kind::map, {}, {}};
  map.children.emplace_back(std::move(key), std::move(value));
  return map;
}

Tree list_of(std::initializer_list<Tree> items) {
  Tree list{Kind::list, {}, {}};
  for (const Tree& each : items) list.children.emplace_back(std::string(), each);
  return list;
}

Tree value_of(schema::Type type, const schema::Limits& limits, Random& random, int depth);

Tree object_of(schema::Shape shape, Random& random, int depth) {
  Tree object{Kind::map, {}, {}};
  for (std::uint32_t i = 0; i < shape.property_count(); ++i) {
    const schema::Property property = shape.property(i);
    const bool is_taken = property.is_required() || random() % 4 == 0;
    if (!is_taken) continue;
    object.children.emplace_back(property.name(),
                                 value_of(property.type(), property.limits(), random, depth + 1));
  }
  return object;
}

Tree scalar_of(std::uint16_t accepts, const schema::Limits& limits, Random& random) {
  using schema::Accepts;
  if (limits && limits.enum_count() > 0) {
    return text_tree(limits.enum_value(static_cast<std::uint32_t>(random()) % limits.enum_count()));
  }
  if (accepts & Accepts::boolean) return {Kind::boolean, random() % 2 == 0 ? "true" : "false", {}};
  if (accepts & Accepts::integer || accepts & Accepts::number) {
    return {Kind::number, std::string(any_of(numbers, random)), {}};
  }
  return text_tree(any_of(texts, random));
}

Tree value_of(schema::Type type, const schema::Limits& limits, Random& random, int depth) {
  using schema::Accepts;
  constexpr int deepest = 5;
  const std::uint16_t accepts = type.accepts();
  if (depth > deepest || random() % 16 == 0)
    return known_value(static_cast<std::uint32_t>(random()));
  if (type.shape_count() > 0) {
    const auto index = static_cast<std::uint32_t>(random()) % type.shape_count();
    return object_of(type.shape(index), random, depth);
  }
  if (accepts & Accepts::list) {
    return list_of({value_of(type.item(), schema::Limits(nullptr), random, depth + 1)});
  }
  if (accepts & Accepts::map) {
    return map_of("Key", value_of(type.map_value(), schema::Limits(nullptr), random, depth + 1));
  }
  if (accepts & Accepts::tag) {
    Tree tag = map_of("Key", text_tree(any_of(texts, random)));
    tag.children.emplace_back("Value", text_tree(any_of(texts, random)));
    return tag;
  }
  return scalar_of(accepts, limits, random);
}

Tree& child_of(Tree& map, std::string_view key) {
  map.kind = Kind::map;
  const auto found = std::ranges::find(map.children, key, &Child::key);
  if (found != map.children.end()) return found->value;
  return map.children.emplace_back(key, Tree{Kind::map, {}, {}}).value;
}

}  // namespace

std::string known_key(std::uint32_t seed) {
  Random random(seed);
  if (random() % 2 == 0) return std::string(any_of(keys, random));
  const schema::Shape shape =
      schema::type(static_cast<std::uint32_t>(random()) % schema::type_count()).shape();
  if (shape.property_count() == 0) return "Key";
  return std::string(
      shape.property(static_cast<std::uint32_t>(random()) % shape.property_count()).name());
}

Tree known_value(std::uint32_t seed) {
  Random random(seed);
  switch (random() % 8) {
    case 0:
      return {Kind::number, std::string(any_of(numbers, random)), {}};
    case 1:
      return {Kind::boolean, random() % 2 == 0 ? "true" : "false", {}};
    case 2:
      return {Kind::null, "null", {}};
    case 3:
      return list_of({text_tree(any_of(texts, random)), text_tree(any_of(texts, random))});
    case 4:
      return map_of("Ref", text_tree(any_of(texts, random)));
    case 5:
      return map_of(std::string(any_of(keys, random)), text_tree(any_of(texts, random)));
    default:
      return text_tree(any_of(texts, random));
  }
}

Tree call_around(Tree value, std::uint32_t seed) {
  Random random(seed);
  const std::string name(any_of(functions, random));
  switch (random() % 4) {
    case 0:
      return map_of(name, std::move(value));
    case 1:
      return map_of(name, list_of({text_tree(any_of(texts, random)), std::move(value)}));
    case 2:
      return map_of("Fn::If", list_of({text_tree("A"), std::move(value),
                                       map_of("Ref", text_tree("AWS::NoValue"))}));
    default:
      return map_of(name, list_of({text_tree(any_of(texts, random)), std::move(value),
                                   known_value(static_cast<std::uint32_t>(random()))}));
  }
}

void add_resource(Tree& root, std::uint32_t seed) {
  Random random(seed);
  const schema::ResourceType type =
      schema::type(static_cast<std::uint32_t>(random()) % schema::type_count());
  constexpr std::array<std::string_view, 4> ids{"A", "B", "Other", "Third"};
  Tree& resource = child_of(child_of(root, "Resources"), any_of(ids, random));
  resource = map_of("Type", text_tree(type.name()));
  child_of(resource, "Properties") = object_of(type.shape(), random, 0);
}

}  // namespace omnitrack::fuzz
