#include "assets/docker_ignore.hpp"

#include "asset_folder.hpp"

namespace omnitrack::assets {

namespace {

bool docker_leaves_out(std::string_view text, std::string_view name, bool is_folder = false) {
  return DockerIgnore(text).leaves_out(name, is_folder);
}

TEST(DockerIgnore, APatternIsTiedToTheTopAndFitsWhatIsInAFolder) {
  EXPECT_TRUE(docker_leaves_out("*.log", "a.log"));
  EXPECT_FALSE(docker_leaves_out("*.log", "deep/a.log"));
  EXPECT_TRUE(docker_leaves_out("**/*.log", "deep/in/a.log"));
  EXPECT_TRUE(docker_leaves_out("/build/", "build/out/a.o"));
  EXPECT_TRUE(docker_leaves_out("./src/../build", "build", true));
}

TEST(DockerIgnore, CommentsAndBlankLinesSayNothing) {
  EXPECT_FALSE(docker_leaves_out("#a\n\n  \n.\n/\n", "#a"));
  EXPECT_FALSE(docker_leaves_out("#a\n", "a"));
  EXPECT_TRUE(docker_leaves_out("\xef\xbb\xbf  a  \r\n", "a"));
}

TEST(DockerIgnore, WhatIsTakenBackFromAFolderKeepsTheFolderOpen) {
  constexpr std::string_view text = "*\n!src/main.cpp\n! lib\n";
  EXPECT_FALSE(docker_leaves_out(text, "src", true));
  EXPECT_FALSE(docker_leaves_out(text, "src/main.cpp"));
  EXPECT_TRUE(docker_leaves_out(text, "src/other.cpp"));
  EXPECT_FALSE(docker_leaves_out(text, "lib/deep/a"));
  EXPECT_TRUE(docker_leaves_out(text, "node_modules", true));
}

TEST(DockerIgnore, TheLastPatternThatFitsDecides) {
  EXPECT_TRUE(docker_leaves_out("!a.md\n*.md\n", "a.md"));
  EXPECT_FALSE(docker_leaves_out("*.md\n!a.md\n", "a.md"));
}

TEST(DockerIgnore, WhatIsNotUnderstoodIsLeftToDocker) {
  EXPECT_FALSE(docker_leaves_out("[ab].md\n", "a.md"));
  EXPECT_FALSE(docker_leaves_out("a**b\n", "aXb"));
  EXPECT_FALSE(docker_leaves_out("*\n![ab].md\n", "a.md"));
  EXPECT_FALSE(docker_leaves_out("*\n![ab].md\n", "deep", true));
}

TEST(DockerIgnore, WhatDockerReadsInAnyCaseIsKept) {
  DockerIgnore rules("*\n");
  rules.keep("docker/Dockerfile");
  EXPECT_FALSE(rules.leaves_out("docker/Dockerfile", false));
  EXPECT_FALSE(rules.leaves_out("docker", true));
  EXPECT_TRUE(rules.leaves_out("src", true));
}

}  // namespace

}  // namespace omnitrack::assets
