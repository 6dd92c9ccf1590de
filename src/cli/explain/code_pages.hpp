#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// The page of a code in docs/codes, as it is embedded in the program.
struct CodePage {
  std::string_view code;                ///< e.g. `OT4221`
  std::string_view title;               ///< without a full stop
  Severity severity = Severity::error;  ///< the usual one, where it can be another
  std::string_view text;                ///< the whole page, in Markdown
  std::string_view body;                ///< what follows the title and the severity
};

/// All pages, decompressed when made.
class CodePages {
 public:
  CodePages();
  CodePages(const CodePages&) = delete;  // the pages are views of the text
  CodePages& operator=(const CodePages&) = delete;

  /// Sorted by code.
  [[nodiscard]] const std::vector<CodePage>& all() const { return pages_; }
  /// Null where the code has no page.
  [[nodiscard]] const CodePage* find(std::string_view code) const;

 private:
  std::string text_;
  std::vector<CodePage> pages_;
};

}  // namespace omnitrack::cli
