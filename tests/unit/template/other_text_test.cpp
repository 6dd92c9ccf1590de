#include "template/reading.hpp"

namespace omnitrack::tmpl {
namespace {

TEST(OtherText, OfATemplateLanguageIsRenderedFirst) {
  constexpr auto told = [](std::string_view place, std::string_view tag) {
    return std::string(place) + " '" + std::string(tag) +
           "' is of a language that CloudFormation does not read (a template of Jinja or the like "
           "must be rendered first)\n";
  };
  EXPECT_EQ(read("a:\n{% if x %}\n  b: c\n"), told("2:2", "{%"));
  EXPECT_EQ(read("a:\n  b: {{ name }}\n"), told("2:7", "{{"));
  EXPECT_EQ(read("a:\n{{- range .Topics }}\n  b: c\n"), told("2:1", "{{"));
  EXPECT_EQ(read("a:\n  b: c\n<% end %>\n  d: e\n"), told("3:1", "<%"));
  EXPECT_EQ(read("{\"a\": {{ .Name }}}"), told("1:8", "{{"));
  EXPECT_EQ(read("a: '{{ name }}'\n"), R"({a: "{{ name }}"})");
}

TEST(OtherText, IsNoDynamicReferenceWithoutItsQuotes) {
  EXPECT_EQ(read("a: {{resolve:ssm:name}}\n"),
            "1:5 a key must be a text (put it in quotes if it is one)\n");
}

TEST(OtherText, MayBeFarFromWhatIsWrongInOneLine) {
  const std::string far(200, ' ');
  EXPECT_EQ(read("{\"a\": \"{{ name }}\"," + far + "b}"),
            "1:220 a key in double quotes is expected (put the key in double quotes)\n");
}

TEST(OtherText, IsWhatAMergeHasLeft) {
  constexpr std::string_view told =
      "1 a merge has left a conflict here (keep one side, and take out the marks)\n";
  EXPECT_EQ(read("a:\n<<<<<<< HEAD\n  b: c\n=======\n  b: d\n>>>>>>> other\n"),
            "2:" + std::string(told));
  EXPECT_EQ(read("{\n<<<<<<< HEAD\n\"a\": 1}\n"), "2:" + std::string(told));
}

TEST(OtherText, IsWhatMarkdownPutsAroundATemplate) {
  EXPECT_EQ(read("```yaml\na: b\n```\n"),
            "1:1 a mark of Markdown stands here (keep what stands between the marks alone)\n");
}

TEST(OtherText, IsUtf16WithAMarkOrWithout) {
  constexpr std::string_view told = "1:1 the text is UTF-16, not UTF-8 (save the file as UTF-8)\n";
  using namespace std::string_view_literals;
  EXPECT_EQ(read("\xFF\xFE{\0}\0"sv), told);
  EXPECT_EQ(read("\xFE\xFF\0{\0}"sv), told);
  EXPECT_EQ(read("a\0:\0 \0b\0"sv), told);
  EXPECT_EQ(read("\0a\0:\0 \0b"sv), told);
  EXPECT_EQ(read("{\0}\0"sv), told);
}

TEST(OtherText, IsPacked) {
  EXPECT_EQ(read("\x1F\x8B\x08"), "1:1 the file is packed by gzip (unpack it first)\n");
  EXPECT_EQ(read("PK\x03\x04"), "1:1 the file is a .zip archive (unpack it first)\n");
}

}  // namespace
}  // namespace omnitrack::tmpl
