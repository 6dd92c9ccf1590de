#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

/// What is found in templates named `a`, `b`, … together.
std::string found(const std::vector<std::string>& texts) {
  std::vector<tmpl::Document> documents;
  std::vector<const tmpl::Index*> app;
  for (const std::string& text : texts) {
    const std::string name(1, static_cast<char>('a' + documents.size()));
    documents.push_back(sound_document(name, text));
    app.push_back(&documents.back().index());
  }
  Findings findings;
  check_together(app, findings);
  std::string lines;
  for (const Finding& each : findings) lines += each.in->file() + ' ' + as_lines({each});
  return lines;
}

testing::AssertionResult says(const std::string& found, std::string_view expected) {
  if (found.find(expected) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << expected << "' is not in:\n" << found;
}

std::string exporting(std::string_view name) {
  return "Resources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}\n"
         "Outputs: {O: {Value: !Ref V, Export: {Name: " +
         std::string(name) + "}}}\n";
}

std::string importing(std::string_view name) {
  return "Resources: {S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue " +
         std::string(name) + "}}}\n";
}

TEST(Imports, AreExportedByAnotherTemplate) {
  EXPECT_EQ(found({exporting("Vpc"), importing("Vpc")}), "");
  EXPECT_TRUE(says(found({exporting("Network-Vpc"), importing("NetworkVpc")}),
                   "Resources/S/Properties/VpcId: none of the given "
                   "templates exports 'NetworkVpc' (did you mean 'Network-Vpc'?)"));
}

TEST(Imports, MayBeOfNamesThatAreKnownAtDeploymentOnly) {
  EXPECT_EQ(found({exporting("!Sub '${AWS::StackName}-Vpc'"), importing("Net-Vpc")}), "");
  EXPECT_EQ(found({exporting("Vpc"), importing("{'Fn::Sub': '${Net}-Vpc'}")}), "");
  EXPECT_EQ(found({exporting("!Sub 'a${X}b${Y}-Vpc'"), importing("aXXbb-YYb-Vpc")}), "");
  EXPECT_TRUE(says(found({exporting("!Sub 'a${X}b${Y}c'"), importing("axyc")}), "warning OT4701"));
  EXPECT_TRUE(says(found({exporting("!Sub '${AWS::StackName}-Vpc'"), importing("Net-Subnet")}),
                   "warning OT4701"));
}

TEST(Imports, OfOneTemplateAloneAreNotChecked) { EXPECT_EQ(found({importing("Vpc")}), ""); }

std::string reading(std::string_view stack, std::string_view output) {
  return "Resources: {S: {Type: AWS::EC2::Subnet, Properties: {VpcId: {'Fn::GetStackOutput': "
         "{StackName: " +
         std::string(stack) + ", OutputName: " + std::string(output) + "}}}}}\n";
}

TEST(StackOutputs, AreOfTheTemplateThatIsNamedAfterTheStack) {
  EXPECT_EQ(found({exporting("Vpc"), reading("a", "O")}), "");
  EXPECT_EQ(found({exporting("Vpc"), reading("a", "VpcId")}),
            "b warning OT4711 1:61 Resources/S/Properties/VpcId: 'a' has no output 'VpcId'\n");
  EXPECT_EQ(found({exporting("Vpc"), reading("network", "VpcId")}), "");
}

TEST(StackOutputs, MayBeReadByNamesThatArePutTogether) {
  EXPECT_TRUE(says(found({exporting("Vpc"), reading("!Sub 'a'", "VpcId")}), "no output 'VpcId'"));
  EXPECT_EQ(found({exporting("Vpc"), reading("!Sub '${Net}'", "VpcId")}), "");
  EXPECT_EQ(found({exporting("Vpc"), reading("!Sub '${AWS::Region}'", "VpcId")}), "");
}

TEST(StackOutputs, MayBeMadeByALoopOrAMacro) {
  EXPECT_EQ(found({exporting("Vpc") + "Transform: Own\n", reading("a", "VpcId")}), "");
  EXPECT_EQ(found({"Transform: AWS::LanguageExtensions\n"
                   "Resources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}\n"
                   "Outputs: {'Fn::ForEach::L': [N, [A], {'O${N}': {Value: !Ref V}}]}\n",
                   reading("a", "OA")}),
            "");
}

TEST(StackOutputs, ThatAreReadUnderAConditionAreNotLookedUp) {
  EXPECT_EQ(found({exporting("Vpc"),
                   "Conditions: {C: !Equals [a, b]}\n"
                   "Resources: {S: {Type: AWS::EC2::Subnet, Condition: C, Properties: {VpcId: "
                   "{'Fn::GetStackOutput': {StackName: a, OutputName: X}}}}}\n"}),
            "");
}

TEST(Exports, HaveANameOfTheirOwn) {
  EXPECT_TRUE(says(found({exporting("Vpc"), exporting("Vpc")}),
                   "b error OT4702 2:45 Outputs/O/Export/Name: 'a' already exports 'Vpc'"));
  EXPECT_EQ(found({exporting("!Sub '${AWS::StackName}'"), exporting("!Sub '${AWS::StackName}'")}),
            "");
}

TEST(ApiAccounts, AreOneForAllStacks) {
  const std::string account = "Resources: {A: {Type: AWS::ApiGateway::Account}}\n";
  const std::string conditional =
      "Conditions: {C: !Equals [a, b]}\n"
      "Resources: {A: {Type: AWS::ApiGateway::Account, Condition: C}}\n";
  EXPECT_TRUE(says(found({account, exporting("Vpc"), account}),
                   "c warning OT4710 1:13 Resources/A: 'a' also sets the one "
                   "AWS::ApiGateway::Account of an account and region"));
  EXPECT_EQ(found({account, exporting("Vpc")}), "");
  EXPECT_EQ(found({account, conditional}), "");
}

TEST(Stacks, DoNotImportInACircle) {
  const std::string first = "Outputs: {A: {Value: !ImportValue B, Export: {Name: A}}}\n";
  const std::string second = "Outputs: {B: {Value: !ImportValue A, Export: {Name: B}}}\n";
  EXPECT_TRUE(says(found({first, second}), "'a' → 'b' → 'a'"));
  EXPECT_TRUE(
      says(found({"Outputs: {A: {Value: !ImportValue A, Export: {Name: A}}}\n", exporting("Vpc")}),
           "a stack cannot import what it exports itself"));
}

TEST(Stacks, DoNotShareAResourcesName) {
  const auto named = [](std::string_view name) {
    return "Resources: {G: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: " +
           std::string(name) + "}}}\n";
  };
  EXPECT_TRUE(says(found({named("x"), named("x")}), "already that of 'G' in 'a'"));
  EXPECT_EQ(found({named("!Sub '${AWS::StackName}'"), named("!Sub '${AWS::StackName}'")}), "");
  EXPECT_EQ(found({named("x"), named("y")}), "");
}

TEST(PeeredNetworks, DoNotOverlap) {
  const auto peering = [](std::string_view cidr) {
    return "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: " + std::string(cidr) +
           "}}\n  P: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !Ref V, "
           "PeerVpcId: !ImportValue Vpc}}\n";
  };
  EXPECT_TRUE(says(found({exporting("Vpc"), peering("10.0.128.0/20")}), "b error OT4704"));
  EXPECT_EQ(found({exporting("Vpc"), peering("10.1.0.0/16")}), "");
  EXPECT_EQ(found({exporting("Vpc"), peering("!Ref Cidr")}), "");
}

TEST(PeeredNetworks, OfOneTemplateDoNotOverlap) {
  EXPECT_TRUE(says(found({"Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: "
                          "10.0.0.0/16}}\n  W: {Type: AWS::EC2::VPC, Properties: {CidrBlock: "
                          "10.0.0.0/24}}\n  P: {Type: AWS::EC2::VPCPeeringConnection, Properties: "
                          "{VpcId: !Ref V, PeerVpcId: !Ref W}}\n"}),
                   "error OT4704"));
}

TEST(TransitGateways, RouteARangeToOneNetworkOnly) {
  const auto attached = [](std::string_view second) {
    return found(
        {"Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
         "  W: {Type: AWS::EC2::VPC, Properties: {CidrBlock: " +
         std::string(second) +
         "}}\n  T: {Type: AWS::EC2::TransitGateway}\n  A: {Type: "
         "AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref T, "
         "VpcId: !Ref V}}\n  B: {Type: AWS::EC2::TransitGatewayAttachment, Properties: "
         "{TransitGatewayId: !Ref T, VpcId: !Ref W}}\n"});
  };
  EXPECT_TRUE(says(attached("10.0.0.0/20"), "warning OT4705"));
  EXPECT_EQ(attached("10.1.0.0/16"), "");
}

std::string nesting(std::string_view rest) {
  return "Resources:\n  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./b" +
         std::string(rest) + "}}\n";
}

const std::string nested =
    "Parameters: {A: {Type: String}, B: {Type: String, Default: b}}\n"
    "Resources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {Topic: {Value: !Ref T}}\n";

TEST(NestedStacks, GetTheParametersOfTheirTemplate) {
  EXPECT_EQ(found({nesting(", Parameters: {A: a}"), nested}), "");
  EXPECT_EQ(found({nesting(", Parameters: {'Fn::Transform': {Name: M}}"), nested}), "");
  EXPECT_TRUE(says(found({nesting(", Parameters: {A: a, C: c}"), nested}),
                   "Parameters/C: 'b' has no parameter 'C'"));
  EXPECT_TRUE(says(found({nesting(""), nested}),
                   "error OT4708 2:53 Resources/N/Properties: the parameter 'A' of 'b'"));
}

TEST(NestedStacks, AreReadByTheOutputsOfTheirTemplate) {
  const std::string stack = nesting(", Parameters: {A: a}");
  EXPECT_EQ(found({stack + "Outputs: {O: {Value: !GetAtt N.Outputs.Topic}}\n", nested}), "");
  EXPECT_TRUE(says(found({stack + "Outputs: {O: {Value: !GetAtt N.Outputs.Topics}}\n", nested}),
                   "Outputs/O: 'b' has no output 'Topics' (did you mean 'Topic'?)"));
}

}  // namespace
}  // namespace omnitrack::validate
