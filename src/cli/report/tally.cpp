#include "cli/report/tally.hpp"

#include "cli/page/wording.hpp"

namespace omnitrack::cli {

void Tally::add(const Diagnostic& diagnostic) {
  std::size_t& count = !diagnostic.acknowledged.empty()           ? acknowledged
                       : diagnostic.severity == Severity::error   ? errors
                       : diagnostic.severity == Severity::warning ? warnings
                                                                  : infos;
  ++count;
}

std::string Tally::text() const {
  std::string text;
  const auto append = [&text](const std::string& words) {
    if (!text.empty()) text += ", ";
    text += words;
  };
  if (errors != 0) append(counted(errors, "error"));
  if (warnings != 0) append(counted(warnings, "warning"));
  if (infos != 0) append(counted(infos, "info"));
  if (acknowledged != 0) append(std::to_string(acknowledged) + " acknowledged");
  return text;
}

bool stops(const Diagnostic& diagnostic, bool strict) {
  return diagnostic.severity == Severity::error ||
         (strict && diagnostic.severity == Severity::warning);
}

}  // namespace omnitrack::cli
