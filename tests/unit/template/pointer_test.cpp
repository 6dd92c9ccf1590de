#include "template/pointer.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::tmpl {
namespace {

TEST(Pointer, LeadsThroughMapsAndListsToWhatIsThere) {
  const Document document("t.yaml", R"(
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties: {Tags: [{Key: a}, {Key: b}], "a/b~": x}
)");
  const Node& root = document.index().source().root();
  const auto text = [&root](std::string_view pointer) {
    const Node* found = at_pointer(root, pointer);
    return found == nullptr ? std::string("nothing") : std::string(found->text());
  };
  const std::string properties = "/Resources/Bucket/Properties";
  EXPECT_EQ(at_pointer(root, ""), &root);
  EXPECT_EQ(text("/Resources/Bucket/Type"), "AWS::S3::Bucket");
  EXPECT_EQ(text(properties + "/Tags/1/Key"), "b");
  EXPECT_EQ(text(properties + "/a~1b~0"), "x");
  for (const char* const wrong :
       {"/Tags/2/Key", "/Tags/Key", "/Tags//Key", "/Name", "/Tags/0/Key/a"}) {
    EXPECT_EQ(text(properties + wrong), "nothing") << wrong;
  }
}

}  // namespace
}  // namespace omnitrack::tmpl
