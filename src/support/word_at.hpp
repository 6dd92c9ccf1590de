#pragma once

#include <cstring>

namespace omnitrack::support {

/// The number whose bytes stand at a place, which need not be aligned.
template <class Word>
Word word_at(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

}  // namespace omnitrack::support
