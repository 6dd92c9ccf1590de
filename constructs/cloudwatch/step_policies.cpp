#include "step_policies.hpp"

#include <algorithm>

namespace omnitrack::cloudwatch {

namespace {

bool lead_away(const Items<CapacityStep>& steps, bool upwards) {
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (upwards ? steps[i].at <= steps[i - 1].at : steps[i].at >= steps[i - 1].at) return false;
  }
  return true;
}

bool has_negative(const Items<CapacityStep>& steps) {
  return std::any_of(steps.begin(), steps.end(),
                     [](const CapacityStep& step) { return step.change < 0; });
}

std::string_view fault_of(const StepScaling& steps) {
  if (steps.in.empty() && steps.out.empty()) return "has no step";
  if (has_negative(steps.in) || has_negative(steps.out)) return "has a negative change";
  if (!lead_away(steps.out, true) || !lead_away(steps.in, false)) return "has steps out of order";
  if (steps.in.empty() || steps.out.empty() || steps.in[0].at < steps.out[0].at) return {};
  return "adds and takes away at one value";
}

}  // namespace

bool check_steps(const Construct& at, FindingCode<Severity::error> code, std::string_view name,
                 const StepScaling& steps) {
  const std::string_view fault = fault_of(steps);
  if (fault.empty()) return true;
  at.error(code, "scaling by '" + std::string(name) + "' " + std::string(fault),
           "give `out` from low to high and `in` from high to low, all of it below `out`");
  return false;
}

}  // namespace omnitrack::cloudwatch
