#pragma once

#include <array>
#include <string>

#include "cli/diff/diff_view.hpp"
#include "cli/page/format.hpp"

namespace omnitrack::cli {

/// The diff for a person; empty where there is none.
std::string text_diff(const DiffView& view, const Console& console);
/// A few lines for a person; empty where there is no difference.
std::string text_summary(const DiffView& view, const Console& console);

/// The format for programs; see docs/formats.md.
std::string json_diff(const DiffView& view, const Console& console);

/// A comment on a pull request.
std::string markdown_diff(const DiffView& view, const Console& console);
/// The same without what changes in each stack.
std::string markdown_summary(const DiffView& view, const Console& console);

/// The formats of a diff.
inline constexpr std::array<Format<DiffView>, 3> diff_formats{{
    {.name = "text", .write = text_diff, .write_summary = text_summary},
    {.name = "json", .write = json_diff, .no_summary = "the JSON has a summary in it"},
    {.name = "markdown",
     .write = markdown_diff,
     .purpose = "for a pull request",
     .write_summary = markdown_summary},
}};

}  // namespace omnitrack::cli
