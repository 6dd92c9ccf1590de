#pragma once

#include <optional>
#include <string_view>

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

  bool skip(std::string_view prefix);
  std::optional<ClassSequence::Sequence> sequence();
  bool quantifier(ClassSequence::Step& step);
  std::optional<Class> one_class();
  std::optional<Class> bracketed();
  /// The class that an escape names, or the one character; the backslash is already taken.
  std::optional<Class> escape();
  std::optional<unsigned> code_unit(std::size_t digits);

  std::string_view rest_;
  unsigned last_character_ = no_character;  ///< that `escape` gave; may lie beyond ASCII

  static constexpr unsigned no_character = 0xFFFFFFFF;
};

}  // namespace omnitrack::validate
