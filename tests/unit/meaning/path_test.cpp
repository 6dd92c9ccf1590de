#include "meaning/path.hpp"

#include <gtest/gtest.h>

namespace omnitrack::meaning {
namespace {

TEST(Path, IsWrittenWithKeysEscapedAsInJsonPointers) {
  const Path root;
  const Path properties(root, "Properties");
  const Path tags(properties, "a/b~c");
  const Path item(tags, std::size_t{3});
  EXPECT_EQ(item.text(), "Properties/a~1b~0c/3");
  EXPECT_EQ(item.pointer(), "/Properties/a~1b~0c/3");
}

TEST(Path, OfTheRootIsEmptyEitherWay) {
  const Path root;
  EXPECT_EQ(root.text(), "");
  EXPECT_EQ(root.pointer(), "");
}

}  // namespace
}  // namespace omnitrack::meaning
