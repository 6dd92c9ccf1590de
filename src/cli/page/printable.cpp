#include "cli/page/printable.hpp"

#include "support/printable.hpp"
#include "support/quoted.hpp"

namespace omnitrack::cli {

std::string printable(std::string_view text) { return support::escaped_line(text); }

std::string printable_lines(std::string_view text) { return support::escaped(text); }

std::string printable_names(std::span<const std::string> names) {
  std::string list;
  for (const std::string& each : names) list += (list.empty() ? "" : ", ") + printable(each);
  return list;
}

std::string quoted_name(std::string_view name) { return support::quoted(printable(name)); }

}  // namespace omnitrack::cli
