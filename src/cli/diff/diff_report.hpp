#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/diff/pairs.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::cli {

/// What is to be told of two sides.
struct DiffReport {
  std::string old_label;
  std::string new_label;
  std::vector<SidePair> pairs;
  std::vector<diff::StackDiff> diffs;  ///< of the pairs, one each
  std::vector<diff::Loss> losses = {};
  std::vector<diff::Refusal> refusals = {};
  std::vector<diff::SecurityChange> security = {};
  bool is_security_only = false;  ///< whether only the last of these is asked for
};

/// What a diff comes to.
enum class DiffVerdict : std::uint8_t { same, different, loses_data };

/// How much there is of everything.
struct DiffCounts {
  std::array<std::size_t, 7> actions{};   ///< by diff::Action
  std::array<std::size_t, 8> sections{};  ///< by diff::Section
  std::size_t losses = 0;                 ///< those that are not accepted
  std::size_t accepted_losses = 0;
  std::array<std::size_t, 3> directions{};  ///< by diff::SecurityChange::Direction
};

/// Where a row comes from.
struct RowOrigin {
  std::string_view construct;  ///< the construct's path; empty where it is not known
  std::string_view file;       ///< empty where it is not known
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< 0 where only the line is known
};

/// Finds where the rows of a stack come from: the code that made the new side, or else the place in
/// the new template, or in the old one of what is gone.
class RowOrigins {
 public:
  explicit RowOrigins(const SidePair& pair);

  [[nodiscard]] RowOrigin of(const diff::ResourceChange& change) const;
  [[nodiscard]] RowOrigin of(const diff::EntryChange& change) const;
  /// Of a loss or a refusal: the resource that a logical id names, or else the output.
  [[nodiscard]] RowOrigin of(std::string_view logical_id) const;

 private:
  [[nodiscard]] RowOrigin of(ConstructKind kind, std::string_view section,
                             std::string_view name) const;

  const SidePair& pair_;
  std::vector<const ElementOrigin*> origins_;  // by kind and logical id
};

DiffVerdict verdict_of(const DiffReport& report);
DiffCounts counts_of(const DiffReport& report);
/// What differs in one stack alone.
DiffCounts counts_of(const diff::StackDiff& stack);

/// The format for programs; see docs/formats.md.
std::string json_diff(const DiffReport& report);

/// A comment on a pull request.
std::string markdown_diff(const DiffReport& report, bool summary_only);

/// How a diff is shown to a person.
struct DiffLook {
  const Colors& colors;
  std::size_t width;  ///< of a line in characters
  bool is_unicode;    ///< whether more than ASCII can be shown
};

/// The diff for a person; empty where there is none.
std::string text_diff(const DiffReport& report, const DiffLook& look);

/// A few lines for a person; empty where there is no difference.
std::string summary_diff(const DiffReport& report, const DiffLook& look);

}  // namespace omnitrack::cli
