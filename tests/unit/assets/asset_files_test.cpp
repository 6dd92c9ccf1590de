#include "assets/asset_files.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "asset_folder.hpp"

namespace omnitrack::assets {

namespace {

namespace fs = std::filesystem;

class AssetFilesTest : public AssetFolderTest {
 protected:
  std::vector<std::string> names(const std::vector<std::string>& ignore = {}) const {
    std::vector<std::string> names;
    for (const AssetFile& each : files_in(folder, IgnoreRules(ignore)).files) {
      names.push_back(each.name);
    }
    return names;
  }
  std::string refusal() const {
    std::string text = refusal_of([&] { (void)names(); });
    const std::size_t at = text.find(folder.string());
    return at == std::string::npos ? text : text.replace(at, folder.string().size(), "FOLDER");
  }
};

using Names = std::vector<std::string>;

TEST_F(AssetFilesTest, FilesStandInTheOrderOfTheBytesOfTheirNames) {
  for (const char* name : {"b", "a/z", "a.b", "B", "ä", "a/b/c"}) write(name, name);
  EXPECT_EQ(names(), (Names{"B", "a.b", "a/b/c", "a/z", "b", "ä"}));
}

TEST_F(AssetFilesTest, SizesAndModesAreTold) {
  write("run", "12345");
  write("data", "1");
  fs::permissions(folder / "run", fs::perms::group_exec, fs::perm_options::add);
  const AssetFiles found = files_in(folder, IgnoreRules({}));
  EXPECT_EQ(found.bytes, 6U);
  EXPECT_FALSE(found.files.at(0).is_executable);
  EXPECT_TRUE(found.files.at(1).is_executable);
}

TEST_F(AssetFilesTest, WhatIsLeftOutIsNotLookedAt) {
  write("kept.py", "");
  write(".git/config", "");
  write("test/a.py", "");
  ::mkfifo((folder / "test/pipe").c_str(), 0600);
  EXPECT_EQ(names({"test/"}), Names{"kept.py"});
}

TEST_F(AssetFilesTest, LinksWithinTheFolderAreFollowed) {
  write("common/a.py", "a");
  fs::create_symlink("common/a.py", folder / "b.py");
  fs::create_directory_symlink("common", folder / "again");
  EXPECT_EQ(names(), (Names{"again/a.py", "b.py", "common/a.py"}));
}

TEST_F(AssetFilesTest, LinksThatLeadOutOrNowhereOrInACircleAreRefused) {
  write("in/a", "a");
  fs::create_symlink("/etc/passwd", folder / "in/out");
  EXPECT_EQ(refusal(), "OT4102: the link 'in/out' leads out of the folder, to '/etc/passwd'");
  fs::remove(folder / "in/out");
  fs::create_symlink("gone", folder / "in/out");
  EXPECT_EQ(refusal(), "OT4102: the link 'in/out' leads nowhere: No such file or directory");
  fs::remove(folder / "in/out");
  fs::create_directory_symlink("..", folder / "in/out");
  EXPECT_EQ(refusal(), "OT4102: the link 'in/out' leads to a folder that it is in");
}

TEST_F(AssetFilesTest, AFolderBesideWhoseNameBeginsAlikeIsOutside) {
  fs::create_directories(folder / "app");
  fs::create_directories(folder / "app-secrets");
  write("app/a", "a");
  write("app-secrets/key", "k");
  fs::create_symlink("../app-secrets/key", folder / "app/key");
  folder /= "app";
  EXPECT_EQ(refusal().substr(0, 50), "OT4102: the link 'key' leads out of the folder, to");
  folder = folder.parent_path();
}

TEST_F(AssetFilesTest, WhatNoArchiveCanHoldIsRefused) {
  write("a", "a");
  ::mkfifo((folder / "pipe").c_str(), 0600);
  EXPECT_EQ(refusal(), "OT4103: 'FOLDER/pipe' is neither a file nor a folder");
  fs::remove(folder / "pipe");
  write("b\xff", "b");
  EXPECT_EQ(refusal(), "OT4103: 'b\xef\xbf\xbd' is not named in UTF-8");
}

TEST_F(AssetFilesTest, AFolderWithoutFilesIsRefused) {
  fs::create_directories(folder / "a/b");
  EXPECT_EQ(refusal(), "OT4105: the folder 'FOLDER' has no file to upload");
}

TEST_F(AssetFilesTest, AFolderBeyondAnArchiveIsRefusedBeforeItIsRead) {
  write("huge", "");
  fs::resize_file(folder / "huge", 4'000'000'001);
  EXPECT_EQ(refusal(),
            "OT4106: the folder 'FOLDER' holds more than an archive can: 4,000,000,000 bytes in "
            "65,534 files");
  fs::resize_file(folder / "huge", 5'000'000'001);
  EXPECT_EQ(refusal_of([&] { (void)file_at(folder / "huge"); }),
            "OT4106: '" + (folder / "huge").string() +
                "' is larger than the 5,000,000,000 bytes that S3 takes at once");
}

TEST_F(AssetFilesTest, WhatIsNotThereIsTold) {
  EXPECT_EQ(refusal_of([] { (void)real_path_of(""); }), "OT4101: the path is empty");
  EXPECT_EQ(refusal_of([] { (void)real_path_of("not/there"); }),
            "OT4101: cannot read 'not/there': No such file or directory");
}

TEST_F(AssetFilesTest, TheHintNamesTheFolderThatARelativePathIsSeenFrom) {
  const auto hint_of = [](const std::string& path) {
    try {
      (void)real_path_of(path);
    } catch (const AssetError& error) {
      return error.hint();
    }
    return std::string("it is there");
  };
  EXPECT_EQ(hint_of("not/there"),
            "a relative path is seen from the working folder, here '" +
                fs::current_path().string() +
                "'; one that begins with OMNITRACK_APP_DIR, as in `OMNITRACK_APP_DIR "
                "\"/not/there\"`, lies beside the sources of the app");
  EXPECT_EQ(hint_of((folder / "gone").string()),
            "check that it is there, and that you may read it");
}

}  // namespace

}  // namespace omnitrack::assets
