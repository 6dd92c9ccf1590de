#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lock/detection.hpp"

namespace omnitrack::lock {

/// Tells what CloudFormation would replace because it is at another path than in the lock: an error
/// where data would be lost or left behind with it, else a warning.
void report_moves(const Detection& detection, std::vector<Diagnostic>& diagnostics);

/// Tells where it is not clear which resource is which: an error where they hold data, else a
/// warning.
void report_twins(const Detection& detection, std::vector<Diagnostic>& diagnostics);

/// Tells what the code gives another logical id than the lock has, where it holds data.
void report_renamed(const Detection& detection, std::vector<Diagnostic>& diagnostics);

/// What a move was recognised by: `its content`, …
std::string_view reason_for(DetectedMove::By by);

}  // namespace omnitrack::lock
