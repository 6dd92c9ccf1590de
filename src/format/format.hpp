#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "template/document.hpp"

namespace omnitrack::format {

/// How a template is to be written.
struct FormatOptions {
  std::optional<tmpl::Format> to =
      std::nullopt;        ///< what it is turned into; nothing for what it is
  bool is_sorted = false;  ///< whether sections stand in AWS's order, and `Type` first
};

/// What became of a template.
struct Formatted {
  std::string text;
  std::size_t comments_left_out = 0;  ///< JSON has none
};

/// Why a template cannot be written in the tidy form without a change of what it says.
struct Refused {
  std::uint32_t at = 0;  ///< offset in the text
  std::string message;
  std::string hint;
};

/// Writes a template that was read without problems in the one tidy form, reads that again, and
/// throws Refused where it does not say the same.
Formatted format(const tmpl::Document& document, const FormatOptions& options);

}  // namespace omnitrack::format
