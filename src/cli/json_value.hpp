#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::cli {

/// A JSON value with its place in the text, for files that people write and whose mistakes are
/// shown to them.
struct JsonValue {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  std::size_t begin = 0;         ///< the first byte in the text
  std::size_t end = 0;           ///< the byte after the last
  std::string text;              ///< of a string, without its escapes
  std::vector<JsonValue> items;  ///< of an array; of an object, its keys and values in turn
};

/// A text that is not JSON (RFC 8259).
class JsonError final : public std::runtime_error {
 public:
  JsonError(std::size_t offset, const std::string& reason)
      : std::runtime_error(reason), offset_(offset) {}

  /// The byte at which it is noticed.
  [[nodiscard]] std::size_t offset() const { return offset_; }

 private:
  std::size_t offset_;
};

/// Reads a whole JSON text, at most 100 levels deep. Throws JsonError.
JsonValue read_json(std::string_view text);

}  // namespace omnitrack::cli
