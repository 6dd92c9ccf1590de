#include "import/parameter_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace omnitrack::importing {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
constexpr std::array<std::pair<std::string_view, std::string_view>, 48> types{{
    {"AWS::EC2::AvailabilityZone::Name", "availability_zone_name"},
    {"AWS::EC2::Image::Id", "image_id"},
    {"AWS::EC2::Instance::Id", "instance_id"},
    {"AWS::EC2::KeyPair::KeyName", "key_pair_name"},
    {"AWS::EC2::SecurityGroup::GroupName", "security_group_name"},
    {"AWS::EC2::SecurityGroup::Id", "security_group_id"},
    {"AWS::EC2::Subnet::Id", "subnet_id"},
    {"AWS::EC2::VPC::Id", "vpc_id"},
    {"AWS::EC2::Volume::Id", "volume_id"},
    {"AWS::Route53::HostedZone::Id", "hosted_zone_id"},
    {"AWS::SSM::Parameter::Name", "ssm_name"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::AvailabilityZone::Name>", "ssm_availability_zone_name"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "ssm_image_id"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::Instance::Id>", "ssm_instance_id"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::KeyPair::KeyName>", "ssm_key_pair_name"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::GroupName>", "ssm_security_group_name"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::Id>", "ssm_security_group_id"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>", "ssm_subnet_id"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>", "ssm_vpc_id"},
    {"AWS::SSM::Parameter::Value<AWS::EC2::Volume::Id>", "ssm_volume_id"},
    {"AWS::SSM::Parameter::Value<AWS::Route53::HostedZone::Id>", "ssm_hosted_zone_id"},
    {"AWS::SSM::Parameter::Value<CommaDelimitedList>", "ssm_comma_delimited_list"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::AvailabilityZone::Name>>",
     "ssm_list_of_availability_zone_names"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::Image::Id>>", "ssm_list_of_image_ids"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::Instance::Id>>", "ssm_list_of_instance_ids"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::KeyPair::KeyName>>", "ssm_list_of_key_pair_names"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::SecurityGroup::GroupName>>",
     "ssm_list_of_security_group_names"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::SecurityGroup::Id>>",
     "ssm_list_of_security_group_ids"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", "ssm_list_of_subnet_ids"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::VPC::Id>>", "ssm_list_of_vpc_ids"},
    {"AWS::SSM::Parameter::Value<List<AWS::EC2::Volume::Id>>", "ssm_list_of_volume_ids"},
    {"AWS::SSM::Parameter::Value<List<AWS::Route53::HostedZone::Id>>",
     "ssm_list_of_hosted_zone_ids"},
    {"AWS::SSM::Parameter::Value<List<String>>", "ssm_list_of_strings"},
    {"AWS::SSM::Parameter::Value<String>", "ssm_string"},
    {"CommaDelimitedList", "comma_delimited_list"},
    {"List<AWS::EC2::AvailabilityZone::Name>", "list_of_availability_zone_names"},
    {"List<AWS::EC2::Image::Id>", "list_of_image_ids"},
    {"List<AWS::EC2::Instance::Id>", "list_of_instance_ids"},
    {"List<AWS::EC2::SecurityGroup::GroupName>", "list_of_security_group_names"},
    {"List<AWS::EC2::SecurityGroup::Id>", "list_of_security_group_ids"},
    {"List<AWS::EC2::Subnet::Id>", "list_of_subnet_ids"},
    {"List<AWS::EC2::VPC::Id>", "list_of_vpc_ids"},
    {"List<AWS::EC2::Volume::Id>", "list_of_volume_ids"},
    {"List<AWS::Route53::HostedZone::Id>", "list_of_hosted_zone_ids"},
    {"List<Number>", "list_of_numbers"},
    {"List<String>", "list_of_strings"},
    {"Number", "number"},
    {"String", "string"},
}};

}  // namespace

std::string_view parameter_type(std::string_view text) {
  const auto* const found =
      std::ranges::find(types, text, &std::pair<std::string_view, std::string_view>::first);
  return found == types.end() ? std::string_view{} : found->second;
}

}  // namespace omnitrack::importing
