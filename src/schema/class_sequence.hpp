#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "schema/records.hpp"

namespace omnitrack::schema {

/// So many characters of a set of ASCII, or a text.
class ClassStep {
 public:
  explicit ClassStep(const ClassStepRecord& record) : record_(record) {}
  [[nodiscard]] bool is_text() const { return record_.most == 0; }
  /// The text that it is.
  [[nodiscard]] std::string_view text() const { return text_at(record_.characters); }
  /// Whether a character is in the set.
  [[nodiscard]] bool has(char c) const {
    const auto code = static_cast<unsigned char>(c);
    const auto* set = record_at<unsigned char>(record_.characters);
    return code < 128 && (set[code >> 3U] >> (code & 7U) & 1U) != 0;
  }
  [[nodiscard]] std::size_t least() const { return record_.least; }
  [[nodiscard]] bool is_limited() const { return record_.most != ClassStepRecord::no_limit; }
  [[nodiscard]] std::size_t most() const {
    return is_limited() ? std::size_t{record_.most} : std::numeric_limits<std::size_t>::max();
  }

 private:
  const ClassStepRecord& record_;
};

/// A regular expression that is no more than classes of characters in a row, such as
/// `^[a-z]{1,63}$`, with groups that are there once or not at all, such as `^(/[!-~]+/)?$`;
/// tools/schema_pack/class_sequences.py finds them.
class ClassSequence {
 public:
  using Steps = std::span<const ClassStepRecord>;

  explicit ClassSequence(const ClassSequenceRecord* record) : record_(record) {}
  /// At the begin.
  [[nodiscard]] bool is_anchored() const { return has(ClassSequenceRecord::anchored); }
  /// At the end.
  [[nodiscard]] bool is_ended() const { return has(ClassSequenceRecord::ended); }
  /// Whether its alternatives share what is around a group.
  [[nodiscard]] bool has_inner_groups() const { return has(ClassSequenceRecord::inner_groups); }
  /// Whether `holds(Steps)` of an alternative; they are asked in order.
  template <class Holds>
  [[nodiscard]] bool any(Holds holds) const {
    const auto* at = behind<unsigned char>(record_);
    for (std::uint32_t i = 0; i < record_->alternative_count; ++i) {
      const Steps steps(reinterpret_cast<const ClassStepRecord*>(at + 1), *at);
      if (holds(steps)) return true;
      at += 1 + steps.size_bytes();
    }
    return false;
  }

 private:
  [[nodiscard]] bool has(std::uint8_t flag) const { return (record_->flags & flag) != 0; }

  const ClassSequenceRecord* record_;
};

}  // namespace omnitrack::schema
