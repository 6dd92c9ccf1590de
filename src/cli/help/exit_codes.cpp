#include "cli/help/exit_codes.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::cli {

namespace {

constexpr std::string_view wrong_input =
    "an error in the input or in the environment; nothing but findings is on stdout";
constexpr std::string_view wrong_command_line = "the command line is wrong";
constexpr std::string_view losing = "data would be lost that nobody has accepted to lose";
constexpr std::string_view stopped = "Ctrl-C";

struct OwnExitCode {
  std::string_view verb;
  ExitMeaning code;
};

// What a verb ends with beside 0, 1 and 64, which each of them does.
constexpr std::array own_codes{
    OwnExitCode{"synth", {ExitCode::differs, "--check: a file differs from what the app makes"}},
    OwnExitCode{"diff", {ExitCode::differs, "--exit-code: something differs"}},
    OwnExitCode{"diff",
                {ExitCode::loses_data,
                 "--exit-code: data is lost, or may be, that nobody "
                 "has accepted to lose"}},
    OwnExitCode{"diff",
                {ExitCode::more_open,
                 "--exit-code --security-only: something becomes more "
                 "open, or may"}},
    OwnExitCode{"format", {ExitCode::differs, "--check: a file is not in the tidy form"}},
    OwnExitCode{"deploy", {ExitCode::loses_data, losing}},
    OwnExitCode{"deploy", {ExitCode::interrupted, stopped}},
    OwnExitCode{"destroy", {ExitCode::loses_data, "--yes without --with-data: data would be lost"}},
    OwnExitCode{"destroy", {ExitCode::interrupted, stopped}},
    OwnExitCode{"lock", {ExitCode::differs, "--check: the lock file differs"}},
    OwnExitCode{"adopt",
                {ExitCode::differs,
                 "something is refused, or what holds data is, or may "
                 "be, replaced or left behind"}},
    OwnExitCode{"adopt", {ExitCode::loses_data, "data is lost, or may be"}},
    OwnExitCode{"publish", {ExitCode::interrupted, stopped}},
    OwnExitCode{"drift", {ExitCode::differs, "something differs from its template"}},
    OwnExitCode{"rollback", {ExitCode::interrupted, stopped}},
    OwnExitCode{
        "reach",
        {ExitCode::differs, "it cannot; with --expect: the answer is not the expected one"}},
    OwnExitCode{"reach", {ExitCode::is_unsure, "perhaps: it depends on what is not known"}},
};

}  // namespace

std::vector<ExitMeaning> program_exit_codes() {
  return {{ExitCode::done, "done"},
          {ExitCode::failed, wrong_input},
          {ExitCode::differs, "what was compared differs; reach: it cannot"},
          {ExitCode::loses_data, losing},
          {ExitCode::more_open,
           "diff --exit-code --security-only: something becomes more open, or "
           "may"},
          {ExitCode::is_unsure, "reach: it depends on what is not known"},
          {ExitCode::wrong_usage, wrong_command_line},
          {ExitCode::interrupted, stopped}};
}

std::vector<ExitMeaning> verb_exit_codes(std::string_view verb) {
  std::vector<ExitMeaning> codes{{ExitCode::done, "done"},
                                 {ExitCode::failed, wrong_input},
                                 {ExitCode::wrong_usage, wrong_command_line}};
  for (const OwnExitCode& each : own_codes) {
    if (each.verb == verb) codes.push_back(each.code);
  }
  std::ranges::sort(codes, {}, &ExitMeaning::code);
  return codes;
}

}  // namespace omnitrack::cli
