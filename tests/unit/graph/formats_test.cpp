#include "graph/formats/formats.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/formats/svg_parts.hpp"
#include "graph/layout/text_width.hpp"

namespace omnitrack::graph {
namespace {

using testing::HasSubstr;
using testing::Not;

View view_with(std::string name) {
  View view{.name = "architecture", .title = "Architecture"};
  view.nodes.push_back({.name = std::move(name), .kind = "SQS queue", .keys = {"S/Q"}});
  view.nodes.back().place = {0, 0, 196, 48};
  return view;
}

TEST(PictureFormats, KeepNamesInTheirPlaces) {
  const View view = view_with(R"(<x a="b">&\]#;)");
  EXPECT_THAT(svg_of(view), HasSubstr("&lt;x a=&quot;b&quot;&gt;&amp;\\]#;</text>"));
  EXPECT_THAT(drawio_of({view}),
              HasSubstr("value=\"&lt;x a=&quot;b&quot;&gt;&amp;\\]#;&#10;SQS queue\""));
  EXPECT_THAT(mermaid_of(view),
              HasSubstr("[\"#60;x a#61;#34;b#34;#62;#38;#92;#93;#35;#59;<br/>SQS queue\"]"));
  EXPECT_THAT(dot_of(view), HasSubstr(R"(label="<x a=\"b\">&amp;\\]#;\nSQS queue")"));
}

TEST(PictureFormats, KeepOutWhatSteersATerminalOrTurnsTheDirection) {
  const View view = view_with("a\x1b[31m\u202Eb\u009Bc\nd\u061C");
  EXPECT_THAT(svg_of(view), HasSubstr(">a [31m b c d </text>"));
  EXPECT_THAT(drawio_of({view}), HasSubstr("value=\"a [31m b c d &#10;SQS queue\""));
  EXPECT_THAT(mermaid_of(view), HasSubstr("[\"a #91;31m b c d <br/>SQS queue\"]"));
  EXPECT_THAT(dot_of(view), HasSubstr("label=\"a [31m b c d \\nSQS queue\""));
}

TEST(PictureFormats, GiveMermaidNoListsAndNoIcons) {
  EXPECT_THAT(mermaid_of(view_with("1. a - b fa:fa-c_d: e.f-g")),
              HasSubstr("[\"1#46; a #45; b fa#58;fa-c#95;d: e.f-g<br/>"));
}

TEST(PictureFormats, TellALostResourceWithoutColours) {
  View view = view_with("Q");
  view.nodes.front().fate = {.action = Fate::Action::removed, .is_lost = true};
  const std::string svg = svg_of(view);
  EXPECT_THAT(svg, HasSubstr("class=\"node family-other removed lost\""));
  EXPECT_THAT(svg, HasSubstr(">− lost</text>"));
}

TEST(PictureFormats, TellAChangeInText) {
  View view = view_with("Q");
  view.name = "change";
  view.nodes.push_back(view.nodes.front());
  view.nodes.push_back(view.nodes.front());
  view.nodes[0].fate = {.action = Fate::Action::removed, .is_lost = true};
  view.nodes[1].fate = {.action = Fate::Action::changed, .is_opened = true};
  view.nodes[2].is_pale = true;
  EXPECT_EQ(mermaid_of(view),
            "flowchart LR\n"
            "  classDef opened fill:#fef1e6,stroke:#b54708,stroke-width:2px,color:#16191f\n"
            "  classDef lost fill:#fdecea,stroke:#b42318,stroke-width:2px,color:#16191f\n"
            "  classDef pale fill:#f8f9fa,stroke:#aab3bf,color:#545b64\n"
            "  n0[\"Q: − removed, ! lost<br/>SQS queue\"]:::lost\n"
            "  n1[\"Q: ~ changed, opened<br/>SQS queue\"]:::opened\n"
            "  n2[\"Q<br/>SQS queue\"]:::pale\n");
  const std::string dot = dot_of(view);
  EXPECT_THAT(dot,
              HasSubstr(R"(n0 [label="Q: − removed, ! lost\nSQS queue", style="rounded,filled")"));
  EXPECT_THAT(dot,
              HasSubstr(R"(Q: ~ changed, opened\nSQS queue", style="rounded,filled", penwidth=2, )"
                        R"(color="#b54708", fillcolor="#fef1e6"];)"));
  EXPECT_THAT(drawio_of({view}), HasSubstr("value=\"Q: − removed, ! lost&#10;SQS queue\""));
  EXPECT_THAT(drawio_of({view}), HasSubstr("value=\"Q: ~ changed, opened&#10;SQS queue\""));
  EXPECT_THAT(dot,
              HasSubstr(R"(n2 [label="Q\nSQS queue", color="#aab3bf", fontcolor="#545b64"];)"));
}

TEST(PictureFormats, SayBelowAChangeWhatItsMarksMeanAndWhatIsLost) {
  View view = view_with("Q");
  EXPECT_THAT(svg_of(view), Not(HasSubstr("class=\"foot\"")));
  view.nodes.front().fate = {.action = Fate::Action::removed, .is_lost = true};
  view.told = {"Lost: Q: " + std::string(30, 'w') +
               " <all> its messages are gone with it for good"};
  const std::string svg = svg_of(view);
  EXPECT_THAT(svg, HasSubstr(">− removed</text>"));
  EXPECT_THAT(svg, HasSubstr(">data is lost</text>"));
  EXPECT_THAT(svg, Not(HasSubstr(">+ added</text>")));
  EXPECT_THAT(svg, HasSubstr(">Lost: Q: " + std::string(30, 'w') + " &lt;all&gt; its</text>"));
  EXPECT_THAT(svg, HasSubstr(">messages are gone with it for good</text>"));
  EXPECT_THAT(svg_element(view, {}), Not(HasSubstr("class=\"foot\"")));
}

TEST(PictureFormats, SayHowManyLossesThereIsNoRoomFor) {
  View view = view_with("Q");
  view.nodes.front().fate = {.action = Fate::Action::removed, .is_lost = true};
  view.told.assign(12, "Lost: Q");
  EXPECT_THAT(svg_of(view), Not(HasSubstr("more</text>")));
  view.told.assign(20, "Lost: Q");
  EXPECT_THAT(svg_of(view), HasSubstr(">… and 9 more</text>"));
}

TEST(PictureFormats, SayThatThereIsNothing) {
  const View view{.name = "network", .title = "Network", .empty = "No <network>"};
  EXPECT_THAT(svg_of(view), HasSubstr("No &lt;network&gt;</text>"));
}

TEST(PictureText, IsCutInItsMiddle) {
  EXPECT_EQ(fitted("Short", 100, 12), "Short");
  const std::string cut = fitted("AVeryLongLogicalIdentifierOfSomething", 100, 12);
  EXPECT_THAT(cut, testing::StartsWith("AVery"));
  EXPECT_THAT(cut, testing::EndsWith("ing"));
  EXPECT_THAT(cut, HasSubstr("…"));
  EXPECT_LE(text_width(cut, 12), 100);
  EXPECT_EQ(fitted("", 10, 12), "");
  EXPECT_EQ(fitted("ÄÖÜÄÖÜÄÖÜ", 50, 12), "ÄÖ…Ü");
  EXPECT_EQ(fitted("a\xff", 100, 12), "a\xEF\xBF\xBD");
}

TEST(PictureNumbers, AreRoundedToATenth) {
  EXPECT_EQ(pixels(1), "1");
  EXPECT_EQ(pixels(1.04), "1");
  EXPECT_EQ(pixels(1.25), "1.3");
  EXPECT_EQ(pixels(-0.26), "-0.3");
  EXPECT_EQ(pixels(-0.01), "0");
}

}  // namespace
}  // namespace omnitrack::graph
