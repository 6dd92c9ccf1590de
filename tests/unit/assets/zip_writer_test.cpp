#include "assets/zip_writer.hpp"

#include <iterator>

#include "asset_folder.hpp"
#include "assets/fingerprint.hpp"

namespace omnitrack::assets {

namespace {

namespace fs = std::filesystem;

class ZipWriterTest : public AssetFolderTest {
 protected:
  AssetFiles listed() const { return files_in(folder, IgnoreRules({})); }
  std::string zipped() const {
    const AssetFiles files = listed();
    TemporaryFile archive;
    write_zip(files, fingerprint_of(files), archive);
    std::ifstream file(archive.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

TEST_F(ZipWriterTest, BytesAreTheSameWheneverAndWhereverTheFolderWasMade) {
  write("a.txt", std::string(100'000, 'a'));
  write("sub/run", "run");
  fs::permissions(folder / "sub/run", fs::perms(0700));
  const std::string before = zipped();
  fs::last_write_time(folder / "a.txt", fs::file_time_type::clock::now() - std::chrono::hours(99));
  fs::permissions(folder / "sub/run", fs::perms(0555));
  EXPECT_EQ(zipped(), before);
}

// Names, sizes and times lie where the form of archives says; the packed bytes are zlib's.
TEST_F(ZipWriterTest, AnArchiveOfOneFileIsAsTheFormOfArchivesSays) {
  write("a", "");
  const std::string packed("\x03\x00", 2);
  const std::string common =
      std::string("\x14\x00\x00\x08\x08\x00\x00\x00\x21\x00\x00\x00\x00\x00", 14) +
      std::string("\x02\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00", 12);
  const std::string local = std::string("PK\x03\x04", 4) + common + "a" + packed;
  const std::string central = std::string("PK\x01\x02\x14\x03", 6) + common + std::string(6, '\0') +
                              std::string("\x00\x00\xa4\x81\x00\x00\x00\x00", 8) + "a";
  const std::string end = std::string("PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00", 12) +
                          std::string("\x2f\x00\x00\x00\x21\x00\x00\x00\x00\x00", 10);
  EXPECT_EQ(zipped(), local + central + end);
}

TEST_F(ZipWriterTest, AFolderThatChangedSinceTheSynthIsNotPacked) {
  write("a", "abc");
  const std::string hash = fingerprint_of(listed());
  write("a", "abd");
  TemporaryFile archive;
  EXPECT_EQ(refusal_of([&] { write_zip(listed(), hash, archive); }),
            "OT4104: '" + folder.string() + "' changed while it was read");
}

TEST_F(ZipWriterTest, AnArchiveThatWaitsIsRemovedInTheEnd) {
  std::string path;
  {
    TemporaryFile archive;
    archive.append("abc");
    archive.overwrite(1, "x");
    path = archive.path();
    std::ifstream file(path);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "axc");
  }
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace

}  // namespace omnitrack::assets
