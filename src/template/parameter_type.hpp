#pragma once

#include <string_view>

namespace omnitrack::tmpl {

/// How the type of a parameter begins whose value is the name of a parameter of Systems Manager,
/// with the type of what that holds behind it.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
inline constexpr std::string_view ssm_value_type = "AWS::SSM::Parameter::Value<";

/// Whether what a parameter of a type gives is kept by Systems Manager.
constexpr bool is_kept_by_ssm(std::string_view type) { return type.starts_with(ssm_value_type); }

}  // namespace omnitrack::tmpl
