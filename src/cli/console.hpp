#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// What is said to a person, on stderr, and the artefact alone, on stdout.
class Console {
 public:
  explicit Console(std::string program) : program_(std::move(program)) {}

  void set_quiet(bool quiet) { quiet_ = quiet; }
  /// `when` is `always` or `never`, or anything else for a terminal that shows colours.
  void set_color(std::string_view when);

  /// The name that the program was called by, without its folder.
  [[nodiscard]] const std::string& program() const { return program_; }

  /// Says something that is no error; nothing under `--quiet`.
  void say(std::string_view text) const;
  /// Says what could not be done, and how to mend it where a hint is given.
  void fail(std::string_view message, std::string_view hint) const;
  /// Shows diagnostics with their source lines, and how many there are. Under `--quiet` only those
  /// that stop the synth.
  void show(const std::vector<Diagnostic>& diagnostics, bool strict) const;
  /// Writes to stdout. Throws Failure where not all of it could be written.
  void print(std::string_view artefact) const;

 private:
  [[nodiscard]] std::string painted(std::string_view text, const char* style) const;
  void append(const Diagnostic& diagnostic, class SourceFiles& files, std::string& text) const;

  std::string program_;
  bool quiet_ = false;
  bool has_color_ = false;
};

}  // namespace omnitrack::cli
