#include "support/hash.hpp"

namespace omnitrack::support {

std::string short_hex(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(10, '0');
  for (std::size_t i = text.size(); i-- > 0; number >>= 4) text[i] = digits[number & 15];
  return text;
}

}  // namespace omnitrack::support
