#include "cli/page/diagnostic_text.hpp"
#include "cli/report/findings_formats.hpp"

namespace omnitrack::cli {

namespace {

Excerpt excerpt_of(const ReportedFinding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const bool is_whole = finding.column_in_text == 0;
  Excerpt excerpt{.text = finding.line_text,
                  .line = diagnostic.line,
                  .column = is_whole ? diagnostic.column : finding.column_in_text};
  if (finding.end_line > diagnostic.line) {
    excerpt.width = static_cast<std::uint32_t>(finding.line_text.size());
  } else if (finding.end_column > diagnostic.column) {
    excerpt.width = finding.end_column - diagnostic.column;
  }
  return excerpt;
}

}  // namespace

void text_report(const FindingsReport& report, const Console& console, const support::Sink& out) {
  for (const ReportedFinding& each : report.findings) {
    if (!console.is_shown(each.diagnostic, report.strict)) continue;
    if (report.is_of_app) {
      out(to_text(each.diagnostic, excerpt_of(each), console.artefact_colors()));
      continue;
    }
    Diagnostic without_path = each.diagnostic;
    without_path.path.clear();
    out(to_text(without_path, excerpt_of(each), console.artefact_colors(), each.diagnostic.path));
  }
}

}  // namespace omnitrack::cli
