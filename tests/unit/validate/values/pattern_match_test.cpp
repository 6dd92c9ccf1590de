#include "validate/values/pattern_match.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <tuple>
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

TEST(PatternMatch, AHyphenBehindASetIsOne) {
  const CompiledPattern pattern("^[\\w-.]+\\w-$");
  EXPECT_TRUE(pattern.is_valid());
  EXPECT_TRUE(pattern.matches("a-.b-"));
  EXPECT_FALSE(pattern.matches("a/b-"));
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

TEST(PatternMatch, TheWholeTextMatchesByThePatternAlone) {
  constexpr auto whole = CompiledPattern::Extent::whole;
  EXPECT_TRUE(CompiledPattern("a|ab", whole).matches("ab"));
  EXPECT_FALSE(CompiledPattern("a|b", whole).matches("ab"));
  EXPECT_FALSE(CompiledPattern("a", whole).matches("ba"));
  // It is no pattern by itself, though it is one between a group's parentheses.
  EXPECT_FALSE(CompiledPattern("z)|(?:a", whole).is_valid());
}

TEST(PatternMatch, FromAllBeginningsTogetherIsBounded) {
  const std::string text(4'090, 'a');
  EXPECT_TRUE(CompiledPattern("(?:(?:a|a){15}[^bc]*+[bc])").matches(text));
  EXPECT_TRUE(
      CompiledPattern("(?:(?:a|a){15}[^bc]*+[bc])", CompiledPattern::Extent::whole).matches(text));
  EXPECT_TRUE(CompiledPattern("(?:x|y)z").matches(std::string(200'000, 'a')));
}

TEST(PatternMatch, NoUtf8Matches) { EXPECT_TRUE(CompiledPattern("^é+$").matches("\xFF")); }

// The patterns of every seventh type that are sequences of classes.
std::vector<schema::Pattern> sequences_of_the_specification() {
  std::vector<schema::Pattern> patterns;
  for (std::uint32_t i = 0; i < schema::type_count(); i += 7) {
    const schema::Shape shape = schema::type(i).shape();
    for (std::uint32_t p = 0; p < shape.property_count(); ++p) {
      const auto pattern = shape.property(p).limits().pattern();
      if (pattern && pattern->sequence()) patterns.push_back(*pattern);
    }
  }
  return patterns;
}

class Texts {
 public:
  // Any text, of characters that patterns often name.
  std::string any() {
    const std::string_view characters = "aAbcxyz019-_./:#\n \t@~";
    std::string text(random_() % 9, ' ');
    for (char& c : text) c = characters[random_() % characters.size()];
    return text;
  }
  // One that an alternative takes, with a character changed now and then.
  std::string near(schema::ClassSequence sequence) {
    std::string text;
    std::ignore = sequence.any([&](schema::ClassSequence::Steps steps) {
      text.clear();
      for (const schema::ClassStepRecord& each : steps) text += taken(schema::ClassStep(each));
      return random_() % 3 == 0;
    });
    if (!text.empty() && random_() % 3 == 0) text[random_() % text.size()] = '~';
    return text;
  }

 private:
  std::string taken(schema::ClassStep step) {
    if (step.is_text()) return std::string(step.text());
    std::string text;
    const std::size_t most = std::min(step.most(), step.least() + 2);
    for (std::size_t left = step.least() + random_() % (most - step.least() + 1); left != 0;
         --left) {
      char c = ' ';
      for (int tries = 0; tries < 200 && !step.has(c); ++tries)
        c = static_cast<char>(random_() % 127);
      text += c;
    }
    return text;
  }

  std::mt19937 random_{1};
};

TEST(ClassSequence, FindsWhatPcreFinds) {
  Texts texts;
  std::size_t found = 0;
  std::size_t not_found = 0;
  for (const schema::Pattern& pattern : sequences_of_the_specification()) {
    const CompiledPattern machine(pattern.text());
    if (!machine.is_valid()) continue;
    for (int i = 0; i < 60; ++i) {
      const std::string text = i % 2 == 0 ? texts.any() : texts.near(*pattern.sequence());
      const bool expected = machine.matches(text);
      ++(expected ? found : not_found);
      EXPECT_EQ(matches(pattern, text), expected) << pattern.text() << " on '" << text << '\'';
      const std::string_view begin = std::string_view(text).substr(0, text.size() / 2);
      if (!begin.empty()) {
        EXPECT_EQ(may_begin_match(pattern, begin), machine.may_begin_match(begin))
            << pattern.text() << " from '" << begin << '\'';
      }
      if (expected) {
        EXPECT_TRUE(may_hold(pattern, begin)) << pattern.text() << " with '" << begin << '\'';
      }
    }
  }
  EXPECT_GT(found, 3000U);
  EXPECT_GT(not_found, 3000U);
}

TEST(ClassSequence, PiecesOfNoTextAreRefused) {
  std::size_t refused = 0;
  for (const schema::Pattern& pattern : sequences_of_the_specification()) {
    if (!may_hold(pattern, "\x01")) ++refused;
  }
  EXPECT_GT(refused, 50U);
}

TEST(ClassSequence, DoesNotJudgeWhatIsNotAscii) {
  for (const schema::Pattern& pattern : sequences_of_the_specification()) {
    EXPECT_EQ(is_found(*pattern.sequence(), "ä"), std::nullopt) << pattern.text();
  }
}

}  // namespace
}  // namespace omnitrack::validate
