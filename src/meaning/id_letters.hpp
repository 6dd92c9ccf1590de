#pragma once

namespace omnitrack::meaning {

/// Whether a logical id may have a character.
inline bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace omnitrack::meaning
