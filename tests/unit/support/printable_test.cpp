#include "support/printable.hpp"

#include <string>

#include <gtest/gtest.h>

namespace omnitrack::support {
namespace {

TEST(PrintableText, IsKeptAsItIs) {
  EXPECT_EQ(printable("a b\nc~"), "a b\nc~");
  EXPECT_EQ(printable("größer 日本語 🎉 “x” …"), "größer 日本語 🎉 “x” …");
  EXPECT_EQ(printable(""), "");
}

TEST(PrintableText, HasSpacesForWhatSteers) {
  EXPECT_EQ(printable("a\x1b[31m\tb\rc\x7f"), "a [31m b c ");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(printable("a\u0080b\u009Bc\u00A0d"), "a b c\u00A0d");
  EXPECT_EQ(printable("\u061Ca\u200Eb\u200Fc\u2028d\u2029e\u202Af\u202Eg\u202Fh"),
            " a b c d e f g\u202Fh");
  EXPECT_EQ(printable("a\u2065b\u2066c\u2069d\u206Ae"), "a\u2065b c d\u206Ae");
}

TEST(PrintableText, HasSpacesForWhatIsNoText) {
  EXPECT_EQ(printable("a\xffz\xc3"), "a z ");
  EXPECT_EQ(printable("\xE2\x80"), "  ");
}

TEST(PrintableText, IsPutOnOneLine) { EXPECT_EQ(printable_line("a\n\nb\x1b"), "a  b "); }

}  // namespace
}  // namespace omnitrack::support
