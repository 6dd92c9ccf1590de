#include "omnitrack/diagnostics.hpp"

namespace omnitrack {

namespace {

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  std::string text;
  if (!diagnostic.file.empty()) {
    text += diagnostic.file;
    if (diagnostic.line != 0) text += ':' + std::to_string(diagnostic.line);
    if (diagnostic.column != 0) text += ':' + std::to_string(diagnostic.column);
    text += ": ";
  }
  text.append(severity_text(diagnostic.severity)).append(" ").append(diagnostic.code);
  text += ": ";
  if (!diagnostic.path.empty()) text += diagnostic.path + ": ";
  text += diagnostic.message + '\n';
  if (!diagnostic.acknowledged.empty()) {
    text += "  acknowledged: " + diagnostic.acknowledged + '\n';
  }
  if (!diagnostic.hint.empty()) text += "  hint: " + diagnostic.hint + '\n';
  return text;
}

}  // namespace omnitrack
