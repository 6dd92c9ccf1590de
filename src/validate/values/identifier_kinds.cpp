#include "validate/values/identifier_kinds.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::validate {

using schema::Relation;

namespace {

struct KnownKind {
  IdentifierKind kind;
  std::string_view words;
  std::string_view type;
  std::array<std::string_view, 2> attributes;
  std::string_view parameter_type;  // of a parameter that holds one; may be empty
  std::string_view prefix;          // of each identifier; may be empty
};
constexpr std::array<KnownKind, 7> known_kinds{{
    {vpc_id, "a VPC's id", "AWS::EC2::VPC", {"VpcId", "Id"}, "AWS::EC2::VPC::Id", "vpc-"},
    {subnet_id,
     "a subnet's id",
     "AWS::EC2::Subnet",
     {"SubnetId", "Id"},
     "AWS::EC2::Subnet::Id",
     "subnet-"},
    {security_group_id,
     "a security group's id",
     "AWS::EC2::SecurityGroup",
     {"GroupId", "Id"},
     "AWS::EC2::SecurityGroup::Id",
     "sg-"},
    {security_group_name,
     "a security group's name",
     "AWS::EC2::SecurityGroup",
     {"GroupName", "Name"},
     "AWS::EC2::SecurityGroup::GroupName",
     {}},
    {role_arn, "a role's ARN", "AWS::IAM::Role", {"Arn", {}}, {}, "arn:"},
    {role_name, "a role's name", "AWS::IAM::Role", {"RoleName", {}}, {}, {}},
    {image_id,
     "an image's id",
     "AWS::EC2::Image",
     {"ImageId", "Id"},
     "AWS::EC2::Image::Id",
     "ami-"},
}};

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::uint8_t identifier_kind(Relation relation) {
  for (const KnownKind& each : known_kinds) {
    if (each.type == relation.type && std::find(each.attributes.begin(), each.attributes.end(),
                                                relation.attribute) != each.attributes.end()) {
      return each.kind;
    }
  }
  return 0;
}

std::uint8_t identifier_kind_of_parameter(std::string_view type) {
  for (const KnownKind& each : known_kinds) {
    if (!each.parameter_type.empty() && each.parameter_type == type) return each.kind;
  }
  return 0;
}

std::uint8_t identifier_kinds_taken(std::string_view resource_type, schema::Property property) {
  std::uint8_t kinds = 0;
  for (std::uint32_t i = 0; i < property.relation_count(); ++i) {
    const std::uint8_t kind = identifier_kind(property.relation(i));
    if (kind == 0) return 0;
    kinds |= kind;
  }
  if ((kinds & (role_arn | role_name)) != 0) {
    // A principal may be a role or another; ECS finds a role by its name too.
    if (property.name().find("Role") == std::string_view::npos ||
        resource_type.starts_with("AWS::ECS::")) {
      return 0;
    }
  }
  return kinds;
}

std::string identifiers_in_words(std::uint8_t kinds) {
  std::string words;
  for (const KnownKind& each : known_kinds) {
    if ((kinds & each.kind) == 0) continue;
    if (!words.empty()) words += " or ";
    words += each.words;
  }
  return words;
}

bool may_identify(std::string_view text, std::uint8_t kinds) {
  // EC2 resolves such a name of an SSM parameter itself.
  if (text.empty() || ((kinds & image_id) != 0 && text.starts_with("resolve:ssm:"))) return true;
  return std::any_of(known_kinds.begin(), known_kinds.end(), [&](const KnownKind& each) {
    if ((kinds & each.kind) == 0) return false;
    if (each.prefix.empty()) return true;
    if (!text.starts_with(each.prefix)) return false;
    if (each.kind == role_arn) return true;
    const std::string_view number = text.substr(each.prefix.size());
    return (number.size() == 8 || number.size() == 17) &&
           std::all_of(number.begin(), number.end(), is_lower_or_digit);
  });
}

}  // namespace omnitrack::validate
