#include "validate/services/state_fields.hpp"

#include <algorithm>
#include <array>

#include "support/edit_distance.hpp"

namespace omnitrack::validate {

namespace {

// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html and the pages of the
// types
constexpr auto fields = std::to_array<std::string_view>({
    "Arguments",
    "Assign",
    "Branches",
    "Catch",
    "Cause",
    "CausePath",
    "Choices",
    "Comment",
    "Credentials",
    "Default",
    "End",
    "Error",
    "ErrorPath",
    "HeartbeatSeconds",
    "HeartbeatSecondsPath",
    "InputPath",
    "ItemBatcher",
    "ItemProcessor",
    "ItemReader",
    "ItemSelector",
    "Items",
    "ItemsPath",
    "Iterator",
    "Label",
    "MaxConcurrency",
    "MaxConcurrencyPath",
    "Next",
    "Output",
    "OutputPath",
    "Parameters",
    "QueryLanguage",
    "Resource",
    "Result",
    "ResultPath",
    "ResultSelector",
    "ResultWriter",
    "Retry",
    "Seconds",
    "SecondsPath",
    "TimeoutSeconds",
    "TimeoutSecondsPath",
    "Timestamp",
    "TimestampPath",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
    "Type",
});

}  // namespace

bool is_state_field(std::string_view name) { return std::ranges::binary_search(fields, name); }

std::string hint_for_state_field(std::string_view name) {
  return support::did_you_mean(name, fields);
}

}  // namespace omnitrack::validate
