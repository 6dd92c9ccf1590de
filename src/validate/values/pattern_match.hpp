#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "schema/schema.hpp"

namespace omnitrack::validate {

/// A compiled regular expression in the dialect of ECMA-262, found anywhere in a text unless it is
/// anchored, as JSON Schema has it. What cannot be compiled matches everything.
class CompiledPattern {
 public:
  /// Whether a match may be a part of the text, or is all of it.
  enum class Extent : std::uint8_t { part, whole };

  explicit CompiledPattern(std::string_view pattern, Extent extent = Extent::part);
  ~CompiledPattern();
  CompiledPattern(const CompiledPattern&) = delete;
  CompiledPattern& operator=(const CompiledPattern&) = delete;

  /// Whether it could be compiled.
  [[nodiscard]] bool is_valid() const;
  /// True too where finding out takes too long, or where the text is not UTF-8.
  [[nodiscard]] bool matches(std::string_view text) const;
  /// False where no text that begins so can match.
  [[nodiscard]] bool may_begin_match(std::string_view beginning) const;

 private:
  struct Machine;
  std::unique_ptr<const Machine> machine_;
};

/// Whether a text has what a pattern of the specification asks for. A pattern that is no sequence
/// of classes is compiled when it is first asked for, once in a process; safe from several threads.
bool matches(schema::Pattern pattern, std::string_view text);

/// Whether a text that begins so may match, whatever follows.
bool may_begin_match(schema::Pattern pattern, std::string_view beginning);

/// Whether a text may match that has a piece somewhere.
bool may_hold(schema::Pattern pattern, std::string_view piece);

}  // namespace omnitrack::validate
