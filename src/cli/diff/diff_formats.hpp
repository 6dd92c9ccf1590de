#pragma once

#include <array>

#include "cli/diff/diff_view.hpp"
#include "cli/page/format.hpp"

namespace omnitrack::cli {

/// The diff for a person; empty where there is none.
void text_diff(const DiffView& view, const Console& console, const support::Sink& out);
/// A few lines for a person; empty where there is no difference.
void text_summary(const DiffView& view, const Console& console, const support::Sink& out);

/// The format for programs; see docs/formats.md.
void json_diff(const DiffView& view, const Console& console, const support::Sink& out);

/// A comment on a pull request.
void markdown_diff(const DiffView& view, const Console& console, const support::Sink& out);
/// The same without what changes in each stack.
void markdown_summary(const DiffView& view, const Console& console, const support::Sink& out);

/// The formats of a diff.
inline constexpr std::array<Format<DiffView>, 3> diff_formats{{
    {.name = "text", .write = text_diff, .write_summary = text_summary},
    {.name = "json",
     .write = json_diff,
     .no_summary = "the JSON has a summary in it",
     .is_complete = true},
    {.name = "markdown",
     .write = markdown_diff,
     .purpose = "for a pull request",
     .write_summary = markdown_summary},
}};

}  // namespace omnitrack::cli
