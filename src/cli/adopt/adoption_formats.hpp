#pragma once

#include <array>

#include "cli/adopt/adoption_report.hpp"
#include "cli/page/format.hpp"

namespace omnitrack::cli {

/// The tables for a person.
void adoption_text(const AdoptionReport& report, const Console& console, const support::Sink& out);

/// The format for programs; see docs/formats.md.
void adoption_json(const AdoptionReport& report, const Console& console, const support::Sink& out);

/// The formats of an adoption's report.
inline constexpr std::array<Format<AdoptionReport>, 2> adoption_formats{{
    {.name = "text", .write = adoption_text},
    {.name = "json", .write = adoption_json},
}};

}  // namespace omnitrack::cli
