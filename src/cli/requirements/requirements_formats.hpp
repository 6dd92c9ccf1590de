#pragma once

#include <array>

#include "cli/page/format.hpp"
#include "cli/requirements/requirements_report.hpp"

namespace omnitrack::cli {

/// Each requirement with what shows it, for a person.
void requirements_text(const RequirementsReport& report, const Console& console,
                       const support::Sink& out);

/// Tables in Markdown.
void requirements_markdown(const RequirementsReport& report, const Console& console,
                           const support::Sink& out);

/// The format for programs; see docs/formats.md.
void requirements_json(const RequirementsReport& report, const Console& console,
                       const support::Sink& out);

/// One page that stands by itself.
void requirements_html(const RequirementsReport& report, const Console& console,
                       const support::Sink& out);

/// The formats of requirements.
inline constexpr std::array<Format<RequirementsReport>, 4> requirements_formats{{
    {.name = "text", .write = requirements_text},
    {.name = "markdown", .write = requirements_markdown},
    {.name = "json", .write = requirements_json},
    {.name = "html", .write = requirements_html},
}};

}  // namespace omnitrack::cli
