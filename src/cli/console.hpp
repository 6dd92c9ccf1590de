#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/page/colors.hpp"
#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// What is said to a person, on stderr, and the artefact alone, on stdout.
class Console {
 public:
  explicit Console(std::string program);

  void set_quiet(bool quiet) { quiet_ = quiet; }
  void set_verbose(bool verbose) { verbose_ = verbose; }
  /// `when` is `always` or `never`, or anything else for a terminal that shows colours.
  void set_color(std::string_view when);

  /// The name that the program was called by, without its folder.
  [[nodiscard]] const std::string& program() const { return program_; }
  /// Whether a diagnostic is to be shown: under `--quiet` only what stops the work, and what is
  /// acknowledged under `--verbose` alone.
  [[nodiscard]] bool is_shown(const Diagnostic& diagnostic, bool strict) const;
  /// Whether nothing but what stops the work is said.
  [[nodiscard]] bool is_quiet() const { return quiet_; }
  [[nodiscard]] bool is_verbose() const { return verbose_; }
  /// The colours of what goes to stdout.
  [[nodiscard]] const Colors& artefact_colors() const { return artefact_colors_; }

  /// Says something that is not an error; nothing under `--quiet`.
  void say(std::string_view text) const;
  /// Writes a text to stderr as it is; nothing under `--quiet`.
  void tell(std::string_view text) const;
  /// This console for a page that goes to stderr by `tell`, with the colours of that.
  [[nodiscard]] Console for_stderr() const;
  /// Says what could not be done, and how to mend it where a hint is given.
  void fail(std::string_view message, std::string_view hint) const;
  /// Shows diagnostics with their source lines, and how many there are.
  void show(const std::vector<Diagnostic>& diagnostics, bool strict) const;
  /// Writes to stdout. Throws Failure where not all of it could be written, UnreadOutput
  /// where nobody reads it.
  void print(std::string_view artefact) const;

 private:
  std::string program_;
  bool quiet_ = false;
  bool verbose_ = false;
  Colors colors_;
  Colors artefact_colors_;
};

}  // namespace omnitrack::cli
