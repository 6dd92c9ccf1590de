#pragma once

#include <array>

#include "cli/page/format.hpp"
#include "cli/report/findings_report.hpp"

namespace omnitrack::cli {

/// The findings with their source lines, for a person.
void text_report(const FindingsReport& report, const Console& console, const support::Sink& out);

/// The project's own format; see docs/formats.md.
void json_report(const FindingsReport& report, const Console& console, const support::Sink& out);

/// SARIF 2.1.0, as code scanning services read it.
void sarif_report(const FindingsReport& report, const Console& console, const support::Sink& out);

/// JUnit's XML, as CI servers read it: a suite for each file, a test case for each finding.
void junit_report(const FindingsReport& report, const Console& console, const support::Sink& out);

/// The formats of findings.
inline constexpr std::array<Format<FindingsReport>, 4> findings_formats{{
    {.name = "text", .write = text_report},
    {.name = "json", .write = json_report},
    {.name = "sarif", .write = sarif_report},
    {.name = "junit", .write = junit_report},
}};

}  // namespace omnitrack::cli
