#pragma once

#include <string_view>

#include <omnitrack/config/config_frequency.hpp>

namespace omnitrack::config {

/// How AWS Config writes it.
constexpr std::string_view frequency_name(ConfigFrequency frequency) {
  constexpr std::string_view names[] = {"One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours",
                                        "TwentyFour_Hours"};
  return names[static_cast<std::size_t>(frequency)];
}

}  // namespace omnitrack::config
