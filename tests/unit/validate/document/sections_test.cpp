#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

std::string found_in_sections(std::string_view text) { return found_by(check_sections, text); }

constexpr std::string_view topic = "\nResources: {Topic: {Type: AWS::SNS::Topic}}\n";

std::string with_topic(std::string_view text) { return std::string(text) + std::string(topic); }

TEST(Sections, SayNothingOfATemplateWithAllOfThem) {
  EXPECT_EQ(found_in_sections(R"(
AWSTemplateFormatVersion: 2010-09-09
Description: all
Metadata: {Any: [thing]}
Parameters: {Name: {Type: String}}
Mappings: {M: {a: {b: c}}}
Conditions: {Is_It: !Equals [a, b], 'A&B': !Equals [a, b]}
Rules: {Only: {Assertions: []}}
Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]
Globals: {Function: {Timeout: 3}}
Hooks: {Green: {Type: AWS::CodeDeploy::BlueGreen, Properties: {}}}
Resources: {Topic: {Type: AWS::SNS::Topic}}
Outputs: {Name: {Value: x}}
)"),
            "");
}

TEST(Sections, MustBeInAMap) {
  EXPECT_THAT(found_in_sections("[a]"),
              HasSubstr("error OT4010 1:1 : a template must be a map, not a list"));
}

TEST(Sections, AreKnown) {
  EXPECT_EQ(found_in_sections("Resource: {Topic: {Type: AWS::SNS::Topic}}"),
            "error OT4011 1:1 Resource: a template has no section 'Resource' (did you mean "
            "'Resources'?)\n");
  EXPECT_THAT(found_in_sections(with_topic("Fleet: {Type: AWS::SQS::Queue}")),
              HasSubstr("OT4011 1:1 Fleet: a template has no section 'Fleet' (a resource belongs "
                        "under Resources)"));
}

TEST(Sections, MayBeAnyForAMacroOfOnesOwn) {
  EXPECT_EQ(found_in_sections(with_topic("Transform: Mine\nFleet: {a: null}")), "");
}

TEST(Sections, MustBeMaps) {
  EXPECT_EQ(found_in_sections(with_topic("Outputs: [a]")),
            "error OT4012 1:10 Outputs: the section Outputs must be a map, not a list\n");
  EXPECT_THAT(found_in_sections("Resources: text"), HasSubstr("OT4012"));
}

TEST(Sections, NeedAResource) {
  EXPECT_EQ(found_in_sections("Description: none"),
            "error OT4013 1:1 Resources: the template has no Resources (every template needs at "
            "least one)\n");
  EXPECT_THAT(found_in_sections("Resources: {}"), HasSubstr("OT4013"));
  EXPECT_EQ(found_in_sections("Transform: AWS::Include\nDescription: none"), "");
  EXPECT_EQ(found_in_sections("Resources: {'Fn::Transform': {Name: AWS::Include}}"), "");
  EXPECT_EQ(found_in_sections("Transform: AWS::LanguageExtensions\n"
                              "Resources: {'Fn::ForEach::X': [A, [b], {}]}"),
            "");
}

TEST(Sections, KnowOneFormatVersion) {
  EXPECT_EQ(found_in_sections(with_topic("AWSTemplateFormatVersion: '2010-09-09'")), "");
  EXPECT_EQ(found_in_sections(with_topic("AWSTemplateFormatVersion: 2012-10-17")),
            "error OT4014 1:27 AWSTemplateFormatVersion: the format's version must be "
            "'2010-09-09', not the text '2012-10-17'\n");
}

TEST(Sections, HaveADescriptionThatIsWrittenOut) {
  EXPECT_EQ(found_in_sections(with_topic("Description: 5")), "");
  EXPECT_THAT(found_in_sections(with_topic("Description: !Sub 'of ${AWS::Region}'")),
              HasSubstr("OT4015 1:14 Description: the template's description must be text, not a "
                        "call of Fn::Sub (write the text out)"));
}

TEST(Sections, TakeATransformInEachForm) {
  EXPECT_EQ(found_in_sections(with_topic("Transform: {Name: Mine, Parameters: {a: b}}")), "");
  EXPECT_THAT(found_in_sections(with_topic("Transform: {Parameters: {}}")),
              HasSubstr("OT4016 1:12 Transform: the macro's call has no Name"));
  EXPECT_THAT(found_in_sections(with_topic("Transform: [{Name: Mine, Parameter: {}}]")),
              HasSubstr("OT4016 1:26 Transform/0/Parameter: a macro's call has no key 'Parameter' "
                        "(did you mean 'Parameters'?)"));
  EXPECT_THAT(found_in_sections(with_topic("Transform: [[a]]")), HasSubstr("OT4016"));
}

TEST(Sections, KnowAwsOwnMacros) {
  EXPECT_THAT(found_in_sections(with_topic("Transform: AWS::Serverless-2016-10-30")),
              HasSubstr("warning OT4020 1:12 Transform: AWS has no macro "
                        "'AWS::Serverless-2016-10-30' that is known here (did you mean "
                        "'AWS::Serverless-2016-10-31'?)"));
}

TEST(Sections, TakeGlobalsForSamAlone) {
  EXPECT_THAT(found_in_sections(with_topic("Globals: {Function: {}}")),
              HasSubstr("error OT4017 1:1 Globals: the section Globals belongs to SAM"));
}

TEST(Sections, HaveNamesOfLettersAndDigits) {
  EXPECT_EQ(found_in_sections("Resources: {my-topic: {Type: AWS::SNS::Topic}}"),
            "error OT4018 1:13 Resources/my-topic: the name 'my-topic' has characters other than "
            "letters and digits (for example 'mytopic')\n");
  EXPECT_THAT(found_in_sections(with_topic("Outputs: {a.b: {Value: x}}")),
              HasSubstr("error OT4018"));
  EXPECT_THAT(found_in_sections(with_topic("Parameters: {a_b: {Type: String}}")),
              HasSubstr("error OT4018"));
  EXPECT_THAT(found_in_sections(with_topic("Conditions: {Is-It: !Equals [a, b]}")),
              HasSubstr("warning OT4018"));
  EXPECT_EQ(found_in_sections(with_topic("Metadata: {a-b: c}")), "");
}

TEST(Sections, HaveNoNameForBothAParameterAndAResource) {
  EXPECT_EQ(found_in_sections(with_topic("Parameters: {Topic: {Type: String}}")),
            "error OT4019 2:13 Resources/Topic: 'Topic' names both a parameter and a resource "
            "(rename one)\n");
}

TEST(Sections, HaveHooksWithATypeAndProperties) {
  EXPECT_THAT(found_in_sections(with_topic("Hooks: {Green: {Properties: {}}}")),
              HasSubstr("OT4022 1:9 Hooks/Green: the hook has no Type"));
  EXPECT_THAT(found_in_sections(with_topic("Hooks: {Green: [a]}")), HasSubstr("OT4022"));
}

TEST(Sections, HoldNoNull) {
  EXPECT_THAT(found_in_sections("Resources:"),
              HasSubstr("accepts nowhere (every template needs at least one resource)"));
  EXPECT_EQ(found_in_sections(with_topic("Parameters:")),
            "error OT4026 1:12 Parameters: null, which CloudFormation accepts nowhere (leave the "
            "key out, or write an empty text)\n");
  EXPECT_THAT(
      found_in_sections("Resources: {A: {Type: AWS::SNS::Topic, Metadata: {a: [1, null]}}}"),
      HasSubstr("OT4026 1:58 Resources/A/Metadata/a/1"));
  EXPECT_THAT(found_in_sections("Resources: {A: {Type: Custom::A, Properties: {b: null}}}"),
              HasSubstr("OT4026"));
}

TEST(Sections, HoldNullWhereTheIndentationIsWrong) {
  constexpr std::string_view hint =
      "accepts nowhere (indent what belongs to the key by more than the key, or leave it out)";
  EXPECT_THAT(
      found_in_sections(with_topic("Parameters:\n  Name:\n  Type: String")),
      HasSubstr("OT4026 2:8 Parameters/Name: null, which CloudFormation " + std::string(hint)));
  EXPECT_THAT(
      found_in_sections("Resources:\n  Topic:\n  Type: AWS::SNS::Topic\n"),
      HasSubstr("OT4026 2:9 Resources/Topic: null, which CloudFormation " + std::string(hint)));
  EXPECT_THAT(found_in_sections("Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
                                "    Properties:\n    TopicName: a\n"),
              HasSubstr(hint));
  EXPECT_THAT(found_in_sections(R"({"Resources": {"Topic": null}})"),
              HasSubstr("(leave the key out, or write an empty text)"));
}

TEST(Sections, AreIndentedByPlainSpaces) {
  EXPECT_THAT(found_in_sections("Resources:\n\u00A0\u00A0Topic:\n"),
              HasSubstr("(no-break spaces begin the line: indent it by plain ones)"));
}

TEST(Sections, LeaveNullInPropertiesToTheirOwnCheck) {
  EXPECT_EQ(
      found_in_sections("Resources: {A: {Type: AWS::SNS::Topic, Properties: {TopicName: null}}}"),
      "");
  EXPECT_EQ(found_in_sections(
                "Transform: AWS::Serverless-2016-10-31\n"
                "Resources: {A: {Type: AWS::Serverless::Function, Properties: {Tracing: null}}}"),
            "");
}

TEST(TemplateMetadata, NamesParametersThatExist) {
  EXPECT_EQ(found_in_sections(with_topic(R"(
Parameters: {Name: {Type: String}}
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups: [{Label: {default: x}, Parameters: [Name]}]
    ParameterLabels: {Name: {default: y}}
)")),
            "");
  EXPECT_EQ(found_in_sections(with_topic(R"(
Parameters: {Name: {Type: String}}
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups: [{Parameters: [Nam]}]
    ParameterLabels: {Names: {default: y}}
)")),
            "warning OT4023 5:37 "
            "Metadata/AWS::CloudFormation::Interface/ParameterGroups/0/Parameters/0: the template "
            "has no parameter 'Nam' (did you mean 'Name'?)\n"
            "warning OT4023 6:23 Metadata/AWS::CloudFormation::Interface/ParameterLabels/Names: "
            "the template has no parameter 'Names' (did you mean 'Name'?)\n");
}

TEST(TemplateMetadata, HasTheShapeThatTheConsoleReads) {
  EXPECT_THAT(found_in_sections(with_topic(R"(
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups: [{Label: Network}]
)")),
              HasSubstr("warning OT4024 4:31 "
                        "Metadata/AWS::CloudFormation::Interface/ParameterGroups/0/Label: a label "
                        "must be a map, not the text 'Network'"));
}

}  // namespace
}  // namespace omnitrack::validate
