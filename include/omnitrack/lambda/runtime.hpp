#pragma once

#include <omnitrack/node.hpp>

namespace omnitrack {

/// The Lambda runtimes that AWS still patches. Another one, such as one that is newer than this
/// list, is given as `as<Runtime>("python3.16")`.
/// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
enum class Runtime : std::uint16_t {
  dotnet10,
  java8_al2023,
  java11_al2023,
  java17_al2023,
  java21,
  java25,
  nodejs22_x,
  nodejs24_x,
  nodejs26_x,
  provided_al2023,
  python3_12,
  python3_13,
  python3_14,
  python3_15,
  ruby3_3,
  ruby3_4,
  ruby4_0,
};

/// The names of the runtimes.
const EnumInfo& enum_info(Runtime);

}  // namespace omnitrack
