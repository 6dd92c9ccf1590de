#include "support/json_writer.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/utf8.hpp"

namespace omnitrack::support {
namespace {

std::string text_of_string(JsonLayout layout, std::string_view text) {
  return json_text(layout, [&](JsonWriter& json) { json.string(text); });
}

void write_example(JsonWriter& json) {
  json.begin_object();
  json.member("name", "a");
  json.member("count", 2);
  json.member("is_set", true);
  json.list("items", std::vector<int>{1, 2}, [&](int each) { json.number(std::int64_t{each}); });
  json.list("none", std::vector<int>{}, [](int) {});
  json.plain_key("nothing");
  json.begin_object();
  json.end_object();
  json.end_object();
}

TEST(JsonWriterTest, the_wide_layout_has_a_member_a_line_and_two_spaces) {
  EXPECT_EQ(json_text(JsonLayout::wide, write_example),
            "{\n  \"name\": \"a\",\n  \"count\": 2,\n  \"is_set\": true,\n  \"items\": [\n    1,\n"
            "    2\n  ],\n  \"none\": [],\n  \"nothing\": {}\n}\n");
}

TEST(JsonWriterTest, the_narrow_layout_has_one_space) {
  EXPECT_EQ(
      json_text(JsonLayout::narrow, write_example),
      "{\n \"name\": \"a\",\n \"count\": 2,\n \"is_set\": true,\n \"items\": [\n  1,\n  2\n ],\n"
      " \"none\": [],\n \"nothing\": {}\n}\n");
}

TEST(JsonWriterTest, the_compact_layout_has_no_spaces) {
  EXPECT_EQ(json_text(JsonLayout::compact, write_example),
            "{\"name\":\"a\",\"count\":2,\"is_set\":true,\"items\":[1,2],\"none\":[],"
            "\"nothing\":{}}\n");
}

TEST(JsonWriterTest, pieces_make_the_same_text_none_of_them_long) {
  const std::vector<std::string> texts(5'000, std::string(60, 'x') + "\u202e");
  const auto write = [&](JsonWriter& json) {
    json.begin_object();
    json.list("texts", texts, [&](const std::string& each) {
      json.on_one_line_if_it_fits([&] {
        json.begin_object();
        json.member("text", each);
        json.end_object();
      });
    });
    json.end_object();
  };
  std::string whole;
  std::size_t longest = 0;
  write_json(
      JsonLayout::narrow,
      [&](std::string_view piece) {
        whole += piece;
        longest = std::max(longest, piece.size());
      },
      write);
  EXPECT_EQ(whole, json_for_terminals(json_text(JsonLayout::narrow, write)));
  EXPECT_LT(longest, 2 * piece_bytes);
}

TEST(JsonWriterTest, quotes_backslashes_and_controls_are_escaped_wherever_they_stand) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string plain(before, 'x');
    EXPECT_EQ(text_of_string(JsonLayout::narrow, plain + "\"\\\n\r\t\x1f" + plain),
              '"' + plain + R"(\"\\\n\r\t\u001f)" + plain + "\"\n");
  }
}

TEST(JsonWriterTest, backspace_and_form_feed_are_short_in_the_wide_layout_alone) {
  EXPECT_EQ(text_of_string(JsonLayout::wide, "\b\f"), "\"\\b\\f\"\n");
  EXPECT_EQ(text_of_string(JsonLayout::narrow, "\b\f"), "\"\\u0008\\u000c\"\n");
  EXPECT_EQ(text_of_string(JsonLayout::compact, "\b\f"), "\"\\u0008\\u000c\"\n");
}

TEST(JsonWriterTest,
     characters_beyond_ascii_are_written_as_they_are_unless_they_steer_where_a_report_is_shown) {
  EXPECT_EQ(text_of_string(JsonLayout::narrow, "é\x7f\u202e"), "\"é\x7f\u202e\"\n");
  EXPECT_EQ(text_of_string(JsonLayout::wide, "\u202e\u009b"), "\"\\u202e\\u009b\"\n");
  EXPECT_EQ(text_of_string(JsonLayout::wide, "é→😀\x7f"), "\"é→😀\\u007f\"\n");
}

TEST(JsonWriterTest, what_is_no_utf_8_becomes_a_replacement_character) {
  const std::string text = json_text(JsonLayout::compact, [](JsonWriter& json) {
    json.begin_object();
    json.any_key("a\xff");
    json.any_string(
        "b\xe2\x86"
        "c\x80\x80");
    json.end_object();
  });
  EXPECT_EQ(text, "{\"a\uFFFD\":\"b\uFFFDc\uFFFD\uFFFD\"}\n");
}

TEST(JsonWriterTest, a_member_without_text_can_be_left_out) {
  const std::string text = json_text(JsonLayout::compact, [](JsonWriter& json) {
    json.begin_object();
    json.member_if_any("a", "");
    json.member_if_any("b", "c");
    json.end_object();
  });
  EXPECT_EQ(text, "{\"b\":\"c\"}\n");
}

TEST(JsonWriterTest, numbers_are_as_short_as_they_can_be) {
  const std::string text = json_text(JsonLayout::compact, [](JsonWriter& json) {
    json.begin_list();
    json.begin_item();
    json.number(std::numeric_limits<std::int64_t>::min());
    json.begin_item();
    json.number(std::numeric_limits<std::uint64_t>::max());
    json.begin_item();
    json.number(0.1);
    json.begin_item();
    json.number(1e300);
    json.begin_item();
    json.number(20'000'000.0);
    json.end_list();
  });
  EXPECT_EQ(text, "[-9223372036854775808,18446744073709551615,0.1,1e+300,20000000]\n");
}

TEST(JsonWriterTest, the_wide_layout_has_no_exponent_between_a_ten_thousandth_and_10_to_the_15) {
  const auto text_of = [](JsonLayout layout, double value) {
    return json_text(layout, [&](JsonWriter& json) { json.number(value); });
  };
  EXPECT_EQ(text_of(JsonLayout::wide, 0.0001), "0.0001\n");
  EXPECT_EQ(text_of(JsonLayout::wide, 0.00001), "1e-05\n");
  EXPECT_EQ(text_of(JsonLayout::wide, 1e14), "100000000000000\n");
  EXPECT_EQ(text_of(JsonLayout::narrow, 0.0001), "1e-04\n");
}

// A list whose line has `length` columns in an object's member.
std::string text_with_list(std::size_t length) {
  return json_text(JsonLayout::narrow, [&](JsonWriter& json) {
    json.begin_object();
    json.plain_key("k");
    json.on_one_line_if_it_fits([&] {
      json.begin_list();
      json.begin_item();
      json.string(std::string(length - std::string_view(" \"k\": [\"\"]").size(), 'x'));
      json.end_list();
    });
    json.end_object();
  });
}

TEST(JsonWriterTest, a_value_stands_on_one_line_where_a_comma_still_fits_into_100_columns) {
  EXPECT_EQ(text_with_list(99).find("[\n"), std::string::npos);
  EXPECT_NE(text_with_list(100).find("[\n"), std::string::npos);
}

TEST(JsonWriterTest, what_fails_to_fit_on_one_line_is_written_in_lines_whose_parts_may_fit) {
  const std::string part(60, 'x');
  const std::string text = json_text(JsonLayout::narrow, [&](JsonWriter& json) {
    const auto write_part = [&](const std::string& words) {
      json.on_one_line_if_it_fits([&] {
        json.begin_object();
        json.member("k", words);
        json.member("n", 1);
        json.end_object();
      });
    };
    json.on_one_line_if_it_fits([&] {
      json.begin_list();
      for (int i = 0; i < 2 && !json.has_failed(); ++i) {
        json.begin_item();
        write_part(part);
      }
      json.end_list();
    });
  });
  const std::string line = " {\"k\": \"" + part + "\", \"n\": 1}";
  EXPECT_EQ(text, "[\n" + line + ",\n" + line + "\n]\n");
}

TEST(JsonWriterTest, a_value_can_be_kept_on_one_line_however_long_it_is) {
  const std::string words(200, 'x');
  const std::string text = json_text(JsonLayout::narrow, [&](JsonWriter& json) {
    json.begin_object();
    json.plain_key("a");
    json.on_one_line([&] {
      json.begin_object();
      json.member("b", words);
      json.member("c", 1);
      json.end_object();
    });
    json.member("d", 2);
    json.end_object();
  });
  EXPECT_EQ(text, "{\n \"a\": {\"b\": \"" + words + "\", \"c\": 1},\n \"d\": 2\n}\n");
}

TEST(WellFormedTest, each_piece_that_begins_a_character_becomes_one_replacement) {
  EXPECT_EQ(well_formed("plain é"), "plain é");
  EXPECT_EQ(well_formed("\xf0\x9f\x98"), "\uFFFD");
  EXPECT_EQ(well_formed("\xf0\x9f\x98x"), "\uFFFDx");
  EXPECT_EQ(well_formed("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(well_formed("\xc0\xaf"), "\uFFFD\uFFFD");
}

}  // namespace
}  // namespace omnitrack::support
