#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "validate/values/class_sequence.hpp"

namespace omnitrack::validate {

/// Reads a pattern as a row of character classes, in the dialect of ECMA-262.
class ClassSequenceParser {
 public:
  explicit ClassSequenceParser(std::string_view pattern) : rest_(pattern) {}

  /// Nothing where the pattern is more than that, or not surely understood.
  std::optional<ClassSequence> parse();

 private:
  using Class = ClassSequence::Class;
  /// All that a part may be, each written out.
  using Alternatives = std::vector<ClassSequence::Sequence>;

  bool skip(std::string_view prefix);
  [[nodiscard]] bool is_at_end() const;
  std::optional<Alternatives> row();
  /// What stands in parentheses, of which the first is already taken.
  std::optional<Alternatives> group();
  bool quantifier(ClassSequence::Step& step);
  std::optional<Class> one_class();
  std::optional<Class> bracketed();
  /// The class that an escape names, or the one character; the backslash is already taken.
  std::optional<Class> escape();
  std::optional<unsigned> code_unit(std::size_t digits);

  std::string_view rest_;
  std::size_t groups_ = 0;                  ///< that were met
  std::size_t left_by_group_ = 0;           ///< characters behind the last of them
  unsigned last_character_ = no_character;  ///< that `escape` gave; may lie beyond ASCII

  static constexpr unsigned no_character = 0xFFFFFFFF;
};

}  // namespace omnitrack::validate
