#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace omnitrack::support {

/// The offset of the first byte that is not well-formed UTF-8; `npos` where there is none.
std::size_t find_invalid_utf8(std::string_view text);

/// Appends a code point, which must not be a surrogate.
void append_utf8(std::uint32_t code_point, std::string& text);

/// Whether the text is well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view text);

/// The text with U+FFFD for each piece that is not UTF-8, as Unicode recommends.
std::string well_formed(std::string_view text);

/// How many bytes there are before the first that begins a character.
std::size_t bytes_to_character(std::string_view text);

/// How many characters (code points) a well-formed text has.
std::size_t characters_in(std::string_view text);

}  // namespace omnitrack::support
