#include "template/reading.hpp"

namespace omnitrack::tmpl {
namespace {

TEST(YamlReader, ReadsBlocksAndFlows) {
  EXPECT_EQ(read("a:\n  - 1\n  - b: c\n    d: [e, {f: g}]\n  -\n    - h\ni: {}\nj: []\n"),
            R"({a: [1, {b: "c", d: ["e", {f: "g"}]}, ["h"]], i: {}, j: []})");
  EXPECT_EQ(read("a:\n- b\n- c\nd: e\n"), R"({a: ["b", "c"], d: "e"})");
  EXPECT_EQ(read("---\n? a\n: b\n...\n"), R"({a: "b"})");
  EXPECT_EQ(read("\xEF\xBB\xBF# äöü\nä: ö\n"), R"({ä: "ö"})");
}

TEST(YamlReader, ReadsTextsInEveryStyle) {
  EXPECT_EQ(read("a: |\n  x\n   y\n\nb: >-\n  x\n  y\nc: 'it''s'\nd: \"\\u00e9\\n\"\ne: x\n  y\n"),
            "{a: \"x\n y\n\", b: \"x y\", c: \"it's\", d: \"é\n\", e: \"x y\"}");
}

TEST(YamlReader, PlainScalarsAreNullBooleanNumberOrText) {
  const auto kind = [](std::string_view text) {
    return SoundTemplate("a: " + std::string(text))["a"].kind;
  };
  for (const auto* each : {"", "~", "null", "Null", "NULL", "!!null ~"}) {
    EXPECT_EQ(kind(each), Kind::null) << each;
  }
  for (const auto* each : {"true", "True", "TRUE", "yes", "No", "ON", "off", "!!bool yes"}) {
    EXPECT_EQ(kind(each), Kind::boolean) << each;
  }
  for (const auto* each : {"0", "-1", "+1", "1_000", "0x1F", "0b11", "017", "09", "22:22", "1.5",
                           ".5", "1.", "1.5e+3", "-.inf", ".NaN", "!!int 7", "!!float '1.5'"}) {
    EXPECT_EQ(kind(each), Kind::number) << each;
  }
  for (const auto* each : {"'1'",
                           "\"true\"",
                           "|\n  1",
                           "tRue",
                           "y",
                           "2012-10-17",
                           "2012-10-17T10:00:00Z",
                           "10.0.0.0",
                           "1e3",
                           "0o17",
                           "0x",
                           "+",
                           ".",
                           "1,000",
                           "12a",
                           "._",
                           ".e+5",
                           "!!str 1",
                           "! 1",
                           "!!binary aGk=",
                           "!!int x",
                           "!!bool x",
                           "="}) {
    EXPECT_EQ(kind(each), Kind::string) << each;
  }
}

TEST(YamlReader, BooleansAndWholeNumbersAreAsCloudFormationReadsThem) {
  EXPECT_EQ(read("a: [Yes, OFF, 'Yes', 0x1F, 1_000, 010, '010', 1:30, 08, 012345678901, +5, 1.50]"),
            R"({a: [true, false, "Yes", 31, 1000, 8, "010", 90, 8.0, 1.2345678901E10, 5, 1.5]})");
  EXPECT_EQ(read("a: [.5, +.5, 5., 1.30, 0.00001, 12345678.5, 1_0.5, 0.0, -0.25, 100.0, 1.5e+3]"),
            "{a: [0.5, 0.5, 5.0, 1.3, 1.0E-5, 1.23456785E7, 10.5, 0.0, -0.25, 100.0, 1500.0]}");
  EXPECT_EQ(read("a: &a 010\nb: *a\nc: !!int 010\nd: !!str 010\n"),
            R"({a: 8, b: 8, c: 8, d: "010"})");
  const SoundTemplate document("a: &a 010\nb: *a\n");
  EXPECT_EQ(document.part(document["a"]), "010");
  EXPECT_EQ(document.part(document["b"]), "010");
}

TEST(YamlReader, PlainScalarsAreMarkedAsPlain) {
  const SoundTemplate document("a: x\nb: 'x'\nc: |\n  x\nd: 1\n");
  EXPECT_TRUE(document["a"].is_plain);
  EXPECT_FALSE(document["b"].is_plain);
  EXPECT_FALSE(document["c"].is_plain);
  EXPECT_TRUE(document["d"].is_plain);
}

TEST(YamlReader, ShortFormsAreReadAsTheMapsThatTheyStandFor) {
  const std::pair<std::string_view, std::string_view> forms[] = {
      {"!Ref X", R"({Ref: "X"})"},
      {"!Condition X", R"({Condition: "X"})"},
      {"!GetAtt A.B.C", R"({Fn::GetAtt: ["A", "B.C"]})"},
      {"!GetAtt 'A.B'", R"({Fn::GetAtt: ["A", "B"]})"},
      {"!GetAtt [A, B.C]", R"({Fn::GetAtt: ["A", "B.C"]})"},
      {"!GetAtt A", R"({Fn::GetAtt: "A"})"},
      {"!Sub ${A}", R"({Fn::Sub: "${A}"})"},
      {"!Sub ['${A}', {A: !Ref B}]", R"({Fn::Sub: ["${A}", {A: {Ref: "B"}}]})"},
      {"!If [C, 1, !Ref AWS::NoValue]", R"({Fn::If: ["C", 1, {Ref: "AWS::NoValue"}]})"},
      {"!Select [0, !GetAZs '']", R"({Fn::Select: [0, {Fn::GetAZs: ""}]})"},
      {"!Transform {Name: X}", R"({Fn::Transform: {Name: "X"}})"},
      {"!Ref 123", R"({Ref: "123"})"},
      {"!Ref", R"({Ref: ""})"},
      {"!ToJsonString {a: 1}", R"({Fn::ToJsonString: {a: 1}})"},
      {"!Base64\n  Fn::Sub: x", R"({Fn::Base64: {Fn::Sub: "x"}})"},
      {"!Join\n  - ''\n  - [a]", R"({Fn::Join: ["", ["a"]]})"},
  };
  for (const auto& [text, meant] : forms) {
    const SoundTemplate document("a: " + std::string(text));
    EXPECT_EQ(shown(document["a"]), meant);
    EXPECT_TRUE(document["a"].is_short_form);
    EXPECT_TRUE(document["a"].is_call());
  }
  for (const auto* name : {"And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn",
                           "Equals", "FindInMap", "GetAZs", "ImportValue", "Length", "Not", "Or",
                           "RefAll", "Split", "ValueOf", "ValueOfAll"}) {
    EXPECT_EQ(read("!" + std::string(name) + " [x]"), "{Fn::" + std::string(name) + ": [\"x\"]}");
  }
  EXPECT_FALSE(SoundTemplate("a: {Ref: X}")["a"].is_short_form);
  EXPECT_EQ(SoundTemplate("a: {Fn::GetAtt: A.B}")["a"].argument().text(), "A.B");
}

TEST(YamlReader, AnUnknownTagIsReportedWithTheNearestOneAndAllOfThemAre) {
  EXPECT_EQ(read("a: !Reff X\nb: !getatt X.Y\nc: !Fn::Sub x\nd: !Rain::Embed x\ne: !ReadFile x\n"),
            "1:4 '!Reff' is not a short form of a function (did you mean '!Ref'?)\n"
            "2:4 '!getatt' is not a short form of a function (did you mean '!GetAtt'?)\n"
            "3:4 '!Fn::Sub' is not a short form of a function (did you mean '!Sub'?)\n"
            "4:4 '!Rain::Embed' is not a short form of a function "
            "('rain pkg' turns it into what CloudFormation takes)\n"
            "5:4 '!ReadFile' is not a short form of a function "
            "(put the value in quotes if it is a text that begins with '!')\n");
}

TEST(YamlReader, ATagOfYamlThatDoesNotExistIsTakenForAShortFormWithABangTooMuch) {
  EXPECT_EQ(read("a: !!Ref X\nb: !!Nope x\nc: !!str 1\nd: !!map {}\n"),
            "1:4 '!!Ref' is not a type of YAML (write '!Ref')\n"
            "2:4 '!!Nope' is not a type of YAML (did you mean '!Not'?)\n");
}

TEST(YamlReader, AKeyThatIsANumberIsReported) {
  EXPECT_EQ(read("200: a\n'200': b\nv1: c\nx: {1.5: d}\n"),
            "1:1 the key 200 is a number, not a text (put it in quotes: '200')\n"
            "2:1 the key '200' appears twice in one map, first on line 1 "
            "(remove or rename one of them: only the last counts)\n"
            "4:5 the key 1.5 is a number, not a text (put it in quotes: '1.5')\n");
}

TEST(YamlReader, EveryValueKnowsItsPlaceInBytes) {
  const SoundTemplate document(
      "# 😀 ä\n"
      "ä: 'ö😀'\r\n"
      "list:\n"
      "  - x  # why\n"
      "  - !Sub \"ü${A}\"\n"
      "\n"
      "map:\n"
      "  k: v\n"
      "  e:\n"
      "att: !GetAtt  Ä.B.C\n"
      "quoted: !GetAtt 'A.B'\n"
      "flow: {a: [1, 2]}\n"
      "call: !If # why\n"
      "  - C\n"
      "  - 1\n"
      "block: |\n"
      "  x\n"
      "\n"
      "last: &anchor !Ref X\n");
  EXPECT_EQ(document.part(document["ä"]), "'ö😀'");
  EXPECT_EQ(document.part(document["list"].items()[0]), "x");
  EXPECT_EQ(document.part(document["list"].items()[1]), "!Sub \"ü${A}\"");
  EXPECT_EQ(document.part(document["list"].items()[1].argument()), "\"ü${A}\"");
  EXPECT_EQ(document.part(document["list"]), "- x  # why\n  - !Sub \"ü${A}\"");
  EXPECT_EQ(document.part(document["map"]), "k: v\n  e:");
  EXPECT_EQ(document.part(*document["map"].find("e")), "");
  EXPECT_EQ(document.part(document["att"].argument()), "Ä.B.C");
  EXPECT_EQ(document.part(document["att"].argument().items()[0]), "Ä");
  EXPECT_EQ(document.part(document["att"].argument().items()[1]), "B.C");
  EXPECT_EQ(document.part(document["quoted"].argument().items()[0]), "A");
  EXPECT_EQ(document.part(document["quoted"].argument().items()[1]), "B");
  EXPECT_EQ(document.part(document["flow"]), "{a: [1, 2]}");
  EXPECT_EQ(document.part(document["call"]), "!If # why\n  - C\n  - 1");
  EXPECT_EQ(document.part(document["call"].argument()), "- C\n  - 1");
  EXPECT_EQ(document.part(document["block"]), "|\n  x");
  EXPECT_EQ(document.part(document["last"].argument()), "X");
  EXPECT_EQ(document.from_key(document.root().members().back(), 4), "last");
  const Place place = document.source().place(document["ä"].begin);
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 4U);
}

TEST(YamlReader, KeysAreTextsAsTheyAreWritten) {
  EXPECT_EQ(read("No: a\nYes: b\n'x y': c\n? d\n: e\n&f f: g\n*f : h\n1x: i\n").substr(0, 23),
            "7:1 the key 'f' appears");
  EXPECT_EQ(read("No: a\nYes: b\n'x y': c\n&f f: g\nh: *f\n1x: i\n"),
            R"({No: "a", Yes: "b", x y: "c", f: "g", h: "f", 1x: "i"})");
  EXPECT_EQ(read("a:\n  [b]: c\n"), "2:3 a key must be a text (put it in quotes if it is one)\n");
  EXPECT_EQ(read("a:\n  !Ref b: c\n"),
            "2:3 a key must be a text (put it in quotes if it is one)\n");
  EXPECT_EQ(read("a:\n  ~: c\n"), "2:3 the key is empty (a text is expected before ':')\n");
}

TEST(YamlReader, OfADuplicateKeyTheLastStays) {
  Template source("test", "a: 1\nb:\n  c: 1\n  c: 2\n'a': 3\n");
  EXPECT_EQ(shown(source, parse(source)),
            "4:3 the key 'c' appears twice in one map, first on line 3 "
            "(remove or rename one of them: only the last counts)\n"
            "5:1 the key 'a' appears twice in one map, first on line 1 "
            "(remove or rename one of them: only the last counts)\n");
  EXPECT_EQ(shown(source.root()), "{b: {c: 2}, a: 3}");
}

TEST(YamlReader, AKeyThatStaysHidesAMergedOne) {
  Template source("test", "a: &x {k: 0, l: 0}\nb:\n  k: 1\n  <<: *x\n  k: 2\n");
  EXPECT_EQ(parse(source).size(), 1U);
  EXPECT_EQ(shown(source.root()), "{a: {k: 0, l: 0}, b: {k: 2, l: 0}}");
}

TEST(YamlReader, AnAliasStandsForItsAnchorsValue) {
  EXPECT_EQ(read("a: &x [1, &y {b: c}]\nd: *x\ne: *y\nf: &x 2\ng: *x\nh: [*x]\n"),
            R"({a: [1, {b: "c"}], d: [1, {b: "c"}], e: {b: "c"}, f: 2, g: 2, h: [2]})");
  EXPECT_EQ(read("a: &x !Ref B\nc: *x\n"), R"({a: {Ref: "B"}, c: {Ref: "B"}})");
  EXPECT_EQ(read("a: *x\n"),
            "1:4 the alias '*x' names no anchor before it "
            "(put the value in quotes if it is a text that begins with '*')\n");
  EXPECT_EQ(read("a: &x [1, *x]\n").substr(0, 24), "1:11 the alias '*x' name");
  const SoundTemplate document("a: &x [1]\nb:\n  c: *x\nd: 1\n");
  EXPECT_EQ(document.part(document["b"]), "c: *x");
}

TEST(YamlReader, AliasesThatStandForTooMuchAreRefused) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int j = 1; j < 10; ++j) laughs += ", " + last;
    laughs += "]\n";
  }
  EXPECT_EQ(read(laughs), "6:45 the aliases stand for more than a million values\n");
  std::string deep;
  for (int i = 0; i < 10; ++i) {
    deep += "a" + std::to_string(i) + ": &a" + std::to_string(i) + ' ' + std::string(20, '[');
    if (i > 0) deep += "*a" + std::to_string(i - 1);
    deep += std::string(20, ']') + '\n';
  }
  EXPECT_EQ(read(deep), "6:29 the value is nested too deeply (100 levels are allowed)\n");
}

TEST(YamlReader, MergeKeysMergeWithoutOverwriting) {
  EXPECT_EQ(read("x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\n"
                 "one:\n  <<: *x\n  b: 5\nmany:\n  d: 6\n  <<: [*y, *x]\n'q': {'<<': 1}\n"),
            "{x: {a: 1, b: 2}, y: {b: 3, c: 4}, one: {b: 5, a: 1}, "
            "many: {d: 6, b: 3, c: 4, a: 1}, q: {<<: 1}}");
  EXPECT_EQ(read("a:\n  <<: 1\n"), "2:3 '<<' takes a map or a list of maps (e.g. <<: *defaults)\n");
  EXPECT_EQ(read("a:\n  <<: !Sub x\n").substr(0, 30), "2:3 '<<' takes a map or a list");
}

TEST(YamlReader, ThereIsOneDocumentAndItIsNotEmpty) {
  for (const auto* text : {"", "\n", "# nothing\n", "---\n", "~\n"}) {
    EXPECT_EQ(read(text), "1:1 the file is empty\n");
  }
  EXPECT_EQ(read("a: 1\n---\nb: 2\n"),
            "2:1 a second document begins here (a template is one document)\n");
}

TEST(YamlReader, WhatIsWrongIsToldWithItsPlaceAndACommonCause) {
  const std::pair<std::string_view, std::string_view> wrong[] = {
      {"a:\n\tb: c\n", "2:1 a tab indents this line (YAML is indented by spaces)"},
      {"a:\n  -\tb\n", "2:4 a tab stands where a space belongs (write a space in its place)"},
      {"ä: b: c\n",
       "1:5 a ':' stands where no key can be "
       "(put a value with ': ' in it in quotes, and check the indentation)"},
      {"a:\n  b: 1\n c: 2\n",
       "3:2 a key is expected here (check the indentation of this line and of the ones before it)"},
      {"- a\nb: c\n",
       "2:1 an item of the list is expected here "
       "(check the indentation of this line and of the ones before it)"},
      {"a: - b\n",
       "1:4 a '-' stands where no item can be (a list begins on the line after its key)"},
      {"a: 'it's'\n",
       "1:8 nothing may follow the value on its line "
       "(put the whole value in quotes; a ' between single quotes is written twice)"},
      {"a: \"b\nc: d\n", "1:4 the text in quotes has no end (its closing quote is missing)"},
      {"a: \"\\q\"\n",
       "1:5 no such escape "
       "(in double quotes a backslash is written \\\\; single quotes take it as it is)"},
      {"a: @b\n", "1:4 no value can begin with '@' (put the value in quotes)"},
      {"a: *\n",
       "1:4 '*' is not followed by the name of an anchor "
       "(put a value that begins with '*' in quotes)"},
      {"a: &\n",
       "1:4 '&' is not followed by a name for an anchor "
       "(put a value that begins with '&' in quotes)"},
      {"a: [1, 2\nb: 3\n",
       "2:2 ',' or ']' is expected (put an item with one of ,[]{}: in it in quotes)"},
      {"a: {b: 1\nc: 3\n",
       "2:2 ',' or '}' is expected (put a value with one of ,[]{}: in it in quotes)"},
      {"a: b\nc\nd: e\n",
       "2:1 this is not a key, as no ':' follows it "
       "(a key is followed by ': ', and a text of several lines begins with | or >)"},
      {"a: !Base64 !Sub x\n",
       "1:12 a value can have one tag only (of two functions in each other, write the outer one in "
       "full, e.g. Fn::Base64: !Sub text)"},
      {"a: |x\n  y\n",
       "1:5 nothing may follow '|' or '>' on its line (the text begins on the next line)"},
      {"a: \x01\n",
       "1:4 a control character stands in the text "
       "(remove it, or write it as an escape in double quotes)"},
      {"a: ü\nb: \xfc\n", "2:4 the text is not UTF-8 (save the file as UTF-8)"},
      {"%YAML 3.0\n---\na: b\n",
       "1:1 templates are YAML 1.1 (leave the line out: no template needs it)"},
  };
  for (const auto& [text, said] : wrong) EXPECT_EQ(read(text), std::string(said) + '\n') << text;
}

TEST(YamlReader, AHundredLevelsAreReadAndNoMore) {
  const auto nested = [](std::size_t levels) {
    return "# flow\n" + std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_EQ("# flow\n" + read(nested(101)), nested(101));
  EXPECT_EQ(read(nested(102)), "2:102 the value is nested too deeply (100 levels are allowed)\n");
}

}  // namespace
}  // namespace omnitrack::tmpl
