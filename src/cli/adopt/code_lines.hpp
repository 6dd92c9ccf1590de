#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/adopt/settling.hpp"

namespace omnitrack::cli {

/// Pins that one setting stands for, and how the code or the configuration says the same.
struct PinGroup {
  std::string path;               ///< of the construct whose setting it is
  std::string words;              ///< what is kept, for people
  std::string place;              ///< where the setting goes: `app.cpp:12`, or `the configuration`
  std::string line;               ///< the setting; empty where only the lock can say it
  std::vector<std::size_t> pins;  ///< places among the kept ones
};

/// What a pin keeps, and what the code says there.
std::string words_of(const KeptPin& kept);

/// How the code can be changed so that what it contradicts now can be kept; empty where that is not
/// known.
std::string way_out_of(const KeptPin& left_out);

/// Groups pins by the settings that say the same: the app's configuration first, then the props of
/// the constructs. The plan tells which resources a construct makes beside its own.
std::vector<PinGroup> group_pins(std::span<const KeptPin> pins,
                                 std::span<const OfferedSetting> offered,
                                 const lock::AdoptionPlan& plan);

}  // namespace omnitrack::cli
