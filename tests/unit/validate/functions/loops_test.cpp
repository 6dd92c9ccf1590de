#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(Loops, MakeNamesThatCanBeReferredTo) {
  EXPECT_EQ(found_by(check_functions, R"(
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Conditions:
  Fn::ForEach::Checks:
    - Name
    - [Orders, Returns]
    - "Has${Name}": !Equals [!Ref "AWS::Region", !Ref Name]
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, "re-turns"]
    - "Topic&{Name}":
        Type: AWS::SNS::Topic
        Properties: {TopicName: !Sub "${Name}-${AWS::StackName}", DisplayName: !Ref Name}
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Fn::ForEach::Inner:
        - Kind
        - [a, b]
        - "Queue${Name}${Kind}":
            Type: AWS::SQS::Queue
            Condition: !Sub "Has${Name}"
            DependsOn: "Topic${Name}"
            Properties:
              Fn::ForEach::Settings: [Key, [QueueName], {"${Key}": !GetAtt ["Topic${Name}", !Ref Key]}]
Outputs:
  A: {Value: !GetAtt TopicOrders.TopicName, Condition: HasOrders}
  B: {Value: !Ref Topicreturns, Condition: HasReturns}
  C: {Value: !Ref QueueAnythinga}
)"),
            "");
}

TEST(Loops, TellNamesThatTheyDoNotMake) {
  EXPECT_EQ(found_by(check_functions, R"(
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, Returns]
    - "Topic${Name}": {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Nme}}
Outputs:
  A: {Value: !Ref TopicOther}
  B: {Value: !GetAtt TopicOrders.Arnn}
)"),
            "error OT4310 7:76 Resources/Fn::ForEach::Topics/2/Topic${Name}/Properties/TopicName/"
            "Ref: 'Nme' is neither a parameter nor a resource\n"
            "error OT4310 9:19 Outputs/A/Value/Ref: 'TopicOther' is neither a parameter nor a "
            "resource\n"
            "error OT4312 10:34 Outputs/B/Value/Fn::GetAtt/1: 'AWS::SNS::Topic' has no attribute "
            "'Arnn'\n");
}

TEST(Loops, MakeNamesOfLettersAndDigits) {
  EXPECT_EQ(found_in(R"(Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - N
    - [a1, c.d]
    - Queue${N}: {Type: AWS::SQS::Queue}
  Fn::ForEach::Topics:
    - N
    - [a-b]
    - Topic&{N}: {Type: AWS::SNS::Topic}
)"),
            "error OT4340 6:7 Resources/Fn::ForEach::Queues/2/Queue${N}: the value 'c.d' makes the "
            "name 'Queuec.d', which has other characters than letters and digits (write '&{N}', "
            "which leaves them out)\n");
}

TEST(Loops, NeedTheLanguageExtensionsAndTheirShape) {
  constexpr std::string_view loop = R"(
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, Returns]
    - Topic: {Type: AWS::SNS::Topic}
)";
  EXPECT_EQ(found_by(check_functions, loop),
            "error OT4305 4:5 Resources/Fn::ForEach::Topics: 'Fn::ForEach' needs the transform "
            "'AWS::LanguageExtensions' (add it to the section 'Transform')\n");
  EXPECT_EQ(found_by(check_functions, "Transform: AWS::LanguageExtensions" + std::string(loop)),
            "error OT4340 6:7 Resources/Fn::ForEach::Topics/2/Topic: 'Topic' is made once for each "
            "value, all with the same name (put '${Name}' into it)\n");
  EXPECT_EQ(found_by(check_functions, R"(
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics: [Name, [a]]
)"),
            "error OT4340 4:24 Resources/Fn::ForEach::Topics: 'Fn::ForEach' takes a list of 3 "
            "values (write [identifier, [value, ...], {key with ${identifier}: value}])\n");
}

}  // namespace
}  // namespace omnitrack::validate
