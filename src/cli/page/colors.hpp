#pragma once

#include <string>
#include <string_view>

#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// What a colour is used for.
enum class Style { bold, error, warning, info, mark };

/// The style of a severity's name.
Style style_of(Severity severity);

/// Paints texts for a terminal, or leaves them as they are.
class Colors {
 public:
  /// `when` is `always` or `never`, or anything else to paint where `file` is a terminal that shows
  /// colours.
  Colors(std::string_view when, int file);

  [[nodiscard]] bool are_on() const { return are_on_; }
  [[nodiscard]] std::string painted(std::string_view text, Style style) const;

 private:
  bool are_on_;
};

}  // namespace omnitrack::cli
