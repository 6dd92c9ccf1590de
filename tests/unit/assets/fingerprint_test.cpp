#include "assets/fingerprint.hpp"

#include "asset_folder.hpp"
#include "assets/read_blocks.hpp"
#include "support/sha256.hpp"

namespace omnitrack::assets {

namespace {

namespace fs = std::filesystem;

class FingerprintTest : public AssetFolderTest {
 protected:
  std::string fingerprint() const { return fingerprint_of(files_in(folder, IgnoreRules({}))); }
};

TEST_F(FingerprintTest, OfAFileIsTheShaOfItsContent) {
  write("a", "abc");
  EXPECT_EQ(fingerprint_of(file_at(folder / "a")), support::sha256_hex("abc"));
}

TEST_F(FingerprintTest, OfAFolderIsTheShaOfItsListing) {
  write("bin/run", "abc");
  write("a", "");
  fs::permissions(folder / "bin/run", fs::perms(0700));
  EXPECT_EQ(fingerprint(),
            support::sha256_hex("omnitrack folder 1\n- " + support::sha256_hex("") + " 0 a" +
                                std::string(1, '\0') + "x " + support::sha256_hex("abc") +
                                " 3 bin/run" + std::string(1, '\0')));
}

TEST_F(FingerprintTest, TimesAndReadingRightsDoNotCount) {
  write("a", "abc");
  const std::string before = fingerprint();
  fs::last_write_time(folder / "a", fs::file_time_type::clock::now() - std::chrono::hours(99));
  fs::permissions(folder / "a", fs::perms(0600));
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(FingerprintTest, ContentNamesAndExecutionCount) {
  write("a", "abc");
  const std::string before = fingerprint();
  fs::permissions(folder / "a", fs::perms(0755));
  EXPECT_NE(fingerprint(), before);
  fs::permissions(folder / "a", fs::perms(0644));
  write("a", "abd");
  EXPECT_NE(fingerprint(), before);
  write("a", "abc");
  EXPECT_EQ(fingerprint(), before);
  fs::rename(folder / "a", folder / "b");
  EXPECT_NE(fingerprint(), before);
}

TEST_F(FingerprintTest, AFileThatChangedSinceItWasListedIsTold) {
  write("a", "abc");
  const AssetFile file = file_at(folder / "a");
  write("a", "abcd");
  const std::string path = (folder / "a").string();
  EXPECT_EQ(refusal_of([&] { (void)fingerprint_of(file); }),
            "OT4104: '" + path + "' changed while it was read");
  EXPECT_EQ(refusal_of([&] {
              write("a", "abc");
              read_blocks(file, [&](std::string_view) {
                fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
              });
            }),
            "OT4104: '" + path + "' changed while it was read");
}

TEST_F(FingerprintTest, AFileThatIsGoneIsTold) {
  write("a", "abc");
  const AssetFile file = file_at(folder / "a");
  fs::remove(folder / "a");
  EXPECT_EQ(refusal_of([&] { (void)fingerprint_of(file); }),
            "OT4101: cannot read '" + (folder / "a").string() + "': No such file or directory");
}

}  // namespace

}  // namespace omnitrack::assets
