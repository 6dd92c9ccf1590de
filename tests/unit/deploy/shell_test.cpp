#include "deploy/shell.hpp"

#include <gtest/gtest.h>

namespace omnitrack::deploy {
namespace {

TEST(Shell, QuotesOnlyWhatAShellWouldRead) {
  EXPECT_EQ(shell_quoted("--stack-name"), "--stack-name");
  EXPECT_EQ(shell_quoted("file://a/b.json"), "file://a/b.json");
  EXPECT_EQ(shell_quoted(""), "''");
  EXPECT_EQ(shell_quoted("a b"), "'a b'");
  EXPECT_EQ(shell_quoted("$(rm -rf ~)"), "'$(rm -rf ~)'");
  EXPECT_EQ(shell_quoted("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_quoted("a\nb"), "'a\nb'");
}

TEST(Shell, WritesAnOptionALine) {
  EXPECT_EQ(shell_command({"aws", "cloudformation", "wait", "--stack-name", "a b"}),
            "aws cloudformation wait \\\n    --stack-name 'a b'\n");
}

}  // namespace
}  // namespace omnitrack::deploy
