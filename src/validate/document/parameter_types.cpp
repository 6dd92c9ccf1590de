#include "validate/document/parameter_types.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::validate {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/
// cloudformation-supplied-parameter-types.html
constexpr std::array<std::string_view, 14> single{"String",
                                                  "Number",
                                                  "CommaDelimitedList",
                                                  "AWS::EC2::AvailabilityZone::Name",
                                                  "AWS::EC2::Image::Id",
                                                  "AWS::EC2::Instance::Id",
                                                  "AWS::EC2::KeyPair::KeyName",
                                                  "AWS::EC2::SecurityGroup::GroupName",
                                                  "AWS::EC2::SecurityGroup::Id",
                                                  "AWS::EC2::Subnet::Id",
                                                  "AWS::EC2::VPC::Id",
                                                  "AWS::EC2::Volume::Id",
                                                  "AWS::Route53::HostedZone::Id",
                                                  "AWS::SSM::Parameter::Name"};

constexpr std::array<std::string_view, 11> lists{"List<Number>",
                                                 "List<String>",
                                                 "List<AWS::EC2::AvailabilityZone::Name>",
                                                 "List<AWS::EC2::Image::Id>",
                                                 "List<AWS::EC2::Instance::Id>",
                                                 "List<AWS::EC2::SecurityGroup::GroupName>",
                                                 "List<AWS::EC2::SecurityGroup::Id>",
                                                 "List<AWS::EC2::Subnet::Id>",
                                                 "List<AWS::EC2::VPC::Id>",
                                                 "List<AWS::EC2::Volume::Id>",
                                                 "List<AWS::Route53::HostedZone::Id>"};

constexpr std::string_view ssm = "AWS::SSM::Parameter::Value<";

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

ParameterTypeStatus parameter_type_status(std::string_view type) {
  std::string_view inner = type;
  if (type.starts_with(ssm) && type.ends_with('>')) {
    inner.remove_prefix(ssm.size());
    inner.remove_suffix(1);
  }
  if (contains(single, inner) || contains(lists, inner)) return ParameterTypeStatus::known;
  const bool has_form =
      inner.size() != type.size() || (inner.starts_with("List<") && inner.ends_with('>'));
  return has_form ? ParameterTypeStatus::undocumented : ParameterTypeStatus::unknown;
}

std::vector<std::string_view> parameter_types() {
  std::vector<std::string_view> all(single.begin(), single.end());
  all.insert(all.end(), lists.begin(), lists.end());
  static constexpr std::array<std::string_view, 4> of_parameter_store{
      "AWS::SSM::Parameter::Value<String>", "AWS::SSM::Parameter::Value<List<String>>",
      "AWS::SSM::Parameter::Value<CommaDelimitedList>",
      "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"};
  all.insert(all.end(), of_parameter_store.begin(), of_parameter_store.end());
  return all;
}

}  // namespace omnitrack::validate
