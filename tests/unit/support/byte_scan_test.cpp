#include "support/byte_scan.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/utf8.hpp"

namespace omnitrack::support {
namespace {

TEST(ByteScan, FindsAPairWhereverItStands) {
  for (std::size_t size = 0; size < 120; ++size) {
    std::string text(size, 'a');
    for (std::size_t i = 0; i < size; i += 2) text[i] = '{';
    EXPECT_FALSE(has_pair(text.data(), text.data() + size, '{')) << size;
    for (std::size_t at = 0; at + 1 < size; ++at) {
      std::string paired(size, 'a');
      paired[at] = paired[at + 1] = '{';
      EXPECT_TRUE(has_pair(paired.data(), paired.data() + size, '{')) << size << ' ' << at;
    }
  }
}

TEST(Utf8, FindsWhatIsMalformedWhereverItStands) {
  for (std::size_t size = 1; size < 200; ++size) {
    EXPECT_EQ(find_invalid_utf8(std::string(size, 'a')), std::string::npos);
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      text[at] = '\xff';
      EXPECT_EQ(find_invalid_utf8(text), at) << size;
    }
  }
}

}  // namespace
}  // namespace omnitrack::support
