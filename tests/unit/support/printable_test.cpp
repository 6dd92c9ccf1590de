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

TEST(EscapedText, ShowsWhatWouldSteer) {
  EXPECT_EQ(escaped("größer 日本語 🎉\n"), "größer 日本語 🎉\n");
  EXPECT_EQ(escaped("a\x1b[31m\tb\rc\x7f"), "a\\x1b[31m b\\rc\\x7f");
  EXPECT_EQ(escaped("a\u009Bb\u061Cc\u202Ed\u2029e\u2066"),
            "a\\u009bb\\u061cc\\u202ed\\u2029e\\u2066");
  EXPECT_EQ(escaped("é\xff"), "\\xc3\\xa9\\xff");
}

TEST(EscapedText, IsPutOnOneLine) { EXPECT_EQ(escaped_line("a\n\nb"), "a\\n\\nb"); }

TEST(PrintableText, IsPutOnOneLine) { EXPECT_EQ(printable_line("a\n\nb\x1b"), "a  b "); }

}  // namespace
}  // namespace omnitrack::support
