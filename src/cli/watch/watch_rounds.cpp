#include "cli/watch/watch_rounds.hpp"

#include <array>
#include <cstdio>

#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"
#include "support/foreground_program.hpp"

namespace omnitrack::cli {

namespace {

using Clock = std::chrono::steady_clock;
using support::ProgramEnd;
using support::ProgramResult;

std::string seconds_since(Clock::time_point begin) {
  const std::chrono::duration<double> seconds = Clock::now() - begin;
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.2f s", seconds.count());
  return text.data();
}

void append(std::vector<std::string>& words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
}

ProgramResult run_watched(const std::vector<std::string>& command_line, bool shares_terminal) {
  return support::run_in_foreground(command_line, {.is_interrupted = InterruptGuard::is_interrupted,
                                                   .shares_terminal = shares_terminal});
}

std::string how_it_ended(const ProgramResult& result) {
  if (result.end == ProgramEnd::not_started) return "cannot be run: " + result.error.message();
  if (result.end == ProgramEnd::killed) return "was killed";
  return "ended with " + std::to_string(result.exit_code);
}

}  // namespace

void WatchRounds::go() {
  const Clock::time_point begin = Clock::now();
  if (!build()) return;
  const std::string building = seconds_since(begin);
  const Clock::time_point built = Clock::now();
  if (!show() || !keep()) return;
  console_.say("shown in " + seconds_since(built) + ", after a build of " + building);
  if (request_.deploy_options) deploy();
}

bool WatchRounds::build() const {
  const ProgramResult result = run_watched(request_.build, false);
  if (result.end == ProgramEnd::exited && result.exit_code == 0) return true;
  if (InterruptGuard::is_interrupted()) return false;
  std::string command;
  for (const std::string& word : request_.build) command += (command.empty() ? "" : " ") + word;
  console_.fail("the build failed: " + command + ' ' + how_it_ended(result), {});
  return false;
}

bool WatchRounds::show() {
  std::vector<std::string> words{"diff", templates_.last()};
  if (!templates_.has_last()) words.emplace_back("--summary");
  append(words, request_.diff_options);
  return run_app(std::move(words)) == ExitCode::done;
}

bool WatchRounds::keep() {
  const bool is_made =
      run_app({"synth", "--quiet", "--output", templates_.next()}) == ExitCode::done;
  if (is_made) templates_.keep_next();
  return is_made;
}

void WatchRounds::deploy() {
  const std::vector<std::string> stacks = templates_.not_deployed();
  if (stacks.empty() || InterruptGuard::is_interrupted()) return;
  std::vector<std::string> words{"deploy", "--yes"};
  append(words, *request_.deploy_options);
  append(words, stacks);
  if (run_app(std::move(words), true) == ExitCode::done) templates_.note_deployed();
}

int WatchRounds::run_app(std::vector<std::string> words, bool shares_terminal) const {
  words.insert(words.begin(), request_.executable);
  append(words, request_.app_options);
  const ProgramResult result = run_watched(words, shares_terminal);
  if (result.end == ProgramEnd::exited) return result.exit_code;
  if (!InterruptGuard::is_interrupted()) {
    console_.fail(request_.executable + ' ' + how_it_ended(result), {});
  }
  return ExitCode::failed;
}

}  // namespace omnitrack::cli
