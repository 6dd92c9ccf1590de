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

TEST(ByteScan, FindsWhatNothingShowsWhereverItStands) {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string plain(size, '~');
    EXPECT_EQ(find_unshown(plain.data(), plain.data() + size), plain.data() + size) << size;
    for (std::size_t at = 0; at < size; ++at) {
      for (const char c : {'\n', '\0', '\x1f', '\x7f', '\x80', '\xff'}) {
        std::string text(size, ' ');
        text[at] = c;
        EXPECT_EQ(find_unshown(text.data(), text.data() + size), text.data() + at) << size;
      }
    }
  }
}

TEST(ByteScan, FindsADigitWhereverItStands) {
  for (std::size_t size = 0; size < 70; ++size) {
    std::string text(size, '/');
    for (std::size_t i = 0; i < size; i += 2) text[i] = ':';
    EXPECT_EQ(find_digit(text.data(), text.data() + size), text.data() + size) << size;
    for (std::size_t at = 0; at < size; ++at) {
      std::string with_digit = text;
      with_digit[at] = at % 2 == 0 ? '0' : '9';
      EXPECT_EQ(find_digit(with_digit.data(), with_digit.data() + size), with_digit.data() + at);
    }
  }
}

TEST(Utf8, CountsCharactersOfEachLength) {
  std::string text;
  std::size_t count = 0;
  for (int i = 0; i < 60; ++i) {
    for (const std::string_view each : {"a", "é", "→", "😀", "\x7f"}) {
      text += each;
      ++count;
      EXPECT_EQ(characters_in(text), count);
      EXPECT_EQ(characters_in(std::string_view(text).substr(1)), count - 1);
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
