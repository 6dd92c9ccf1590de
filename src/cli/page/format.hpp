#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console.hpp"
#include "support/sink.hpp"

namespace omnitrack::cli {

/// A way to write a report: a row in the table of its formats, of which the first is the default.
/// A new format is one file with its writer, and one row.
template <class Report>
struct Format {
  using Writer = void (*)(const Report& report, const Console& console, const support::Sink& out);

  std::string_view name;
  Writer write;
  std::string_view purpose = {};     ///< follows the name in the help; may be empty
  Writer write_summary = nullptr;    ///< only a few lines; null where there are none
  std::string_view no_summary = {};  ///< the hint for who asks for one all the same
  bool is_complete = false;          ///< whether what others may leave out is in it
};

/// Writes a report, whose pieces go to `out` as long ones.
template <class Report>
void write_report(typename Format<Report>::Writer write, const Report& report,
                  const Console& console, support::Sink out) {
  support::Gathered gathered(std::move(out));
  write(report, console, [&](std::string_view piece) { gathered.add(piece); });
  gathered.finish();
}

/// Prints a report.
template <class Report>
void print_report(typename Format<Report>::Writer write, const Report& report,
                  const Console& console) {
  write_report<Report>(write, report, console,
                       [&](std::string_view piece) { console.print(piece); });
}

/// A report as one text.
template <class Report>
std::string report_text(typename Format<Report>::Writer write, const Report& report,
                        const Console& console) {
  std::string text;
  write(report, console, [&](std::string_view piece) { text += piece; });
  return text;
}

/// The names that `--format` takes.
template <class Formats>
std::vector<std::string_view> names_of(const Formats& formats) {
  std::vector<std::string_view> names;
  names.reserve(formats.size());
  for (const auto& each : formats) names.push_back(each.name);
  return names;
}

/// The help of `--format`: `text (the default), json or sarif`.
template <class Formats>
std::string help_of(const Formats& formats) {
  std::string text;
  for (const auto& each : formats) {
    const bool is_last = &each == &formats.back();
    if (!text.empty()) text += is_last && each.purpose.empty() ? " or " : is_last ? ", or " : ", ";
    text += each.name;
    if (&each == &formats.front()) text += " (the default)";
    if (!each.purpose.empty()) text.append(" ").append(each.purpose);
  }
  return text;
}

/// The format of a name, which there must be, or the default one.
template <class Formats>
const auto& find_format(const Formats& formats, const std::optional<std::string>& name) {
  for (const auto& each : formats) {
    if (each.name == name) return each;
  }
  return formats.front();
}

}  // namespace omnitrack::cli
