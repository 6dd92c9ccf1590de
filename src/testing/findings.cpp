#include "omnitrack/testing/findings.hpp"

#include "testing/assembly.hpp"
#include "testing/evaluator.hpp"
#include "testing/matching.hpp"

namespace omnitrack::assertions {

namespace {

constexpr std::size_t most_findings_shown = 8;

std::string finding_line(const Diagnostic& finding) {
  std::string text;
  if (!finding.file.empty()) text = finding.file + ':' + std::to_string(finding.line) + ": ";
  return text + finding.code + ": " + finding.message;
}

std::string all_findings(const std::vector<Diagnostic>& findings) {
  std::string text;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (i == most_findings_shown) {
      return text + "\n  and " + std::to_string(findings.size() - i) + " more";
    }
    text += "\n  " + finding_line(findings[i]);
  }
  return text;
}

/// Compares texts alone, for which any template does.
Match match_text(const Expected& expected, const std::string& text) {
  static const auto nothing = assembly_of_text("", "{}");
  static const Deployment unsaid;
  static const Evaluator evaluator(*nothing, nothing->stacks.front(), Manner::written, unsaid);
  const Datum datum = text_datum(text);
  return match(evaluator, expected, &datum);
}

}  // namespace

Check Findings::has(AnyCode code, const FindingDetails& details) const {
  std::string near;
  for (const Diagnostic& each : all_) {
    if (each.code != code.text()) continue;
    const Match message = match_text(details.message, each.message);
    const Match path = match_text(details.path, each.path);
    if (message.holds() && path.holds()) {
      take(message);
      take(path);
      return {Outcome::holds, "it is found: " + finding_line(each)};
    }
    const bool is_message = !message.holds();
    const Match& wrong = is_message ? message : path;
    near += "\n  " + finding_line(each) + "\n    its " + (is_message ? "message " : "path ") +
            wrong.differences.front().words;
  }
  const std::string code_text(code.text());
  if (!near.empty()) return {Outcome::fails, "no " + code_text + " is as expected" + near};
  if (all_.empty()) return {Outcome::fails, code_text + " is not found, and nothing else is"};
  return {Outcome::fails, code_text + " is not found, but this is:" + all_findings(all_)};
}

Check Findings::has_no(AnyCode code) const {
  for (const Diagnostic& each : all_) {
    if (each.code == code.text()) return {Outcome::fails, "it is found:\n  " + finding_line(each)};
  }
  return {Outcome::holds, std::string(code.text()) + " is not found"};
}

Check Findings::are_none() const {
  std::vector<Diagnostic> open;
  for (const Diagnostic& each : all_) {
    if (each.acknowledged.empty()) open.push_back(each);
  }
  if (open.empty()) return {Outcome::holds, "nothing is found"};
  return {Outcome::fails, "something is found:" + all_findings(open)};
}

}  // namespace omnitrack::assertions
