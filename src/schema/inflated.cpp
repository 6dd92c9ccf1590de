#include "schema/inflated.hpp"

#include <zlib.h>

#include <cstdint>
#include <cstring>

namespace omnitrack::schema {

std::optional<std::string> inflated(const unsigned char* begin, const unsigned char* end) {
  std::uint32_t size = 0;
  std::memcpy(&size, begin, sizeof size);
  std::string text(size, '\0');
  uLongf length = size;
  const unsigned char* packed = begin + sizeof size;
  const int result = ::uncompress(reinterpret_cast<Bytef*>(text.data()), &length, packed,
                                  static_cast<uLong>(end - packed));
  if (result != Z_OK || length != size) return std::nullopt;
  return text;
}

}  // namespace omnitrack::schema
