#include "cli/page/printable.hpp"

#include <algorithm>

#include "support/quoted.hpp"
#include "support/utf8.hpp"

namespace omnitrack::cli {

std::string printable(std::string_view text) {
  std::string result(text);
  const bool is_utf8 = support::is_utf8(text);
  std::replace_if(
      result.begin(), result.end(),
      [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7F || (byte > 0x7F && !is_utf8);
      },
      ' ');
  return result;
}

std::string quoted_name(std::string_view name) { return support::quoted(printable(name)); }

}  // namespace omnitrack::cli
