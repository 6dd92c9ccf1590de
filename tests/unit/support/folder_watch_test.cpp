#include "support/folder_watch.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <gtest/gtest.h>

namespace omnitrack::support {
namespace {

namespace fs = std::filesystem;

class FolderWatchTest : public testing::Test {
 protected:
  FolderWatchTest()
      : home_(fs::canonical(testing::TempDir()) / ("watch." + std::to_string(::getpid()))) {
    fs::create_directories(home_);
  }
  ~FolderWatchTest() override { fs::remove_all(home_); }

  void write(const std::string& name) const { std::ofstream(home_ / name) << "x"; }
  // What changed, by the names below the folder.
  std::vector<std::string> changed(FolderWatch& watch) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::vector<std::string> names;
    for (const std::string& each :
         watch.wait([end] { return std::chrono::steady_clock::now() > end; })) {
      names.push_back(fs::path(each).lexically_relative(home_).string());
    }
    return names;
  }

  fs::path home_;
};

using Names = std::vector<std::string>;

TEST_F(FolderWatchTest, NamesEachFileThatChangedOnce) {
  fs::create_directories(home_ / "a/b");
  FolderWatch watch;
  watch.add(home_.string());
  EXPECT_EQ(watch.folder_count(), 3U);
  write("a/b/one");
  write("two");
  write("two");
  EXPECT_EQ(changed(watch), (Names{"a/b/one", "two"}));
}

TEST_F(FolderWatchTest, LeavesOutWhereCMakeBuildsAndWhatItIsTold) {
  for (const char* name : {"build", "told", ".git", "node_modules"}) {
    fs::create_directories(home_ / name);
  }
  write("build/CMakeCache.txt");
  FolderWatch watch;
  watch.leave_out((home_ / "told").string());
  watch.leave_out((home_ / "app").string());
  watch.add(home_.string());
  EXPECT_EQ(watch.folder_count(), 1U);
  for (const char* name : {"build/x", "told/x", ".git/x", "node_modules/x", "app", "y~", "y"}) {
    write(name);
  }
  EXPECT_EQ(changed(watch), Names{"y"});
}

TEST_F(FolderWatchTest, NamesOfAFolderThatIsWatchedForAFileOnlyThat) {
  write("one");
  FolderWatch watch;
  watch.add((home_ / "one").string());
  EXPECT_EQ(watch.folder_count(), 0U);
  write("other");
  write("new");
  fs::rename(home_ / "new", home_ / "one");
  EXPECT_EQ(changed(watch), Names{"one"});
}

TEST_F(FolderWatchTest, ForgetsAFolderThatIsMovedAway) {
  fs::create_directories(home_ / "in/a/b");
  fs::create_directories(home_ / "out");
  FolderWatch watch;
  watch.add((home_ / "in").string());
  EXPECT_EQ(watch.folder_count(), 3U);
  fs::rename(home_ / "in/a", home_ / "out/a");
  EXPECT_EQ(changed(watch), Names{"in/a"});
  EXPECT_EQ(watch.folder_count(), 1U);
}

TEST_F(FolderWatchTest, FailsOnceAllThatItWatchesIsGone) {
  fs::create_directories(home_ / "in");
  FolderWatch watch;
  watch.add((home_ / "in").string());
  fs::remove(home_ / "in");
  EXPECT_THROW(changed(watch), std::system_error);
}

TEST_F(FolderWatchTest, FailsForWhatIsNotThere) {
  FolderWatch watch;
  EXPECT_THROW(watch.add((home_ / "none").string()), std::system_error);
}

TEST_F(FolderWatchTest, EndsWithNothingWhereItIsInterrupted) {
  FolderWatch watch;
  watch.add(home_.string());
  EXPECT_TRUE(watch.wait([] { return true; }).empty());
}

}  // namespace
}  // namespace omnitrack::support
