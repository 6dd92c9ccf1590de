#include "support/program.hpp"

#include <gtest/gtest.h>

namespace omnitrack::support {
namespace {

using namespace std::chrono_literals;

TEST(Program, EndsWithItsExitCodeAndBothStreams) {
  const ProgramResult result = run_program({"sh", "-c", "echo out; echo err >&2; exit 3"});
  EXPECT_EQ(result.end, ProgramEnd::exited);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.errors, "err\n");
}

TEST(Program, ThatIsNotThereIsNotStarted) {
  const ProgramResult result = run_program({"there-is-no-such-program"});
  EXPECT_EQ(result.end, ProgramEnd::not_started);
  EXPECT_EQ(result.error, std::errc::no_such_file_or_directory);
}

TEST(Program, ThatIsSilentForTooLongIsKilled) {
  EXPECT_EQ(run_program({"sleep", "60"}, {.time = 50ms}).end, ProgramEnd::too_slow);
}

TEST(Program, ThatClosesItsStreamsAndGoesOnIsKilledToo) {
  const ProgramResult result =
      run_program({"sh", "-c", "exec >&- 2>&-; exec sleep 60"}, {.time = 50ms});
  EXPECT_EQ(result.end, ProgramEnd::too_slow);
}

TEST(Program, ThatWritesWithoutEndIsKilled) {
  const ProgramResult result = run_program({"cat", "/dev/zero"}, {.output_bytes = 100'000});
  EXPECT_EQ(result.end, ProgramEnd::too_long);
  EXPECT_LT(result.output.size(), 1'000'000U);
}

TEST(Program, ThatASignalEndsHasNoExitCode) {
  const ProgramResult result = run_program({"sh", "-c", "kill -9 $$"});
  EXPECT_EQ(result.end, ProgramEnd::killed);
  EXPECT_EQ(result.exit_code, -1);
}

TEST(RunProgram, InputIsReadAndVariablesGoOverTheEnvironment) {
  ::setenv("OMNITRACK_PROGRAM_TEST", "old", 1);
  const std::string large(200'000, 'x');
  const ProgramResult result =
      run_program({"sh", "-c", "wc -c; echo $OMNITRACK_PROGRAM_TEST"}, {},
                  {.text = large, .variables = {"OMNITRACK_PROGRAM_TEST=new"}});
  ::unsetenv("OMNITRACK_PROGRAM_TEST");
  EXPECT_EQ(result.output, "200000\nnew\n");
}

TEST(RunProgram, OneThatIsStoppedEndsEvenIfItDoesNotListen) {
  EXPECT_EQ(run_program({"sleep", "60"}, {.is_stopped = [] { return true; }}).end,
            ProgramEnd::stopped);
  EXPECT_EQ(
      run_program({"sh", "-c", "exec >&- 2>&-; exec sleep 60"}, {.is_stopped = [] { return true; }})
          .end,
      ProgramEnd::stopped);
}

}  // namespace
}  // namespace omnitrack::support
