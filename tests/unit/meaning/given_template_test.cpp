#include "meaning/given_template.hpp"

#include <gtest/gtest.h>

#include "meaning/canonical.hpp"
#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

constexpr const char* given_source =
    "Parameters:\n"
    "  P: {Type: String}\n"
    "  N: {Type: Number}\n"
    "  L: {Type: CommaDelimitedList}\n"
    "  H: {Type: String, NoEcho: true}\n"
    "  S: {Type: 'AWS::SSM::Parameter::Value<String>'}\n"
    "Mappings: {M: {a: {k: cell}}}\n"
    "Conditions:\n"
    "  Is: !Equals [!Sub '${P}', a]\n"
    "  Isnt: !Not [{Condition: Is}]\n"
    "  Open: !Equals [!Ref S, !Ref P]\n"
    "Resources:\n"
    "  A:\n"
    "    Type: AWS::X::Y\n"
    "    Condition: Is\n"
    "    Properties:\n"
    "      Ref: !Ref P\n"
    "      Number: !Ref N\n"
    "      List: !Ref L\n"
    "      Item: !Select [1, !Ref L]\n"
    "      Joined: !Join ['-', !Ref L]\n"
    "      Sub: !Sub ['${P}/${Q}/${!P}', {Q: !Ref N}]\n"
    "      Part: !Sub '${P}/${B}'\n"
    "      Cell: !FindInMap [M, !Ref P, k]\n"
    "      Taken: !If [Is, !Ref P, no]\n"
    "      Other: !If [Open, yes, no]\n"
    "      Hidden: !Ref H\n"
    "      Stored: !Ref S\n"
    "  B: {Type: AWS::X::Y, Condition: Isnt, Properties: {Left: out}}\n";

class Given : public testing::Test {
 protected:
  static GivenTexts values(const std::string& p) {
    return {{"P", {p, "test"}},        {"N", {"3", "test"}},     {"L", {"x, y", "test"}},
            {"H", {"secret", "test"}}, {"S", {"/name", "test"}}, {"Unknown", {"1", "test"}}};
  }

  [[nodiscard]] std::string value(std::string_view property) const {
    const tmpl::Node& found = *given_.index().find_resource("A")->properties->find(property);
    return canonical_text(found, {});
  }
  static std::string canonical(const std::string& yaml) {
    const tmpl::Document document("test", "V: " + yaml + '\n');
    return canonical_text(*document.root().find("V"), {});
  }
  [[nodiscard]] static std::uint32_t at(std::string_view words) {
    return static_cast<std::uint32_t>(std::string_view(given_source).find(words));
  }

  tmpl::Document document_{"test", given_source};
  GivenTemplate given_{document_.index(), values("a")};
};

TEST_F(Given, HasValuesInPlaceOfReferences) {
  EXPECT_EQ(value("Ref"), canonical("a"));
  EXPECT_EQ(value("Number"), canonical("3"));
  EXPECT_EQ(value("List"), canonical("[x, y]"));
  EXPECT_EQ(value("Item"), canonical("y"));
  EXPECT_EQ(value("Joined"), canonical("x-y"));
  EXPECT_EQ(value("Sub"), canonical("'a/3/${P}'"));
  EXPECT_EQ(value("Part"), canonical("!Sub 'a/${B}'"));
  EXPECT_EQ(value("Cell"), canonical("cell"));
}

TEST_F(Given, HasTheBranchesThatAreTaken) {
  EXPECT_EQ(value("Taken"), canonical("a"));
  EXPECT_NE(given_.index().find_resource("A"), nullptr);
  EXPECT_EQ(given_.index().find_resource("B"), nullptr);
  EXPECT_TRUE(given_.leaves_out(at("B: {Type")));
  EXPECT_TRUE(given_.leaves_out(at("out}}")));
  EXPECT_TRUE(given_.leaves_out(at("no]\n      Other")));
  EXPECT_FALSE(given_.leaves_out(at("Ref: !Ref P")));
  const GivenTemplate other(document_.index(), values("b"));
  EXPECT_EQ(other.index().find_resource("A"), nullptr);
  EXPECT_NE(other.index().find_resource("B"), nullptr);
}

TEST_F(Given, LeavesWhatIsNotKnownOrNotToBeShown) {
  EXPECT_EQ(value("Hidden"), canonical("!Ref H"));
  EXPECT_EQ(value("Stored"), canonical("!Ref S"));
  EXPECT_EQ(value("Other"), canonical("!If [Open, yes, no]"));
}

TEST_F(Given, TellsWhichParametersMakeAValue) {
  const auto in = [this](std::string_view from, std::string_view to) {
    return given_.parameters_in(at(from), at(to));
  };
  EXPECT_EQ(in("Sub: !Sub", "Part:"), (std::vector<std::string_view>{"P", "N"}));
  EXPECT_EQ(in("Hidden:", "Stored:"), std::vector<std::string_view>{});
  EXPECT_EQ(given_.find("N")->text, "3");
  EXPECT_EQ(given_.find("X"), nullptr);
}

}  // namespace
}  // namespace omnitrack::meaning
