#pragma once

#include <optional>
#include <string_view>

namespace omnitrack::validate {

// The windows of backups and maintenance: `03:00-04:00` each day, `sun:05:00-sun:06:00` each week.

/// How many minutes a window is long; nothing where the text is none.
std::optional<unsigned> minutes_of_window(std::string_view text);

/// Whether two windows have a minute in common; nothing where a text is none.
std::optional<bool> do_windows_meet(std::string_view left, std::string_view right);

/// The seconds since 1970 of `2026-11-28`, maybe with `T12:30`, `T12:30:05`, and `Z` or an offset
/// such as `+01:00`.
std::optional<double> seconds_of_time(std::string_view text);

}  // namespace omnitrack::validate
