#include "cli/console.hpp"

#include <unistd.h>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/diagnostic_text.hpp"
#include "cli/page/printable.hpp"
#include "cli/report/tally.hpp"

namespace omnitrack::cli {

namespace {

void say_on_stderr(std::string_view text) {
  // Where stderr is closed, nobody can be told.
  static_cast<void>(write_all(STDERR_FILENO, text));
}

// A message goes on in indented lines; any other line end in it came from outside.
std::string printable_message(std::string_view message) {
  constexpr std::string_view next_line = "\n  ";
  std::string text;
  for (;;) {
    const std::size_t end = message.find(next_line);
    text += printable(message.substr(0, end));
    if (end == std::string_view::npos) return text;
    text += next_line;
    message.remove_prefix(end + next_line.size());
  }
}

}  // namespace

Console::Console(std::string program)
    : program_(std::move(program)),
      colors_("auto", STDERR_FILENO),
      artefact_colors_("auto", STDOUT_FILENO) {}

void Console::set_color(std::string_view when) {
  colors_ = Colors(when, STDERR_FILENO);
  artefact_colors_ = Colors(when, STDOUT_FILENO);
}

void Console::say(std::string_view text) const {
  if (!quiet_) say_on_stderr(program_ + ": " + printable_lines(text) + '\n');
}

void Console::tell(std::string_view text) const {
  if (!quiet_) say_on_stderr(text);
}

Console Console::for_stderr() const {
  Console console = *this;
  console.artefact_colors_ = colors_;
  return console;
}

void Console::fail(std::string_view message, std::string_view hint) const {
  std::string text = program_ + ": " + colors_.painted("error", Style::error) + ": ";
  text.append(printable_message(message)).append("\n");
  if (!hint.empty()) {
    text += "  " + colors_.painted("hint", Style::mark) + ": " + printable(hint) + '\n';
  }
  say_on_stderr(text);
}

void Console::show(const std::vector<Diagnostic>& diagnostics, bool strict) const {
  std::string text;
  Tally tally;
  SourceFiles files;
  for (const Diagnostic& each : diagnostics) {
    tally.add(each);
    if (!is_shown(each, strict)) continue;
    const std::string_view line = each.line == 0 ? "" : files.line(each.file, each.line);
    text += to_text(each, {.text = line, .line = each.line, .column = each.column}, colors_);
  }
  if (text.empty()) return;
  text += program_ + ": " + tally.text();
  if (strict && tally.warnings != 0) text += "; --strict makes warnings errors";
  say_on_stderr(text + '\n');
}

bool Console::is_shown(const Diagnostic& diagnostic, bool strict) const {
  if (quiet_) return stops(diagnostic, strict);
  return verbose_ || diagnostic.acknowledged.empty();
}

void Console::print(std::string_view artefact) const {
  const std::error_code error = write_all(STDOUT_FILENO, artefact);
  if (error == std::errc::broken_pipe) throw UnreadOutput();
  if (error) throw Failure("cannot write to stdout: " + error.message());
}

}  // namespace omnitrack::cli
