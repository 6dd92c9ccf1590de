#include "validate/values/pattern_match.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "validate/values/class_sequence.hpp"

namespace omnitrack::validate {
namespace {

TEST(PatternMatch, AnchorsClassesAndGroupsWork) {
  const CompiledPattern name("^([a-z0-9][a-z0-9.-]*[a-z0-9])?$");
  EXPECT_TRUE(name.matches("a-b.c"));
  EXPECT_TRUE(name.matches(""));
  EXPECT_FALSE(name.matches("a"));
  EXPECT_FALSE(name.matches("-ab"));
  EXPECT_FALSE(name.matches("ab\n"));
  const CompiledPattern arn("^arn:(aws|aws-cn):iam::\\d{12}:role/.+$");
  EXPECT_TRUE(arn.matches("arn:aws:iam::123456789012:role/x"));
  EXPECT_FALSE(arn.matches("arn:aws:iam::12345:role/x"));
  EXPECT_TRUE(CompiledPattern("\\S").matches("  x"));
  EXPECT_FALSE(CompiledPattern("\\S").matches("  "));
}

TEST(PatternMatch, CharactersCountNotBytes) {
  EXPECT_TRUE(CompiledPattern("^.{3}$").matches("äöü"));
  EXPECT_TRUE(CompiledPattern("^[\\u0020-\\u00FF]+$").matches("äöü"));
  EXPECT_FALSE(CompiledPattern("^[\\u0020-\\u00FF]+$").matches("日"));
  EXPECT_TRUE(CompiledPattern("^[\\p{L}\\p{Z}]+$").matches("ä ö"));
}

TEST(PatternMatch, WhatCannotBeCompiledMatches) {
  EXPECT_TRUE(CompiledPattern("^[a-z&&[^x]]$").matches("x"));
  EXPECT_TRUE(CompiledPattern("^(a").matches("b"));
  EXPECT_TRUE(CompiledPattern("^\\p{IsAlphabetic}$").matches("1"));
}

TEST(PatternMatch, WhatTakesTooLongMatches) {
  EXPECT_TRUE(CompiledPattern("^(([a-z])+.)+[A-Z]([a-z])+$").matches(std::string(200, 'a')));
}

TEST(PatternMatch, NoUtf8Matches) { EXPECT_TRUE(CompiledPattern("^é+$").matches("\xFF")); }

// Nothing where PCRE cannot compile it.
std::optional<bool> found_by_pcre(const std::string& pattern, const std::string& text) {
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code =
      pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS,
                    &error, &offset, nullptr);
  if (code == nullptr) return std::nullopt;
  pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
  const int result = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0,
                                 data, nullptr);
  pcre2_match_data_free(data);
  pcre2_code_free(code);
  return result >= 0;
}

TEST(ClassSequence, PiecesAreJudgedByARowOfClasses) {
  EXPECT_FALSE(CompiledPattern("^(ab|[0-9]+)$").may_hold("x"));
  EXPECT_TRUE(CompiledPattern("^(ab|[0-9]+)$").may_hold("7"));
  EXPECT_TRUE(CompiledPattern("^a(b|c)$").may_hold("x"));
}

TEST(ClassSequence, FindsWhatPcreFinds) {
  std::vector<std::string> patterns{
      "^[a-z]+$",         "^[\\w\\-]+$",           "\\S+",        ".*\\S.*",
      "^#[A-F0-9]{6}$",   "^[^\\u0000-\\u001F]+$", "^.{0,5}$",    "^a?b*c+$",
      "^(ab|[0-9]+)$",    "^[-a-z._]*$",           "^[a-]{2,3}$", "^[a-c-9]+$",
      "[x-z]{2}$",        "^\\d{2}-\\d{2}",        "^(?:-a)?$",   "^[a-z][a-z0-9-]{1,6}[a-z]$",
      "^x(a|bc)?[0-9]+$", "^(a|b(c|d))e$",         "(ab|c)[a-z]", "^[a-z](-[a-z]+)?$",
      "^a(b|)c(?:d|e)$",  "^(ab|a)(c|bc)$"};
  for (std::uint32_t i = 0; i < schema::type_count(); i += 7) {
    const schema::Shape shape = schema::type(i).shape();
    for (std::uint32_t p = 0; p < shape.property_count(); ++p) {
      if (const auto pattern = shape.property(p).limits().pattern()) {
        patterns.emplace_back(pattern->text());
      }
    }
  }
  std::mt19937 random(1);
  const std::string_view characters = "aAbcxyz019-_./:#\n \t@~";
  std::size_t compared = 0;
  for (const std::string& pattern : patterns) {
    const auto sequence = ClassSequence::parse(pattern);
    if (!sequence) continue;
    for (int i = 0; i < 60; ++i) {
      std::string text(random() % 9, ' ');
      for (char& c : text) c = characters[random() % characters.size()];
      const auto answer = sequence->matches(text);
      if (!answer) continue;
      const auto expected = found_by_pcre(pattern, text);
      if (!expected) break;
      ++compared;
      EXPECT_EQ(*answer, *expected) << pattern << " on '" << text << '\'';
    }
  }
  EXPECT_GT(compared, 5000U);
}

TEST(ClassSequence, LeavesTheRestToOthers) {
  for (const std::string_view pattern :
       {"^(a|b)+c$", "a|b", "^(?!x)a", "^a+?$", "^(a(b){2}c)$", "^\\p{L}$", "^[[:alpha:]]$",
        "^[a-z&&x]$", "^\\bx", "(a)\\1"}) {
    EXPECT_FALSE(ClassSequence::parse(pattern)) << pattern;
  }
}

TEST(ClassSequence, DoesNotJudgeWhatIsNotAscii) {
  EXPECT_EQ(ClassSequence::parse("^[a-z]+$")->matches("ä"), std::nullopt);
}

}  // namespace
}  // namespace omnitrack::validate
