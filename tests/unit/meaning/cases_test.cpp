#include "meaning/cases.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

// The cases of `Resources/R/Properties/V`, each as `text when +Condition -Condition`.
std::string cases_in(std::string_view value, bool looks_up = true) {
  const tmpl::Document document("test",
                                "Mappings: {M: {Row: {Column: looked up}}}\n"
                                "Resources: {R: {Type: T, Properties: {V: " +
                                    std::string(value) + "}}}\n");
  EXPECT_TRUE(document.problems().empty());
  const tmpl::ResourceEntry& resource = document.index().resources().front();
  std::string text;
  for (const Case& each : looks_up ? cases_at(document.index(), resource, "V")
                                   : cases_of(resource.properties->find("V"))) {
    text += each.value == nullptr ? "absent" : std::string(each.value->text());
    for (const Assumption& one : each.when) {
      text.append(one.holds ? " +" : " -").append(one.condition);
    }
    text += '\n';
  }
  return text;
}

TEST(Cases, AreTheBranchesWithWhatMustHold) {
  EXPECT_EQ(cases_in("!If [A, one, !If [B, two, !Ref 'AWS::NoValue']]"),
            "one +A\n"
            "two -A +B\n"
            "absent -A -B\n");
  EXPECT_EQ(cases_in("plain"), "plain\n");
}

TEST(Cases, OfAnIfOfTheWrongShapeAreOne) { EXPECT_EQ(cases_in("!If [A, one]"), "\n"); }

TEST(Cases, LookUpInMappingsOnlyWhereTheseAreGiven) {
  EXPECT_EQ(cases_in("!FindInMap [M, Row, Column]"), "looked up\n");
  EXPECT_EQ(cases_in("!FindInMap [M, Row, Other]"), "\n");
  EXPECT_EQ(cases_in("!FindInMap [M, Row, Column]", false), "\n");
}

TEST(Locate, GivesThePathAndTheBranchesOnTheWay) {
  const tmpl::Document document("test", "A: [0, !If [Outer, {B: !If [Inner, 1, {C: x}]}, 2]]");
  const tmpl::Node& choice = document.root().find("A")->items()[1];
  const tmpl::Node& inner = *branches_of(choice)[1].find("B");
  const tmpl::Node& wanted = *branches_of(inner)[2].find("C");
  const auto found = locate(document.root(), wanted);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->path, "A/1/Fn::If/1/B/Fn::If/2/C");
  ASSERT_EQ(found->when.size(), 2U);
  EXPECT_EQ(found->when[0].condition, "Inner");
  EXPECT_FALSE(found->when[0].holds);
  EXPECT_EQ(found->when[1].condition, "Outer");
  EXPECT_TRUE(found->when[1].holds);
  EXPECT_FALSE(locate(wanted, document.root()));
}

}  // namespace
}  // namespace omnitrack::meaning
