#include "properties/require.hpp"

#include <cstdlib>
#include <iostream>

#include "support/printable.hpp"
#include "support/utf8.hpp"

namespace omnitrack::fuzz {

namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n') || byte == 0x7f;
}

}  // namespace

void require(bool holds, std::string_view property, std::string_view detail) {
  if (holds) return;
  std::cerr << "does not hold: " << property << '\n' << support::escaped(detail) << std::endl;
  std::abort();
}

void require_harmless(std::string_view text, std::string_view property) {
  require(support::is_utf8(text), property, "it is not UTF-8");
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool steers = is_control(text[at]) || support::steering_bytes(text, at) > 0;
    if (steers) require(false, property, text.substr(at < 40 ? 0 : at - 40, 80));
  }
}

}  // namespace omnitrack::fuzz
