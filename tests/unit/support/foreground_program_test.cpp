#include "support/foreground_program.hpp"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace omnitrack::support {
namespace {

bool never() { return false; }

TEST(ForegroundProgram, EndsWithItsExitCode) {
  const ProgramResult result = run_in_foreground({"sh", "-c", "exit 3"}, {.is_interrupted = never});
  EXPECT_EQ(result.end, ProgramEnd::exited);
  EXPECT_EQ(result.exit_code, 3);
}

TEST(ForegroundProgram, WritesToStderrAlone) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  run_in_foreground({"sh", "-c", "echo out; echo err >&2"}, {.is_interrupted = never});
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "out\nerr\n");
}

TEST(ForegroundProgram, ThatIsNotThereIsNotStarted) {
  const ProgramResult result =
      run_in_foreground({"there-is-no-such-program"}, {.is_interrupted = never});
  EXPECT_EQ(result.end, ProgramEnd::not_started);
  EXPECT_EQ(result.error, std::errc::no_such_file_or_directory);
}

TEST(ForegroundProgram, EndsWithAllThatItStartedOnceItIsInterrupted) {
  const std::string note = testing::TempDir() + "foreground." + std::to_string(::getpid());
  const ProgramResult result = run_in_foreground(
      {"sh", "-c", "sleep 60 & echo $! > \"$0.new\"; mv \"$0.new\" \"$0\"; wait", note},
      {.is_interrupted = [&] { return std::filesystem::exists(note); }});
  EXPECT_EQ(result.end, ProgramEnd::killed);
  pid_t started = 0;
  std::ifstream(note) >> started;
  std::filesystem::remove(note);
  // Nobody here is its parent, so it is gone as soon as the system has collected it.
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  std::string state = "R";
  while (state != "Z" && std::chrono::steady_clock::now() < end) {
    std::ifstream stat("/proc/" + std::to_string(started) + "/stat");
    std::string number;
    std::string name;
    if (!(stat >> number >> name >> state)) break;
    ::usleep(1000);
  }
  EXPECT_TRUE(state == "Z" || ::kill(started, 0) != 0);
}

TEST(ForegroundProgram, ThatSharesTheTerminalTakesItsTimeToEnd) {
  const std::string note = testing::TempDir() + "sharing." + std::to_string(::getpid());
  const ProgramResult result = run_in_foreground(
      {"sh", "-c", "trap 'exit 7' TERM; : > \"$0\"; while :; do sleep 0.01; done", note},
      {.is_interrupted = [&] { return std::filesystem::exists(note); }, .shares_terminal = true});
  std::filesystem::remove(note);
  EXPECT_EQ(result.exit_code, 7);
}

}  // namespace
}  // namespace omnitrack::support
