#include "cli/console.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/source_files.hpp"
#include "cli/wording.hpp"

namespace omnitrack::cli {

namespace {

constexpr const char* bold = "\033[1m";
constexpr const char* red = "\033[1;31m";
constexpr const char* magenta = "\033[1;35m";
constexpr const char* cyan = "\033[1;36m";
constexpr const char* green = "\033[1;32m";
constexpr const char* plain = "\033[0m";

bool terminal_shows_colors() {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  return ::isatty(STDERR_FILENO) == 1;
}

const char* style_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return red;
    case Severity::warning:
      return magenta;
    case Severity::info:
      return cyan;
  }
  return plain;
}

void say_on_stderr(std::string_view text) {
  // Where stderr is closed, nobody can be told.
  static_cast<void>(write_all(STDERR_FILENO, text));
}

std::size_t count_of(const std::vector<Diagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [&](const Diagnostic& each) { return each.severity == severity; }));
}

}  // namespace

void Console::set_color(std::string_view when) {
  has_color_ = when == "always" || (when != "never" && terminal_shows_colors());
}

void Console::say(std::string_view text) const {
  if (!quiet_) say_on_stderr(program_ + ": " + std::string(text) + '\n');
}

void Console::fail(std::string_view message, std::string_view hint) const {
  std::string text = program_ + ": " + painted("error", red) + ": " + std::string(message) + '\n';
  if (!hint.empty()) text += "  " + painted("hint", green) + ": " + std::string(hint) + '\n';
  say_on_stderr(text);
}

void Console::show(const std::vector<Diagnostic>& diagnostics, bool strict) const {
  std::string text;
  SourceFiles files;
  for (const Diagnostic& each : diagnostics) {
    const bool stops =
        each.severity == Severity::error || (strict && each.severity == Severity::warning);
    if (stops || !quiet_) append(each, files, text);
  }
  if (text.empty()) return;
  const std::size_t errors = count_of(diagnostics, Severity::error);
  const std::size_t warnings = count_of(diagnostics, Severity::warning);
  std::string counts;
  if (errors != 0) counts = counted(errors, "error");
  if (warnings != 0) counts += (counts.empty() ? "" : ", ") + counted(warnings, "warning");
  if (strict && warnings != 0) counts += "; --strict makes warnings errors";
  if (!counts.empty()) text += program_ + ": " + counts + '\n';
  say_on_stderr(text);
}

void Console::print(std::string_view artefact) const {
  const std::error_code error = write_all(STDOUT_FILENO, artefact);
  if (error) throw Failure("cannot write to stdout: " + error.message());
}

std::string Console::painted(std::string_view text, const char* style) const {
  return has_color_ ? style + std::string(text) + plain : std::string(text);
}

void Console::append(const Diagnostic& diagnostic, SourceFiles& files, std::string& text) const {
  Diagnostic without_hint = diagnostic;
  without_hint.hint.clear();
  std::string head = to_text(without_hint);
  // The severity stands before the code, and the place before both.
  const std::size_t end = head.find(' ' + diagnostic.code + ": ");
  const std::size_t begin = head.rfind(' ', end - 1) + 1;
  text += painted(head.substr(0, begin), bold);
  text += painted(head.substr(begin, end - begin), style_of(diagnostic.severity));
  text += head.substr(end);
  text += files.excerpt(diagnostic, has_color_ ? green : "", has_color_ ? plain : "");
  if (diagnostic.hint.empty()) return;
  text += "  " + painted("hint", green) + ": " + diagnostic.hint + '\n';
}

}  // namespace omnitrack::cli
