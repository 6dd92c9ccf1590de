#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

std::string value(std::string_view text) {
  return found_by(check_functions,
                  "Parameters: {P: {Type: String}}\n"
                  "Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P}}}\n"
                  "Outputs: {O: {Value: " +
                      std::string(text) + "}}\n");
}

TEST(WrittenCalls, InQuotesAreNone) {
  EXPECT_EQ(value("'!GetAtt Queue.Arn'"),
            "warning OT4328 3:22 Outputs/O/Value: the text '!GetAtt Queue.Arn' calls no function "
            "(write it as a call: without quotes)\n");
  EXPECT_THAT(value("'!Sub a-${P}'"), HasSubstr("OT4328"));
  EXPECT_THAT(value("'!Join [a, [b]]'"), HasSubstr("OT4328"));
  EXPECT_THAT(value("'!ImportValue network'"), HasSubstr("OT4328"));
  EXPECT_THAT(value("'!Base64 !Ref P'"), HasSubstr("OT4328"));
}

TEST(WrittenCalls, WithoutTheirMarkAreNone) {
  EXPECT_THAT(value("Ref P"), HasSubstr("(write it as a call: '!Ref', without quotes)"));
  EXPECT_THAT(value("GetAtt Queue.Arn"), HasSubstr("OT4328"));
}

TEST(WrittenCalls, HaveNoShortFormInJson) {
  EXPECT_THAT(found_by(check_functions, R"({"Resources": {"Q": {"Type": "AWS::SQS::Queue"}},
                                            "Outputs": {"O": {"Value": "!Ref Q"}}})"),
              HasSubstr("JSON has the full forms only, such as {\"Ref\": \"Name\"}"));
}

TEST(WrittenCalls, MayBeOtherTexts) {
  for (const auto* each :
       {"Ref", "'!Ref'", "Ref Other", "GetAtt Queue", "Ref Queue.Arn", "Ref P and more",
        "'!important a'", "Get P", "''", "'!If you want this, call'", "'!Not now'",
        "'!Sub of the day'", "'!Condition of sale'", "'!Ref erees wanted'"}) {
    EXPECT_EQ(value(each), "") << each;
  }
}

}  // namespace
}  // namespace omnitrack::validate
