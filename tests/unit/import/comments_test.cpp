#include "import/comments.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::importing {
namespace {

std::vector<std::string> all_of(const std::string& text) {
  const tmpl::Document document("t.yaml", text);
  return Comments(document.source()).take_all(0, static_cast<std::uint32_t>(text.size() + 1));
}

TEST(ImportedComments, AHashInATextIsNone) {
  EXPECT_EQ(all_of("A: 'x # y'\nB: x#y\nC: |\n  #!/bin/sh\n  # no\nD: 1 # yes\n"),
            std::vector<std::string>{"yes"});
}

TEST(ImportedComments, MarksAndBlanksAreTakenOff) {
  EXPECT_EQ(all_of("### one ###\n#two\nA: 1\n#\n# three\\\nB: 2\n"),
            (std::vector<std::string>{"one ###", "two", "", "three"}));
}

TEST(ImportedComments, ARangeThatEndsBeforeItBeginsHasNone) {
  const tmpl::Document document("t.yaml", "A: 1\n# b\nC: 2\n");
  EXPECT_TRUE(Comments(document.source()).take_all(20, 0).empty());
}

TEST(ImportedComments, JsonHasNone) { EXPECT_TRUE(all_of("{\"A\": 1}").empty()); }

}  // namespace
}  // namespace omnitrack::importing
