#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/tally.hpp"
#include "omnitrack/diagnostics.hpp"
#include "template/document.hpp"

namespace omnitrack::cli {

/// What surely mends a finding: another text in place of a part of the file.
struct ReportedFix {
  tmpl::Place begin;
  tmpl::Place end;
  std::string text;
  std::string what;  ///< e.g. `'QueuName' becomes 'QueueName'`
};

/// A finding with its place. Line and column are 0 where they are not known.
struct ReportedFinding {
  Diagnostic diagnostic;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;  ///< of the first character that is not meant any more
  std::string_view line_text;    ///< the line itself, or what is near in it; empty where it is not
                                 ///< known
  std::uint32_t column_in_text = 0;  ///< from 1; 0 where the line's own counts
  std::string_view rule = {};        ///< of a service that tells it, e.g. `s3/days-of-a-transition`
  /// The file that it is about, where it is no file that says it, but the command line.
  std::string about = {};
  std::size_t subject = 0;  ///< what was checked, as an index into the report's
  std::optional<ReportedFix> fix = std::nullopt;  ///< looked for where the format tells it
};

/// What was checked and what was found.
struct FindingsReport {
  /// The files, or the app by its name.
  std::vector<std::string> subjects;
  bool is_of_app = false;
  bool strict = false;                    ///< whether warnings count as errors
  std::vector<ReportedFinding> findings;  ///< by subject, then by place
  /// The texts that the findings' lines are views of.
  std::vector<tmpl::Document> documents;

  [[nodiscard]] Tally tally() const;
  [[nodiscard]] bool fails() const;
};

/// `3 files are valid`, or how many findings there are.
std::string conclusion(const FindingsReport& report);

}  // namespace omnitrack::cli
