#include "cli/page/printable.hpp"

#include "support/quoted.hpp"

namespace omnitrack::cli {

std::string quoted_name(std::string_view name) { return support::quoted(printable(name)); }

}  // namespace omnitrack::cli
