#include "validate/retold.hpp"

#include <string>
#include <string_view>

#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::Not;

// All findings of a template with one resource.
std::string of_resource(std::string_view resource) {
  return found_in(std::string("Resources:\n  It: ").append(resource).append("\n"));
}

TEST(Retold, ARuleInWordsStandsForThePattern) {
  const std::string found =
      of_resource("{Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: orders}}");
  EXPECT_THAT(found, HasSubstr("OT4801"));
  EXPECT_THAT(found, Not(HasSubstr("OT4225")));
}

TEST(Retold, AllowedValuesStandForTheRule) {
  const std::string found = of_resource(
      "{Type: AWS::ApiGateway::UsagePlan, Properties: {Quota: {Limit: 5, Period: HOUR}}}");
  EXPECT_THAT(found, HasSubstr("OT4224"));
  EXPECT_THAT(found, Not(HasSubstr("OT4801")));
}

TEST(Retold, OtherPlacesKeepTheirFindings) {
  const std::string found = of_resource(
      "{Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: orders, DelaySeconds: "
      "901}}");
  EXPECT_THAT(found, HasSubstr("OT4801"));
  EXPECT_THAT(found, HasSubstr("OT4227"));
}

}  // namespace
}  // namespace omnitrack::validate
