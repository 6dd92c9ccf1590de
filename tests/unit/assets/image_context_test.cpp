#include "assets/image_context.hpp"

#include <algorithm>

#include "asset_folder.hpp"
#include "assets/fingerprint.hpp"
#include "assets/temporary_folder.hpp"
#include "support/sha256.hpp"

namespace omnitrack::assets {

namespace {

namespace fs = std::filesystem;

class ImageContextTest : public AssetFolderTest {
 protected:
  ImageContextTest() {
    write("Dockerfile", "FROM scratch\n");
    write("src/main.py", "pass\n");
    recipe = {.path = folder.string(), .platform = "linux/arm64"};
  }

  std::string names() const {
    std::string text;
    for (const AssetFile& each : context_of(recipe).files) text += each.name + ' ';
    return text;
  }
  std::string fingerprint() const {
    return fingerprint_of(recipe, fingerprint_of(context_of(recipe)));
  }

  ImageRecipe recipe;
};

TEST_F(ImageContextTest, DockerignoreLeavesOutWhatItNamesButNeverItselfNorTheDockerfile) {
  write(".dockerignore", "*\n!src\nsrc/*.log\n");
  write("src/a.log", "log");
  write("README.md", "text");
  EXPECT_EQ(names(), ".dockerignore Dockerfile src/main.py ");
}

TEST_F(ImageContextTest, TheDockerignoreOfADockerfileGoesFirst) {
  write(".dockerignore", "src\n");
  write("web.Dockerfile", "FROM scratch\n");
  write("web.Dockerfile.dockerignore", "Dockerfile\n");
  recipe.dockerfile = "web.Dockerfile";
  EXPECT_EQ(names(), ".dockerignore src/main.py web.Dockerfile web.Dockerfile.dockerignore ");
}

TEST_F(ImageContextTest, PatternsOfTheAppLeaveOutMore) {
  write("src/a.log", "log");
  recipe.ignore = {"*.log"};
  EXPECT_EQ(names(), "Dockerfile src/main.py ");
}

TEST_F(ImageContextTest, TheFingerprintIsThatOfTheListingInTheDocumentation) {
  recipe.target = "release";
  recipe.arguments = {{"A", "1"}};
  const std::string expected = "omnitrack image 1\n" + fingerprint_of(context_of(recipe)) +
                               "\ndockerfile Dockerfile" + '\0' + "platform linux/arm64" + '\0' +
                               "target release" + '\0' + "argument A=1" + '\0';
  EXPECT_EQ(fingerprint(), support::sha256_hex(expected));
}

TEST_F(ImageContextTest, EachOptionOfTheBuildChangesTheFingerprint) {
  std::vector<std::string> all{fingerprint()};
  const auto with = [&](const auto& change) {
    const ImageRecipe before = recipe;
    change();
    all.push_back(fingerprint());
    recipe = before;
  };
  with([&] { recipe.platform = "linux/amd64"; });
  with([&] { recipe.target = "release"; });
  with([&] { recipe.arguments = {{"A", "1"}}; });
  with([&] { recipe.arguments = {{"A", "2"}}; });
  write("other", "FROM scratch\n");
  with([] {});
  with([&] { recipe.dockerfile = "other"; });
  std::ranges::sort(all);
  EXPECT_EQ(std::ranges::unique(all).size(), 0U);
}

TEST_F(ImageContextTest, WhatDockerWouldNotTakeIsRefused) {
  const auto refused = [&](const ImageRecipe& wrong) {
    return refusal_of([&] { (void)context_of(wrong); });
  };
  ImageRecipe wrong = recipe;
  wrong.dockerfile = "../Dockerfile";
  EXPECT_EQ(refused(wrong),
            "OT4111: the folder '" + folder.string() + "' has no file '../Dockerfile'");
  wrong = recipe;
  wrong.path = (folder / "Dockerfile").string();
  EXPECT_EQ(refused(wrong), "OT4111: '" + wrong.path + "' is no folder");
  wrong = recipe;
  wrong.arguments = {{"a-b", ""}};
  EXPECT_EQ(refused(wrong), "OT4112: 'a-b' is not a name for an argument of a Dockerfile");
  wrong.arguments = {{"A", "1"}, {"A", "2"}};
  EXPECT_EQ(refused(wrong), "OT4112: the argument 'A' is given twice");
  wrong = recipe;
  wrong.target = "a b";
  EXPECT_EQ(refused(wrong), "OT4112: 'a b' is not a name for a stage of a Dockerfile");
  wrong = recipe;
  wrong.platform = "arm64";
  EXPECT_EQ(refused(wrong), "OT4112: 'arm64' is not a platform");
}

TEST_F(ImageContextTest, ACopyHasTheFilesWithFixedModes) {
  fs::permissions(folder / "src/main.py", fs::perms(0700));
  fs::permissions(folder / "src", fs::perms(0700));
  const TemporaryFolder copy;
  copy_context({.hash = fingerprint(), .recipe = recipe}, copy.path());
  const fs::path made = fs::path(copy.path()) / "src";
  EXPECT_EQ(fs::status(made).permissions(), fs::perms(0755));
  EXPECT_EQ(fs::status(made / "main.py").permissions(), fs::perms(0755));
  EXPECT_EQ(fs::status(fs::path(copy.path()) / "Dockerfile").permissions(), fs::perms(0644));
}

TEST_F(ImageContextTest, WhatChangedSinceTheSynthIsNotCopied) {
  const SynthesizedImage image{.hash = fingerprint(), .recipe = recipe};
  write("src/main.py", "exit\n");
  const TemporaryFolder copy;
  EXPECT_TRUE(refusal_of([&] { copy_context(image, copy.path()); }).starts_with("OT4104: "));
}

TEST(TemporaryFolder, ItIsRemovedWithAllThatIsInItUnlessItIsKept) {
  std::string path;
  std::string kept;
  {
    TemporaryFolder folder;
    path = folder.path();
    std::ofstream(path + "/a") << "a";
    TemporaryFolder other;
    kept = path + "-kept";
    other.keep_as(kept);
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_TRUE(fs::exists(kept));
  fs::remove(kept);
}

}  // namespace

}  // namespace omnitrack::assets
