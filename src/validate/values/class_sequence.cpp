#include "validate/values/class_sequence.hpp"

#include <algorithm>

#include "validate/values/class_sequence_parser.hpp"

namespace omnitrack::validate {

std::optional<ClassSequence> ClassSequence::parse(std::string_view pattern) {
  return ClassSequenceParser(pattern).parse();
}

struct ClassSequence::Attempt {
  std::string_view text;
  bool is_ended;
  std::size_t steps_left;

  // Takes as many characters as a step may and gives them back one by one.
  bool continues(const Sequence& sequence, std::size_t index, std::size_t at) {
    if (index == sequence.size()) return !is_ended || at == text.size();
    const Step& step = sequence[index];
    const std::size_t longest = std::min<std::size_t>(step.most, text.size() - at);
    std::size_t taken = 0;
    while (taken < longest && step.characters[static_cast<unsigned char>(text[at + taken])])
      ++taken;
    if (taken < step.least) return false;
    if (is_ended && index + 1 == sequence.size()) return at + taken == text.size();
    for (std::size_t count = taken + 1; count-- > step.least;) {
      if (steps_left == 0) return false;
      --steps_left;
      if (continues(sequence, index + 1, at + count)) return true;
    }
    return false;
  }
};

std::optional<bool> ClassSequence::matches(std::string_view text) const {
  constexpr std::size_t max_steps = 4096;
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) {
    return std::nullopt;
  }
  Attempt attempt{text, is_ended_, max_steps};
  const std::size_t last_begin = is_anchored_ ? 0 : text.size();
  for (std::size_t begin = 0; begin <= last_begin; ++begin) {
    for (const Sequence& sequence : alternatives_) {
      if (attempt.continues(sequence, 0, begin)) return true;
    }
    if (attempt.steps_left == 0) return std::nullopt;
  }
  return false;
}

bool ClassSequence::may_hold(std::string_view piece) const {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < Class().size(); };
  if (has_inner_groups_ || !is_anchored_ || !is_ended_ || !std::ranges::all_of(piece, is_ascii))
    return true;
  return std::ranges::any_of(alternatives_, [piece](const Sequence& sequence) {
    Class any;
    std::uint64_t most = 0;
    bool is_limited = true;
    for (const Step& step : sequence) {
      any |= step.characters;
      most += step.most;
      is_limited = is_limited && step.most != no_limit;
    }
    if (is_limited && piece.size() > most) return false;
    return std::ranges::all_of(piece,
                               [&any](char c) { return any[static_cast<unsigned char>(c)]; });
  });
}

}  // namespace omnitrack::validate
