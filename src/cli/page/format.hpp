#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"

namespace omnitrack::cli {

/// A way to write a report: a row in the table of its formats, of which the first is the default.
/// A new format is one file with its writer, and one row.
template <class Report>
struct Format {
  using Writer = std::string (*)(const Report& report, const Console& console);

  std::string_view name;
  Writer write;
  std::string_view purpose = {};     ///< follows the name in the help; may be empty
  Writer write_summary = nullptr;    ///< only a few lines; null where there are none
  std::string_view no_summary = {};  ///< the hint for who asks for one all the same
};

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
