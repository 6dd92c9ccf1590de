#include <gmock/gmock.h>

#include "validate/rules/windows.hpp"
#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

TEST(RuleFunctions, ATimeIsReadWithItsOffset) {
  EXPECT_THAT(seconds_of_time("1970-01-02"), Optional(86400));
  EXPECT_THAT(seconds_of_time("1970-01-01T01:00"), Optional(3600));
  EXPECT_THAT(seconds_of_time("1970-01-01T01:00:30.250Z"), Optional(3630));
  EXPECT_THAT(seconds_of_time("1970-01-01T01:00:00+01:00"), Optional(0));
  EXPECT_THAT(seconds_of_time("1969-12-31T23:00:00-01:00"), Optional(0));
  for (const char* none : {"", "1970", "1970-13-01", "1970-02-30", "1970-01-01T", "1970-01-01x",
                           "1970-01-01T25:00", "1970-01-01T01:00 CET", "tomorrow01"}) {
    EXPECT_EQ(seconds_of_time(none), std::nullopt) << none;
  }
}

std::string queue(const std::string& parameter, const std::string& more = {}) {
  return found_by(check_service_rules,
                  "Parameters: {Name: {Type: String" + parameter +
                      "}}\nConditions: {C: !Equals [!Ref Name, a]}\nResources:\n  Q:\n    Type: "
                      "AWS::SQS::Queue\n" +
                      more + "    Properties: {FifoQueue: true, QueueName: !Ref Name}\n");
}

TEST(DefaultsOfParameters, AreJudgedWhereTheyAreSurelyUsed) {
  EXPECT_THAT(
      queue(", Default: jobs"),
      HasSubstr("warning OT4803 1:44 Parameters/Name/Default: the name of a FIFO queue ends "
                "with .fifo, unlike jobs, where Resources/Q/Properties"));
  EXPECT_THAT(queue(", Default: jobs.fifo"), IsEmpty());
  EXPECT_THAT(queue(""), IsEmpty());
  EXPECT_THAT(queue(", Default: ''"), IsEmpty());
  EXPECT_THAT(queue(", Default: jobs", "    Condition: C\n"), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::validate
