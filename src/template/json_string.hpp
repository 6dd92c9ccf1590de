#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace omnitrack::tmpl {

/// What is wrong with an escape.
struct EscapeProblem {
  std::size_t at = 0;  ///< in what was given
  std::string_view reason;
  std::string_view hint;
};

/// Decodes what stands between the quotes of a JSON string, as RFC 8259 says, into `text`.
std::optional<EscapeProblem> decode_json_string(std::string_view raw, std::string& text);

}  // namespace omnitrack::tmpl
