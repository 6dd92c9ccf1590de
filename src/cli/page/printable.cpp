#include "cli/page/printable.hpp"

#include "support/printable.hpp"
#include "support/quoted.hpp"

namespace omnitrack::cli {

std::string printable(std::string_view text) { return support::escaped_line(text); }

std::string printable_lines(std::string_view text) { return support::escaped(text); }

std::string quoted_name(std::string_view name) { return support::quoted(printable(name)); }

}  // namespace omnitrack::cli
