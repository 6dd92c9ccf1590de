#include "validate/retired_types.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::validate {

namespace {

using enum RetiredType::State;

// The `lifecycle` of the schemas in cfn-lint 1.51.0 (MIT-0), which are drawn from
// https://docs.aws.amazon.com/general/latest/gr/ (full_shutdown_services.html,
// sunset_services.html, maintenance_services.html); sorted.
constexpr std::array<RetiredType, 26> retired{{
    {"AWS::AppMesh::", ending, "2026-09-30"},
    {"AWS::AutoScaling::LaunchConfiguration", maintained, "2024-10-01"},
    {"AWS::Cloud9::", maintained, "2024-07-25"},
    {"AWS::CodeGuruReviewer::", maintained, "2025-10-07"},
    {"AWS::CodeStar::", ended, "2024-07-25"},
    {"AWS::Evidently::", ended, "2025-10-17"},
    {"AWS::FinSpace::", ending, "2026-10-07"},
    {"AWS::Forecast::", maintained, "2024-07-29"},
    {"AWS::FraudDetector::", ending, "2025-11-07"},
    {"AWS::Greengrass::", ending, "2026-10-01"},
    {"AWS::Inspector::", ending, "2026-05-20"},
    {"AWS::IoTAnalytics::", ended, "2025-12-15"},
    {"AWS::IoTEvents::", ended, "2026-05-20"},
    {"AWS::IoTThingsGraph::", ended, "2022-11-09"},
    {"AWS::MediaStore::", ending, "2025-11-13"},
    {"AWS::NimbleStudio::", ended, "2024-06-30"},
    {"AWS::OpsWorks::", ended, "2024-05-01"},
    {"AWS::Pinpoint::", ending, "2026-10-30"},
    {"AWS::Proton::", ending, "2026-10-07"},
    {"AWS::QLDB::", ended, "2025-07-31"},
    {"AWS::SimSpaceWeaver::", ending, "2026-05-20"},
    {"AWS::Timestream::Database", maintained, "2025-06-20"},
    {"AWS::Timestream::ScheduledQuery", maintained, "2025-06-20"},
    {"AWS::Timestream::Table", maintained, "2025-06-20"},
    {"AWS::WAF::", ending, ""},
    {"AWS::WAFRegional::", ending, ""},
}};

}  // namespace

const RetiredType* find_retired_type(std::string_view type) {
  const auto after = std::upper_bound(
      retired.begin(), retired.end(), type,
      [](std::string_view name, const RetiredType& one) { return name < one.prefix; });
  if (after == retired.begin()) return nullptr;
  const RetiredType& before = *(after - 1);
  return type.starts_with(before.prefix) ? &before : nullptr;
}

}  // namespace omnitrack::validate
