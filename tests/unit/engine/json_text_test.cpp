#include <nlohmann/json.hpp>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

class JsonTextTest : public EngineTest {
 protected:
  std::string pretty() {
    const Synthesis synthesis = synthesize(app, unvalidated);
    return synthesis.ok() ? synthesis.stacks.front().text : to_text(synthesis.diagnostics.front());
  }
};

TEST_F(JsonTextTest, the_pretty_form_is_indented_by_one_and_ends_with_a_line_feed) {
  auto& thing = add_thing(
      "Thing", {{"Text", "a"},
                {"Short", Json::array({1, 2, "c"})},
                {"Object", Json::object({{"a", 1}, {"b", true}})},
                {"Rows", Json::array({Json::object({{"k", "v"}}), Json::object({{"k", "w"}})})}});
  stack.add(OutputProps{.id = "Out", .value = concat("a-", thing.ref()), .export_name = "e"});
  EXPECT_EQ(pretty(), R"({
 "AWSTemplateFormatVersion": "2010-09-09",
 "Resources": {
  "Thing": {
   "Type": "Custom::Thing",
   "Properties": {
    "Text": "a",
    "Short": [1, 2, "c"],
    "Object": {"a": 1, "b": true},
    "Rows": [{"k": "v"}, {"k": "w"}]
   }
  }
 },
 "Outputs": {
  "Out": {
   "Value": {"Fn::Sub": "a-${Thing}"},
   "Export": {"Name": "e"}
  }
 }
}
)");
}

TEST_F(JsonTextTest, what_does_not_fit_on_a_line_takes_a_line_a_member) {
  const std::string a(50, 'a');
  const std::string b(50, 'b');
  add_thing("Thing", {{"Outer", Json::array({Json::array({a, b}), Json::array({"c"})})}});
  EXPECT_NE(pretty().find("    \"Outer\": [\n     [\n      \"" + a + "\",\n      \"" + b +
                          "\"\n     ],\n     [\"c\"]\n    ]\n"),
            std::string::npos);
}

TEST_F(JsonTextTest, containers_in_containers_are_on_one_line_where_they_fit) {
  const Json deep = Json::object({{"c", Json::object({{"d", Json::array({1})}})}});
  add_thing("Thing", {{"A", Json::object({{"b", deep}})}});
  EXPECT_NE(pretty().find("    \"A\": {\"b\": {\"c\": {\"d\": [1]}}}\n"), std::string::npos);
}

TEST_F(JsonTextTest, of_containers_in_containers_the_outer_ones_take_more_lines_first) {
  const Json inner = Json::object({{"c", std::string(80, 'x')}});
  add_thing("Thing", {{"A", Json::object({{"b", Json::array({inner})}})}});
  EXPECT_NE(pretty().find("    \"A\": {\n     \"b\": [\n      {\"c\": \"xx"), std::string::npos);
}

// A template with a list that would take `width` columns on its line, with the comma behind it.
std::string list_of_width(std::size_t width) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  const std::size_t rest = std::string_view(R"(    "L": ["", ""],)").size();
  stack.add(UntypedResourceProps{
      .id = "Thing",
      .type = "Custom::Thing",
      .properties = {{"L", Json::array({"", std::string(width - rest, 'x')})}, {"Z", 1}}});
  return synthesize(app, unvalidated).stacks.at(0).text;
}

TEST_F(JsonTextTest, a_line_takes_up_to_100_columns) {
  const std::string fits = list_of_width(100);
  EXPECT_NE(fits.find("    \"L\": [\"\", \"xx"), std::string::npos) << fits;
  const std::string breaks = list_of_width(101);
  EXPECT_NE(breaks.find("    \"L\": [\n     \"\",\n     \"xx"), std::string::npos) << breaks;
}

TEST_F(JsonTextTest, the_compact_form_has_no_space_outside_of_texts) {
  add_thing("Thing", {{"A", Json::array({1, Json::object({{"b", "c d"}})})}});
  EXPECT_EQ(testing_support::compact_template(app, unvalidated),
            R"({"AWSTemplateFormatVersion":"2010-09-09","Resources":{"Thing":{"Type":)"
            R"("Custom::Thing","Properties":{"A":[1,{"b":"c d"}]}}}})"
            "\n");
}

TEST_F(JsonTextTest, texts_are_escaped_as_json_asks) {
  EXPECT_EQ(as_written(std::string_view("q\" b\\ n\n t\t r\r z\0 e\x1f d\x7f s/ \xC3\xA9", 29)),
            "\"q\\\" b\\\\ n\\n t\\t r\\r z\\u0000 e\\u001f d\x7f s/ \xC3\xA9\"");
}

TEST_F(JsonTextTest, a_text_of_any_length_with_an_escape_anywhere_is_read_back_alike) {
  for (std::size_t length = 0; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (const char c : {'"', '\\', '\n', '\x01'}) {
        App one;
        std::string text(length, 'a');
        text[at] = c;
        one.add(StackProps{.id = "S"})
            .add(UntypedResourceProps{.id = "T", .type = "T", .properties = {{"V", text}}});
        const auto read = nlohmann::json::parse(synthesize(one, unvalidated).stacks.at(0).text);
        ASSERT_EQ(read["Resources"]["T"]["Properties"]["V"], text);
      }
    }
  }
}

TEST_F(JsonTextTest, keys_are_escaped_too) {
  add_thing("Thing", {{"a\"b", Json::object({{"c\\d\n", 1}})}});
  EXPECT_EQ(in_template("Properties"), R"({"a\"b":{"c\\d\n":1}})");
}

TEST_F(JsonTextTest, numbers_are_the_shortest_that_read_back_alike) {
  EXPECT_EQ(as_written(Json::array(
                {0, -1, INT64_MAX, INT64_MIN, 0.1, 1.0, -2.5e-7, 1e300, 1.0 / 3.0, 1e21})),
            "[0,-1,9223372036854775807,-9223372036854775808,0.1,1,-2.5e-07,1e+300,"
            "0.3333333333333333,1e+21]");
}

TEST_F(JsonTextTest, keys_of_another_are_set_or_replaced_in_place) {
  Json object = Json::object({{"a", 1}, {"b", 2}});
  object.set_all(Json::object({{"b", 3}, {"c", 4}}));
  object.set_all(Json("no object"));
  Map<Json> map{{"a", "one"}};
  map.set_all({});
  map.set_all(Map<std::string>{{"a", "two"}, {"b", "three"}});
  Map<std::string> absent;
  absent.set_all({});
  EXPECT_FALSE(absent.is_set());

  EXPECT_EQ(as_written(Json::array({object, map})),
            R"([{"a":1,"b":3,"c":4},{"a":"two","b":"three"}])");
}

}  // namespace
}  // namespace omnitrack
