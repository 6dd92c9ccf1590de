#pragma once

#include <string_view>

namespace omnitrack::meaning {

/// Knows whether JSON that is read piece by piece stands in a text.
class JsonQuotes {
 public:
  void read(std::string_view piece) {
    for (const char c : piece) {
      if (is_escaped_) {
        is_escaped_ = false;
      } else if (c == '\\') {
        is_escaped_ = is_in_text_;
      } else if (c == '"') {
        is_in_text_ = !is_in_text_;
      }
    }
  }
  [[nodiscard]] bool is_in_text() const { return is_in_text_; }

 private:
  bool is_in_text_ = false;
  bool is_escaped_ = false;
};

}  // namespace omnitrack::meaning
