#pragma once

#include <cstdint>
#include <string_view>

namespace omnitrack::schema {

/// How many types CloudFormation documents for a template's parameters.
std::uint32_t parameter_type_count();

/// One of them, e.g. `List<AWS::EC2::Subnet::Id>`.
std::string_view parameter_type(std::uint32_t index);

}  // namespace omnitrack::schema
