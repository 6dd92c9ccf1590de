#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// A chain of states, each of which leads to the next; `skipped` is led to by none.
std::string machine(int count, int skipped) {
  std::string states;
  for (int i = 0; i < count; ++i) {
    const int next = i + 1 == skipped ? i + 2 : i + 1;
    states += "S" + std::to_string(i) + ": {Type: Pass, Next: S" + std::to_string(next) + "}, ";
  }
  return "Resources: {M: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: "
         "'arn:aws:iam::123456789012:role/r', Definition: {StartAt: S0, States: {" +
         states + "S" + std::to_string(count) + ": {Type: Succeed}}}}}}\n";
}

// What is asked of all states for each of them is worked out once.
TEST(RulesOfManyStates, FindTheOneThatNothingLeadsTo) {
  EXPECT_THAT(found_by(check_service_rules, machine(3000, -1)), IsEmpty());
  EXPECT_THAT(found_by(check_service_rules, machine(3000, 1700)),
              HasSubstr("nothing leads to the state 'S1700'"));
}

}  // namespace
}  // namespace omnitrack::validate
