#include "engine_test.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {
namespace {

class AcceptedLosses : public EngineTest {
 protected:
  PlainGroupProps group_props{.id = "Group"};
};

TEST_F(AcceptedLosses, AreWrittenIntoTheResourcesOfAConstruct) {
  auto& group = stack.add(group_props);
  add_thing(group, "Inside");
  add_thing("Outside");
  group.accept_loss("filled anew", "2030-01-31");
  EXPECT_EQ(in_template("Resources"),
            R"({"GroupInside":{"Type":"Custom::Thing","Metadata":{"OmniTrack":{"AcceptLoss":)"
            R"([{"Reason":"filled anew","Until":"2030-01-31"}]}}},)"
            R"("Outside":{"Type":"Custom::Thing"}})");
}

TEST_F(AcceptedLosses, OfWhatIsGoneAreWrittenIntoTheTemplatesMetadata) {
  add_thing("Thing");
  stack.accept_loss("OldQueue", "drained", "2030-01-31");
  stack.accept_loss(stack.path() + "/Data/Old-Table", "copied", "2030-02-28");
  EXPECT_EQ(in_template("OmniTrack"),
            R"({"AcceptLoss":[{"Resource":"OldQueue","Reason":"drained","Until":"2030-01-31"},)"
            R"({"Resource":"DataOldTable","Reason":"copied","Until":"2030-02-28"}]})");
}

TEST_F(AcceptedLosses, StandBesideAcknowledgements) {
  auto& thing = add_thing("Thing");
  thing.accept_loss("filled anew", "2030-01-31");
  thing.acknowledge("OT4221", "the type is newer");
  EXPECT_EQ(in_template("OmniTrack"),
            R"({"Acknowledge":[{"Code":"OT4221","Reason":"the type is newer"}],)"
            R"("AcceptLoss":[{"Reason":"filled anew","Until":"2030-01-31"}]})");
}

TEST_F(AcceptedLosses, NeedAReasonADayAndAResource) {
  auto& thing = add_thing("Thing");
  thing.accept_loss(" ", "2030-01-31");
  thing.accept_loss("fine", "2030-02-30");
  stack.accept_loss("/", "fine", "2030-01-31");
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1024 OT1024 OT1024");
}

}  // namespace
}  // namespace omnitrack
