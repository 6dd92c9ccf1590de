#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace omnitrack::validate {

/// A regular expression that is no more than character classes in a row, such as `^[a-z]{1,63}$`,
/// with groups that are there once or not at all, such as `^(/[!-~]+/)?$` or `^(get|set)[.].+`,
/// matched without a machine for regular expressions.
class ClassSequence {
 public:
  /// Nothing where the pattern is more than that.
  static std::optional<ClassSequence> parse(std::string_view pattern);

  /// Whether it is found in a text of ASCII; nothing where the text is not ASCII, or where finding
  /// out takes too many steps.
  [[nodiscard]] std::optional<bool> matches(std::string_view text) const;
  /// False where no text that has such a piece can match. Groups among the classes are not looked
  /// into.
  [[nodiscard]] bool may_hold(std::string_view piece) const;

 private:
  friend class ClassSequenceParser;

  using Class = std::bitset<128>;
  static constexpr auto no_limit = static_cast<std::uint32_t>(-1);
  struct Step {
    Class characters;
    std::uint32_t least = 1;
    std::uint32_t most = 1;
  };
  using Sequence = std::vector<Step>;
  struct Attempt;

  bool is_anchored_ = false;  // at the begin
  bool is_ended_ = false;     // at the end
  bool has_inner_groups_ = false;
  std::vector<Sequence> alternatives_;
};

}  // namespace omnitrack::validate
