#include "engine_test.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {
namespace {

class Acknowledgements : public EngineTest {
 protected:
  PlainGroupProps group_props{.id = "Group"};
};

TEST_F(Acknowledgements, OfTheValidationsFindingsAreWrittenIntoTheResourcesOfAConstruct) {
  auto& group = stack.add(group_props);
  add_thing(group, "Inside");
  add_thing("Outside");
  group.acknowledge("OT4221", "the type is newer");
  EXPECT_EQ(in_template("Resources"),
            R"({"GroupInside":{"Type":"Custom::Thing","Metadata":{"OmniTrack":{"Acknowledge":)"
            R"([{"Code":"OT4221","Reason":"the type is newer"}]}}},)"
            R"("Outside":{"Type":"Custom::Thing"}})");
}

TEST_F(Acknowledgements, OfAStackAreWrittenIntoTheTemplatesMetadata) {
  add_thing("Thing");
  stack.acknowledge("OT4018", "deployed from a bucket");
  EXPECT_EQ(in_template("OmniTrack"),
            R"({"Acknowledge":[{"Code":"OT4018","Reason":"deployed from a bucket"}]})");
}

TEST_F(Acknowledgements, OfAnOutputAreWrittenIntoTheTemplatesMetadata) {
  add_thing("Thing");
  stack.add(OutputProps{.id = "Out", .value = "x"}).acknowledge("OT4468", "on purpose");
  EXPECT_EQ(in_template("OmniTrack"),
            R"({"Acknowledge":[{"Code":"OT4468","Reason":"on purpose"}]})");
}

TEST_F(Acknowledgements, TurnAWarningIntoAnInfoWithItsReason) {
  auto& thing = add_thing("Thing");
  thing.warning("XX2999", "odd");
  stack.acknowledge("XX2999", "known");
  const Synthesis synthesis = synthesize(app, {.strict = true, .validate = false});
  ASSERT_TRUE(synthesis.ok());
  EXPECT_EQ(synthesis.diagnostics.at(0).severity, Severity::info);
  EXPECT_EQ(synthesis.diagnostics.at(0).acknowledged, "known");
}

TEST_F(Acknowledgements, WithoutAReasonAreErrors) {
  add_thing("Thing").acknowledge("XX2999", " ");
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1022");
}

TEST_F(Acknowledgements, ThatMeetNothingAreWarnings) {
  add_thing("Thing").acknowledge("XX2999", "known");
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1023");
}

TEST_F(Acknowledgements, NeverSilenceAnError) {
  auto& thing = add_thing("Thing");
  thing.error("XX2999", "wrong");
  thing.acknowledge("XX2999", "known");
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "XX2999");
}

}  // namespace
}  // namespace omnitrack
