#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "template/reading.hpp"

namespace omnitrack::tmpl {
namespace {

TEST(JsonReader, ReadsEveryKindOfValue) {
  EXPECT_EQ(read_as_json(R"({"a": [1, -2.5e+3, "x", true, false, null, {}, []], "b": {"c": ""}})"),
            R"({a: [1, -2.5e+3, "x", true, false, null, {}, []], b: {c: ""}})");
  EXPECT_EQ(read_as_json(" \r\n\t7 "), "7");
  EXPECT_EQ(read_as_json("\xEF\xBB\xBF\"é\""), "\"é\"");
}

TEST(JsonReader, DecodesEscapesAndSurrogatePairs) {
  EXPECT_EQ(read_as_json(R"("\"\\\/\b\f\n\r\t\u00e9 \uD83D\uDE00 \u0041")"),
            "\"\"\\/\b\f\n\r\té 😀 A\"");
  EXPECT_EQ(read_as_json(R"({"\u0041\n": 1})"), "{A\n: 1}");
}

TEST(JsonReader, TextsWithoutEscapesStayInTheSource) {
  const SoundTemplate document(R"({"key": "a long text without any escapes", "other": "a\\b"})");
  const std::string_view text = document.source().text();
  const auto is_inside = [&](const Node& node) {
    return node.characters >= text.data() && node.characters < text.data() + text.size();
  };
  EXPECT_TRUE(is_inside(document["key"]));
  EXPECT_FALSE(is_inside(document["other"]));
}

TEST(JsonReader, EveryValueKnowsItsPlace) {
  const SoundTemplate document(
      "{ \"a\" : [1, \"b\\n\"] ,\n  \"é\": {\"Ref\": \"X\"}, \"c\": true}");
  EXPECT_EQ(document.part(document.root()), document.source().text());
  EXPECT_EQ(document.part(document["a"]), "[1, \"b\\n\"]");
  EXPECT_EQ(document.part(document["a"].items()[0]), "1");
  EXPECT_EQ(document.part(document["a"].items()[1]), "\"b\\n\"");
  EXPECT_EQ(document.part(document["é"]), "{\"Ref\": \"X\"}");
  EXPECT_EQ(document.part(document["c"]), "true");
  const Place place = document.source().place(document["é"].begin);
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 8U);
  EXPECT_EQ(document.from_key(document.root().members()[1], 4), "\"é\"");
}

TEST(JsonReader, NumbersAndWordsArePlainAndTextsAreNot) {
  const SoundTemplate document(R"({"a": 1, "b": true, "c": null, "d": "1"})");
  EXPECT_TRUE(document["a"].is_plain);
  EXPECT_TRUE(document["b"].is_plain);
  EXPECT_TRUE(document["c"].is_plain);
  EXPECT_FALSE(document["d"].is_plain);
  EXPECT_EQ(document["c"].text(), "null");
}

TEST(JsonReader, AMapOfOneMemberMayCallAFunction) {
  const SoundTemplate document(R"({
    "a": {"Ref": "X"}, "b": {"Fn::GetAtt": ["X", "Y"]}, "c": {"Fn::Foo": 1},
    "d": {"Fn::ForEach::Loop": []}, "e": {"Fn::ForEach": []}, "f": {"Condition": "X"},
    "g": {"Ref": "X", "Other": 1}, "h": {"ref": "X"}, "i": {}, "j": {"Fn::Ref": "X"},
    "k": {"Fn::ToJsonString": {}}, "l": {"Condition": {"Bool": {"x": "true"}}}})");
  EXPECT_EQ(document["a"].function, Function::ref);
  EXPECT_EQ(document["b"].function, Function::get_att);
  EXPECT_EQ(document["c"].function, Function::unknown);
  EXPECT_EQ(document["d"].function, Function::for_each);
  EXPECT_EQ(document["e"].function, Function::unknown);
  EXPECT_EQ(document["f"].function, Function::condition);
  EXPECT_EQ(document["g"].function, Function::none);
  EXPECT_EQ(document["h"].function, Function::none);
  EXPECT_EQ(document["i"].function, Function::none);
  EXPECT_EQ(document["j"].function, Function::unknown);
  EXPECT_EQ(document["k"].function, Function::to_json_string);
  EXPECT_EQ(document["l"].function, Function::none);
  EXPECT_FALSE(document["a"].is_short_form);
}

TEST(JsonReader, OfADuplicateKeyTheLastStaysAndTheFirstsPlaceIsTold) {
  Template source("test",
                  "{\"a\": 1,\n \"b\": 2,\n \"a\": 3,\n \"\\u0061\": {\"x\": 1, \"x\": 2}}");
  EXPECT_EQ(shown(source, parse(source)),
            "3:2 the key 'a' appears twice in one map, first on line 1 "
            "(remove or rename one of them: only the last counts)\n"
            "4:2 the key 'a' appears twice in one map, first on line 1 "
            "(remove or rename one of them: only the last counts)\n"
            "4:21 the key 'x' appears twice in one map, first on line 4 "
            "(remove or rename one of them: only the last counts)\n");
  EXPECT_EQ(shown(source.root()), "{b: 2, a: {x: 2}}");
}

TEST(JsonReader, ATextThatIsNoTemplateKeepsAllMembers) {
  Template source("test", "{\"a\": 1, \"b\": 2, \"a\": 3}");
  EXPECT_EQ(parse_json(source).size(), 1U);
  EXPECT_EQ(shown(source.root()), "{a: 1, b: 2, a: 3}");
}

TEST(JsonReader, ManyDuplicateKeysLeaveTheLastOfEachInTheirOrder) {
  std::string text = "{";
  for (int i = 0; i < 60; ++i) {
    text += '"' + std::to_string(i % 20) + "\": " + std::to_string(i) + (i < 59 ? "," : "}");
  }
  Template source("test", text);
  EXPECT_EQ(parse(source).size(), 40U);
  ASSERT_EQ(source.root().count, 20U);
  EXPECT_EQ(source.root().members().front().key(), "0");
  EXPECT_EQ(source.root().members().front().value.text(), "40");
  EXPECT_EQ(source.root().members().back().value.text(), "59");
}

TEST(JsonReader, AFunctionThatStandsTwiceIsOneCall) {
  Template source("test", R"({"a": {"Ref": "B", "Ref": "C"}})");
  EXPECT_EQ(parse(source).size(), 1U);
  EXPECT_EQ(source.root().find("a")->function, Function::ref);
}

TEST(JsonReader, DuplicateKeysAreFoundInLargeMapsAndNoneWhereThereAreNone) {
  for (const int count : {2, 16, 17, 64, 500}) {
    std::string text = "{\n";
    for (int i = 0; i < count; ++i) text += "\"key" + std::to_string(i) + "\": 1,\n";
    EXPECT_EQ(read_as_json(text + "\"last\": 1}").substr(0, 10), "{key0: 1, ") << count;
    EXPECT_EQ(read_as_json(text + "\"key1\": 1}").substr(0, 60),
              std::to_string(count + 2) +
                  std::string(":1 the key 'key1' appears twice in one map, first on line 3 ")
                      .substr(0, 60 - std::to_string(count + 2).size()))
        << count;
  }
}

TEST(JsonReader, WhatIsWrongIsToldWithItsPlaceAndACommonCause) {
  const std::pair<std::string_view, std::string_view> wrong[] = {
      {"", "1:1 a value is expected (the file is empty)"},
      {R"({"a": 1,})",
       "1:9 a key in double quotes is expected (no comma may follow the last member)"},
      {"[1,]", "1:4 a value is expected (no comma may follow the last item)"},
      {"{a: 1}", "1:2 a key in double quotes is expected (put the key in double quotes)"},
      {"{'a': 1}", "1:2 a key in double quotes is expected (JSON takes double quotes only)"},
      {R"({"a": 'b'})", "1:7 a value is expected (JSON takes double quotes only)"},
      {"{\"a\": 1, // why\n\"b\": 2}",
       "1:10 a key in double quotes is expected (JSON has no comments)"},
      {R"({"a": 1 "b": 2})", "1:9 ',' or '}' is expected (a comma is missing before this)"},
      {R"([1 2])", "1:4 ',' or ']' is expected"},
      {R"({"a" 1})", "1:6 ':' is expected after the key"},
      {R"({"a": 1)", "1:8 ',' or '}' is expected (the file ends too early)"},
      {R"({"a": "b)", "1:7 the string has no end (its closing quote is missing)"},
      {R"({"a": "b\)", "1:7 the string has no end (its closing quote is missing)"},
      {R"({"a": "b\")", "1:7 the string has no end (its closing quote is missing)"},
      {"[\"a\nb\"]",
       "1:4 a control character in a string must be written as an escape "
       "(a string ends on its line; a line break in it is written \\n)"},
      {"[\"\x01\"]", "1:3 a control character in a string must be written as an escape"},
      {R"(["\x"])", "1:4 no such escape (a backslash itself is written \\\\)"},
      {R"(["\u12g4"])",
       "1:7 four hexadecimal digits are expected (a backslash itself is written \\\\)"},
      {R"(["\ud83d"])",
       "1:9 half of a surrogate pair "
       "(a character beyond U+FFFF is two escapes, or stands as it is)"},
      {R"(["\ude00"])",
       "1:9 half of a surrogate pair "
       "(a character beyond U+FFFF is two escapes, or stands as it is)"},
      {R"(["\ud83d\u0041"])",
       "1:15 half of a surrogate pair "
       "(a character beyond U+FFFF is two escapes, or stands as it is)"},
      {"[NaN]", "1:2 a value is expected (JSON has numbers only)"},
      {"[True]", "1:2 a value is expected (true and false are lower case)"},
      {"[None]", "1:2 a value is expected (write null, or leave the member out)"},
      {"[no]", "1:2 a value is expected (put a text in double quotes)"},
      {"[!Ref X]",
       "1:2 a value is expected (JSON has no short forms: write {\"Ref\": …}, {\"Fn::Sub\": …})"},
      {"[01]", "1:3 a number must not begin with 0 (put it in quotes if it is a text)"},
      {"[1.]", "1:4 a digit is expected"},
      {"[1e]", "1:4 a digit is expected"},
      {"[-]", "1:3 a digit is expected"},
      {"[+1]", "1:2 a value is expected"},
      {"[.5]", "1:2 a value is expected"},
      {"{} {}", "1:4 nothing may follow the value (is there a brace too many?)"},
      {"{}}", "1:3 nothing may follow the value (is there a brace too many?)"},
      {"[\"é\", \"\xff\"]", "1:7 the string is not UTF-8 (save the file as UTF-8)"},
      {"[\"\xed\xa0\x80\"]", "1:2 the string is not UTF-8 (save the file as UTF-8)"},
      {std::string_view("[\0]", 3), "1:2 a value is expected"},
  };
  for (const auto& [text, said] : wrong) {
    EXPECT_EQ(read_as_json(text), std::string(said) + '\n') << text;
  }
}

TEST(JsonReader, AHundredLevelsAreReadAndNoMore) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_EQ(read_as_json(nested(101)), nested(101));
  EXPECT_EQ(read_as_json(nested(102)),
            "1:102 the value is nested too deeply (100 levels are allowed)\n");
  EXPECT_EQ(read_as_json(std::string(100'000, '[')).substr(0, 5), "1:102");
}

TEST(JsonReader, ATextThatCannotBeReadHasNoDocument) {
  Template source("test", "{\"a\": 1, \"a\": 2, \"b\": }");
  EXPECT_EQ(parse(source).size(), 1U);
  EXPECT_TRUE(source.root().is(Kind::null));
}

TEST(JsonReader, StringsAreFoundWhateverTheirLengthAndPlace) {
  for (std::size_t size = 0; size < 70; ++size) {
    for (const std::string_view end : {"", "é", "\\n"}) {
      const std::string letters(size, 'x');
      std::string text = '"' + letters + std::string(end) + '"';
      const std::string meant = letters + (end == "\\n" ? "\n" : std::string(end));
      EXPECT_EQ(read_as_json(text), '"' + meant + '"');
      text.pop_back();
      EXPECT_EQ(read_as_json(text).substr(0, 25), "1:1 the string has no end");
      EXPECT_EQ(read_as_json(std::string(size, ' ') + "1"), "1");
    }
  }
}

TEST(JsonReader, ATemplateOfJsonIsTakenByItsFirstCharacter) {
  Template json("test", " \n{\"a\": 1}");
  EXPECT_TRUE(parse(json).empty());
  EXPECT_EQ(json.format(), Format::json);
  Template yaml("test", "# why\n{a: 1}");
  EXPECT_TRUE(parse(yaml).empty());
  EXPECT_EQ(yaml.format(), Format::yaml);
}

nlohmann::ordered_json as_json(const Node& node) {
  using Json = nlohmann::ordered_json;
  if (node.is(Kind::string)) return node.text();
  if (node.is(Kind::list)) {
    Json list = Json::array();
    for (const Node& item : node.items()) list.push_back(as_json(item));
    return list;
  }
  if (node.is(Kind::map)) {
    Json map = Json::object();
    for (const Member& member : node.members()) {
      map[std::string(member.key())] = as_json(member.value);
    }
    return map;
  }
  return Json::parse(node.text());
}

TEST(JsonReader, OurOwnTemplatesAreReadAsAnotherReaderReadsThem) {
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(OMNITRACK_TEMPLATES)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const SoundTemplate document(text);
    EXPECT_EQ(as_json(document.root()).dump(1), nlohmann::ordered_json::parse(text).dump(1))
        << entry.path();
    ++count;
  }
  EXPECT_GT(count, 3);
}

}  // namespace
}  // namespace omnitrack::tmpl
