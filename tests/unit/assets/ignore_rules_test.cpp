#include "assets/ignore_rules.hpp"

#include "asset_folder.hpp"

namespace omnitrack::assets {

namespace {

bool leaves_out(const std::vector<std::string>& patterns, std::string_view name,
                bool is_folder = false) {
  return IgnoreRules(patterns).leaves_out(name, is_folder);
}

TEST(IgnoreRules, ANameWithoutASlashFitsInEveryFolder) {
  EXPECT_TRUE(leaves_out({"*.log"}, "a.log"));
  EXPECT_TRUE(leaves_out({"*.log"}, "deep/in/a.log"));
  EXPECT_FALSE(leaves_out({"*.log"}, "a.log.txt"));
  EXPECT_TRUE(leaves_out({"a?c"}, "x/abc"));
  EXPECT_FALSE(leaves_out({"a?c"}, "ac"));
}

TEST(IgnoreRules, ASlashTiesAPatternToTheTop) {
  EXPECT_TRUE(leaves_out({"/build"}, "build", true));
  EXPECT_FALSE(leaves_out({"/build"}, "src/build", true));
  EXPECT_TRUE(leaves_out({"src/*.o"}, "src/a.o"));
  EXPECT_FALSE(leaves_out({"src/*.o"}, "src/deep/a.o"));
  EXPECT_FALSE(leaves_out({"src/*.o"}, "lib/src/a.o"));
}

TEST(IgnoreRules, TwoStarsStandForAnyNumberOfFolders) {
  EXPECT_TRUE(leaves_out({"**/test/*.py"}, "test/a.py"));
  EXPECT_TRUE(leaves_out({"**/test/*.py"}, "a/b/test/a.py"));
  EXPECT_TRUE(leaves_out({"src/**/a.py"}, "src/a.py"));
  EXPECT_TRUE(leaves_out({"src/**/a.py"}, "src/x/y/a.py"));
  EXPECT_TRUE(leaves_out({"src/**"}, "src/x/y"));
}

TEST(IgnoreRules, ASlashAtTheEndIsForFoldersAlone) {
  EXPECT_TRUE(leaves_out({"test/"}, "a/test", true));
  EXPECT_FALSE(leaves_out({"test/"}, "a/test", false));
}

TEST(IgnoreRules, TheLastPatternThatFitsDecides) {
  EXPECT_FALSE(leaves_out({"*.md", "!README.md"}, "README.md"));
  EXPECT_TRUE(leaves_out({"!README.md", "*.md"}, "README.md"));
  EXPECT_TRUE(leaves_out({}, ".git", true));
  EXPECT_TRUE(leaves_out({}, "a/__pycache__", true));
  EXPECT_TRUE(leaves_out({}, "node_modules/.cache", true));
  EXPECT_FALSE(leaves_out({"!__pycache__"}, "a/__pycache__", true));
}

TEST(IgnoreRules, APatternThatCannotBeReadIsRefused) {
  const auto refusal = [](const char* pattern) {
    return refusal_of([&] { const IgnoreRules rules(std::vector<std::string>{pattern}); });
  };
  EXPECT_EQ(refusal(""), "OT4107: the pattern '' has an empty name");
  EXPECT_EQ(refusal("/"), "OT4107: the pattern '/' has an empty name");
  EXPECT_EQ(refusal("a//b"), "OT4107: the pattern 'a//b' has an empty name");
  EXPECT_EQ(refusal("*.[oa]"), "OT4107: the pattern '*.[oa]' holds '[', ']' or '\\'");
}

TEST(IgnoreRules, AHostilePatternTakesNoLongTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(leaves_out({pattern + 'b'}, std::string(2'000, 'a')));
}

}  // namespace

}  // namespace omnitrack::assets
