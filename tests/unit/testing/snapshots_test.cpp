#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <omnitrack/testing.hpp>

namespace omnitrack::assertions {
namespace {

namespace fs = std::filesystem;

class SnapshotsTest : public testing::Test {
 protected:
  SnapshotsTest() {
    fs::remove_all(folder_);
    set_snapshots(folder_.string(), false);
  }
  ~SnapshotsTest() override {
    fs::remove_all(folder_);
    set_snapshots("", false);
  }

  static Template made(std::string_view size) {
    return template_of_text("t", R"({"Resources": {"R": {"Type": "Custom::R", "Properties": )" +
                                     std::string(size) + "}}}")
        .with({});
  }

  const fs::path folder_ = fs::path(testing::TempDir()) / "omnitrack_snapshots";
};

TEST_F(SnapshotsTest, one_that_is_missing_is_written_only_when_asked_for) {
  const std::string file = (folder_ / "a/t.json").string();
  EXPECT_EQ(made(R"({"A": 1})").matches_snapshot("a/t.json").message(),
            "there is no " + file + "; --update-snapshots writes it");
  EXPECT_FALSE(fs::exists(folder_));
  set_snapshots(folder_.string(), true);
  EXPECT_TRUE(made(R"({"A": 1})").matches_snapshot("a/t.json"));
  set_snapshots(folder_.string(), false);
  EXPECT_THAT(made(R"({"A": 1})"), matches_snapshot("a/t.json"));
}

TEST_F(SnapshotsTest, one_that_cannot_be_written_is_told_and_leaves_nothing) {
  set_snapshots(folder_.string(), true);
  fs::create_directories(folder_);
  std::ofstream(folder_ / "file") << "no folder";
  const Check check = made("{}").matches_snapshot("file/t.json");
  EXPECT_EQ(check.outcome(), Outcome::unknown);
  EXPECT_EQ(check.message(),
            "cannot write " + (folder_ / "file" / "t.json").string() + ": Not a directory");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(SnapshotsTest, a_difference_is_told_line_by_line) {
  set_snapshots(folder_.string(), true);
  ASSERT_TRUE(made(R"({"A": 1})").matches_snapshot("t.json"));
  set_snapshots(folder_.string(), false);
  const std::string file = (folder_ / "t.json").string();
  const Check check = made(R"({"A": 2})").matches_snapshot("t.json");
  EXPECT_EQ(check.outcome(), Outcome::fails);
  EXPECT_EQ(check.message(),
            "it differs from " + file + "; --update-snapshots writes it\n--- " + file +
                "\n+++ t as made\n@@ -1,1 +1,1 @@\n" +
                R"(-{"Resources": {"R": {"Type": "Custom::R", "Properties": {"A": 1}}}})" + "\n" +
                R"(+{"Resources": {"R": {"Type": "Custom::R", "Properties": {"A": 2}}}})" + "\n");
}

TEST_F(SnapshotsTest, the_options_are_taken_out_of_the_arguments) {
  std::string program = "test";
  std::string update = "--update-snapshots";
  std::string other = "--gtest_filter=*";
  std::string folder = "--snapshots=" + folder_.string();
  char* arguments[] = {program.data(), update.data(), other.data(), folder.data(), nullptr};
  int count = 4;
  read_snapshot_options(count, arguments, "elsewhere");
  EXPECT_EQ(count, 2);
  EXPECT_STREQ(arguments[1], "--gtest_filter=*");
  EXPECT_EQ(arguments[2], nullptr);
  EXPECT_TRUE(made("{}").matches_snapshot("t.json"));
  EXPECT_TRUE(fs::exists(folder_ / "t.json"));
}

}  // namespace
}  // namespace omnitrack::assertions
