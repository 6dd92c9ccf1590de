#pragma once

#include "cli/diff/diff_view.hpp"
#include "cli/page/text_page.hpp"

namespace omnitrack::cli {

/// Writes the changes of one entry, a line each where it fits: what differs first, then what
/// follows from something else.
void write_changes(const ChangeRows& changes, std::size_t indent, TextPage& page);

/// Writes one change under a name, in place of its path.
void write_change(const std::string& name, const ChangeRow& change, std::size_t indent,
                  TextPage& page);

/// Writes a value that is new or gone, by its leaves where it does not fit into a line.
void write_value(std::string_view path, const tmpl::Node& value, bool is_new, std::size_t indent,
                 TextPage& page);

}  // namespace omnitrack::cli
