#pragma once

#include <array>
#include <string>

#include "cli/page/format.hpp"
#include "cli/requirements/requirements_report.hpp"

namespace omnitrack::cli {

/// Each requirement with what shows it, for a person.
std::string requirements_text(const RequirementsReport& report, const Console& console);

/// Tables in Markdown.
std::string requirements_markdown(const RequirementsReport& report, const Console& console);

/// The format for programs; see docs/formats.md.
std::string requirements_json(const RequirementsReport& report, const Console& console);

/// One page that stands by itself.
std::string requirements_html(const RequirementsReport& report, const Console& console);

/// The formats of requirements.
inline constexpr std::array<Format<RequirementsReport>, 4> requirements_formats{{
    {.name = "text", .write = requirements_text},
    {.name = "markdown", .write = requirements_markdown},
    {.name = "json", .write = requirements_json},
    {.name = "html", .write = requirements_html},
}};

}  // namespace omnitrack::cli
