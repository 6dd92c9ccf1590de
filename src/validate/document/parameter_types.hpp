#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace omnitrack::validate {

/// How far a parameter's type is known.
enum class ParameterTypeStatus : std::uint8_t {
  known,
  undocumented,  ///< of a form that CloudFormation takes, but of no documented type within
  unknown,
};

/// Whether CloudFormation has a type of parameters, e.g. `List<AWS::EC2::Subnet::Id>`.
ParameterTypeStatus parameter_type_status(std::string_view type);

/// All documented types, for the nearest right name.
std::vector<std::string_view> parameter_types();

}  // namespace omnitrack::validate
