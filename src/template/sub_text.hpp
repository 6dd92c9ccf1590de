#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

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
  // Passes over what begins like variables.
  void skip_to(std::size_t end);

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t ordinal_ = 0;
};

/// The values that a map of Fn::Sub brings for its text.
class SubValues {
 public:
  /// Of a map, which must outlive it; null for none.
  explicit SubValues(const Node* map);

  [[nodiscard]] std::span<const Member> all() const { return members_; }
  /// The value of a name; null where there is none.
  [[nodiscard]] const Member* find(std::string_view name) const;

 private:
  std::span<const Member> members_;
  std::vector<const Member*> by_name_;  ///< of a map that is too big to be searched through
};

/// Where each `${` of a text is written in the source, whatever quotes, escapes and folds stand
/// between. Those that are asked for in their order cost one walk of the text.
class WrittenVariables {
 public:
  /// Of both, which must outlive it.
  WrittenVariables(const Template& source, const Node& text);

  /// The place of the n-th; the text's own beginning where it is not found.
  std::uint32_t begin_of(std::uint32_t ordinal);

 private:
  std::string_view written_;
  std::size_t first_;
  std::size_t at_;                  ///< where the search goes on
  std::uint32_t next_ordinal_ = 0;  ///< of the first that is found from there
};

}  // namespace omnitrack::tmpl
