#include "support/base64.hpp"

#include <gtest/gtest.h>

namespace omnitrack::support {
namespace {

TEST(Base64, texts_of_the_rfc) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
  EXPECT_EQ(from_base64("Zm9v\nYg"), "foob");
  EXPECT_EQ(from_base64("Zg==Zg"), std::nullopt);
  EXPECT_EQ(from_base64("Z"), std::nullopt);
  EXPECT_EQ(from_base64("Zm9*"), std::nullopt);
}

}  // namespace
}  // namespace omnitrack::support
