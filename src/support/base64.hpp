#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace omnitrack::support {

/// Bytes in Base64 (RFC 4648), with padding.
std::string to_base64(std::string_view bytes);

/// The bytes of a text in Base64, with or without padding; line ends in it count for nothing.
/// Nothing where it is none.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace omnitrack::support
