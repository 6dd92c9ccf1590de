#pragma once

#include <cstdint>

namespace omnitrack {

/// How often AWS Config does something.
enum class ConfigFrequency : std::uint8_t {
  one_hour,
  three_hours,
  six_hours,
  twelve_hours,
  one_day,
};

}  // namespace omnitrack
