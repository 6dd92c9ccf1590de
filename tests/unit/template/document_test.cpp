#include "template/document.hpp"

#include <gtest/gtest.h>

namespace omnitrack::tmpl {
namespace {

TEST(Document, KeepsItsNodesAndItsIndexWhereItMoves) {
  Document document("app.yaml", "Resources: {A: {Type: AWS::SNS::Topic}}");
  const Index* index = &document.index();
  const Node* root = &document.root();
  const Document moved = std::move(document);
  EXPECT_EQ(&moved.index(), index);
  EXPECT_EQ(&moved.root(), root);
  EXPECT_EQ(moved.file(), "app.yaml");
  EXPECT_NE(moved.index().find_resource("A"), nullptr);
}

TEST(Document, IsReadableWithAKeyThatStandsTwice) {
  const Document document("app.yaml", "A: 1\nA: 2\n");
  EXPECT_EQ(document.problems().size(), 1U);
  EXPECT_TRUE(document.is_readable());
}

TEST(Document, OfAWrongTextTellsWhyItIsNotReadable) {
  const Document document("app.json", "{\"A\": }");
  ASSERT_EQ(document.problems().size(), 1U);
  EXPECT_FALSE(document.is_readable());
  EXPECT_TRUE(document.index().resources().empty());
}

TEST(Document, GivesItsTextBack) {
  const std::string text = "{\"Resources\": {}}";
  Document document("app.json", text);
  EXPECT_EQ(document.release_text(), text);
}

}  // namespace
}  // namespace omnitrack::tmpl
