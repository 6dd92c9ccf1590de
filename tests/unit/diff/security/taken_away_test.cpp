#include <gmock/gmock.h>

#include "diff/diff_test.hpp"
#include "diff/security/security_changes.hpp"

namespace omnitrack::diff {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string security_of(const std::string& before, const std::string& after) {
  const Compared compared(before, after);
  return as_lines(find_security_changes({&compared.diff, 1}));
}

std::string queue_policy(const std::string& id, const std::string& more = {}) {
  return "Resources:\n  Q: {Type: AWS::SQS::Queue}\n  " + id +
         ":\n    Type: AWS::SQS::QueuePolicy\n" + more +
         "    Properties:\n      Queues: [!Ref Q]\n      PolicyDocument: {Statement: [{Effect: "
         "Allow, Principal: '*', Action: 'sqs:*', Resource: '*'}]}\n";
}

TEST(PoliciesTakenAway, ARenamedPolicyIsGoneAfterwards) {
  EXPECT_THAT(security_of(queue_policy("Old"), queue_policy("New")),
              HasSubstr("unclear permissions New: the policy of the queue is gone once 'Old' is "
                        "deleted, with all that it allows and denies\n"));
}

TEST(PoliciesTakenAway, OneThatIsKeptTakesNothingAway) {
  EXPECT_THAT(security_of(queue_policy("Old", "    DeletionPolicy: Retain\n"), queue_policy("New")),
              Not(HasSubstr("is gone once")));
}

TEST(PoliciesTakenAway, ASubscriptionHoldsNoPolicy) {
  const auto subscription = [](const std::string& id) {
    return "Resources:\n  " + id +
           ": {Type: AWS::SNS::Subscription, Properties: {TopicArn: t, Protocol: email, Endpoint: "
           "a@b.c}}\n";
  };
  EXPECT_EQ(security_of(subscription("Old"), subscription("New")), "");
}

}  // namespace
}  // namespace omnitrack::diff
