#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::tmpl {

/// A `${Name}` or `${Resource.Attribute}` of a text that Fn::Sub fills in.
struct SubVariable {
  std::string_view name;      ///< without blanks around it; may be empty
  std::uint32_t ordinal = 0;  ///< how many `${` stand before it in the text
  std::size_t begin = 0;      ///< offset of its `${` in the text
  std::size_t end = 0;        ///< offset after its `}`
};

/// Steps through the variables of a text for Fn::Sub; `${!Literal}` is none.
class SubVariables {
 public:
  explicit SubVariables(std::string_view text) : text_(text) {}

  /// The next variable; nothing after the last.
  std::optional<SubVariable> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t ordinal_ = 0;
};

/// Where a text's n-th `${` is written in the source, whatever quotes, escapes and folds stand
/// between; the text's own beginning where it is not found.
std::uint32_t variable_begin(const Template& source, const Node& text, std::uint32_t ordinal);

}  // namespace omnitrack::tmpl
