#pragma once

#include <string_view>

#include "support/arena.hpp"

namespace omnitrack::validate {

/// Texts that were worked out; they live as long as this.
class KeptTexts {
 public:
  /// A copy of a text.
  std::string_view keep(std::string_view text) {
    char* const kept = arena_.allocate<char>(text.size());
    text.copy(kept, text.size());
    return {kept, text.size()};
  }

 private:
  support::Arena arena_;
};

}  // namespace omnitrack::validate
