#include "validate/values/class_sequence.hpp"

#include <algorithm>

namespace omnitrack::validate {

namespace {

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 128;
}

constexpr std::size_t max_steps = 4096;

struct SequenceAttempt {
  std::string_view text;
  bool is_ended;
  bool is_beginning = false;  // of a text of which more follows
  std::size_t steps_left = max_steps;

  // Takes as many characters as a step may and gives them back one by one.
  bool continues(schema::ClassSequence::Steps steps, std::size_t at) {
    if (is_beginning && at == text.size()) return true;
    if (steps.empty()) return !is_ended || at == text.size();
    const schema::ClassStep step(steps.front());
    if (step.is_text()) return continues_with(step.text(), steps, at);
    const std::size_t longest = std::min(step.most(), text.size() - at);
    std::size_t taken = 0;
    while (taken < longest && step.has(text[at + taken])) ++taken;
    if (is_beginning && at + taken == text.size()) return true;
    if (taken < step.least()) return false;
    if (is_ended && steps.size() == 1) return at + taken == text.size();
    for (std::size_t count = taken + 1; count-- > step.least();) {
      if (steps_left == 0) return false;
      --steps_left;
      if (continues(steps.subspan(1), at + count)) return true;
    }
    return false;
  }

  bool continues_with(std::string_view part, schema::ClassSequence::Steps steps, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(part)) return continues(steps.subspan(1), at + part.size());
    return is_beginning && part.starts_with(rest);
  }
};

// Whether a step takes a character, and the most of them.
bool takes(schema::ClassStep step, char c) {
  return step.is_text() ? step.text().find(c) != std::string_view::npos : step.has(c);
}

std::size_t most_of(schema::ClassStep step) {
  return step.is_text() ? step.text().size() : step.most();
}

}  // namespace

std::optional<bool> is_found(schema::ClassSequence sequence, std::string_view text) {
  // Where a line break ends the text, it depends on the machine what the end is.
  if (!is_ascii(text) || text.ends_with('\n')) return std::nullopt;
  SequenceAttempt attempt{text, sequence.is_ended()};
  const std::size_t last_begin = sequence.is_anchored() ? 0 : text.size();
  for (std::size_t begin = 0; begin <= last_begin; ++begin) {
    if (sequence.any([&](auto steps) { return attempt.continues(steps, begin); })) return true;
    if (attempt.steps_left == 0) return std::nullopt;
  }
  return false;
}

std::optional<bool> may_begin(schema::ClassSequence sequence, std::string_view beginning) {
  if (!sequence.is_anchored()) return true;
  if (!is_ascii(beginning)) return std::nullopt;
  SequenceAttempt attempt{beginning, sequence.is_ended(), true};
  if (sequence.any([&](auto steps) { return attempt.continues(steps, 0); })) return true;
  return attempt.steps_left == 0 ? std::nullopt : std::optional(false);
}

bool may_hold(schema::ClassSequence sequence, std::string_view piece) {
  const bool is_whole = sequence.is_anchored() && sequence.is_ended();
  if (sequence.has_inner_groups() || !is_whole || !is_ascii(piece)) return true;
  return sequence.any([piece](schema::ClassSequence::Steps steps) {
    std::size_t most = 0;
    bool is_limited = true;
    for (const schema::ClassStepRecord& each : steps) {
      const schema::ClassStep step(each);
      is_limited = is_limited && step.is_limited();
      if (is_limited) most += most_of(step);
    }
    if (is_limited && piece.size() > most) return false;
    return std::ranges::all_of(piece, [steps](char c) {
      return std::ranges::any_of(steps, [c](const schema::ClassStepRecord& each) {
        return takes(schema::ClassStep(each), c);
      });
    });
  });
}

}  // namespace omnitrack::validate
