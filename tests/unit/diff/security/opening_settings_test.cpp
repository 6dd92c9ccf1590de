#include "diff/security/security_changes.hpp"

namespace omnitrack::diff {
namespace {

/// What a change of the properties of one resource does.
std::string with_setting(const std::string& type, const std::string& before,
                         const std::string& after) {
  const auto resource = [&](const std::string& properties) {
    return "\n  R: {Type: " + type + ", Properties: {" + properties + "}}\n";
  };
  return security_of_resources(resource(before), resource(after));
}

TEST(SecuritySettings, OfSignInOpenByTheirValues) {
  EXPECT_EQ(with_setting("AWS::Cognito::UserPoolClient", "ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH]",
                         "ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_USER_PASSWORD_AUTH]"),
            "wider permissions R: the ways to sign in: newly ALLOW_USER_PASSWORD_AUTH\n");
  EXPECT_EQ(with_setting("AWS::IAM::Role", "MaxSessionDuration: 3600", "MaxSessionDuration: 43200"),
            "wider permissions R: how many seconds a session of the role lasts goes from 3600 to "
            "43200\n");
  EXPECT_EQ(with_setting("AWS::VpcLattice::Service", "AuthType: AWS_IAM", "AuthType: NONE"),
            "wider public_access R: the authorization of calls goes from AWS_IAM to NONE\n");
  EXPECT_EQ(
      with_setting("AWS::IAM::User", "UserName: u", "UserName: u, LoginProfile: {Password: p}"),
      "wider permissions R: the sign-in to the console is added\n");
}

TEST(SecuritySettings, OfNetworksOpenByTheirValues) {
  EXPECT_EQ(with_setting("AWS::MWAA::Environment", "WebserverAccessMode: PRIVATE_ONLY",
                         "WebserverAccessMode: PUBLIC_ONLY"),
            "wider public_access R: the access to the web server goes from PRIVATE_ONLY to "
            "PUBLIC_ONLY\n");
  EXPECT_EQ(with_setting("AWS::NetworkFirewall::FirewallPolicy",
                         "FirewallPolicy: {StatelessDefaultActions: ['aws:drop']}",
                         "FirewallPolicy: {StatelessDefaultActions: ['aws:pass']}"),
            "wider network R: what the firewall does by default goes from aws:drop to aws:pass\n");
  EXPECT_EQ(with_setting("AWS::EC2::VPCBlockPublicAccessOptions",
                         "InternetGatewayBlockMode: block-bidirectional",
                         "InternetGatewayBlockMode: 'off'"),
            "wider network R: the block of internet gateways goes from block-bidirectional to "
            "off\n");
}

TEST(SecuritySettings, OfDataOpenByTheirValues) {
  EXPECT_EQ(with_setting("AWS::LakeFormation::PrincipalPermissions", "Permissions: [DESCRIBE]",
                         "Permissions: [DESCRIBE, SELECT]"),
            "wider permissions R: what may be done with the data: newly SELECT\n");
  EXPECT_EQ(with_setting("AWS::DMS::Endpoint", "SslMode: verify-full", "SslMode: none"),
            "wider encryption R: encryption in transit goes from verify-full to none\n");
}

TEST(SecuritySettings, WhatComesWithAccessIsOpen) {
  const std::string topic = "\n  T: {Type: AWS::SNS::Topic}\n";
  EXPECT_EQ(security_of_resources(topic, topic + "  K: {Type: AWS::IAM::AccessKey, Properties: "
                                                 "{UserName: bob}}\n"),
            "wider permissions K: a key to sign in with is there\n");
}

TEST(SecuritySettings, AVariableThatIsNoLongerTakenFromASecret) {
  const std::string task = "AWS::ECS::TaskDefinition";
  EXPECT_EQ(with_setting(task, "ContainerDefinitions: [{Name: c, Secrets: [{Name: P}]}]",
                         "ContainerDefinitions: [{Name: c, Environment: [{Name: P, Value: x}]}]"),
            "wider permissions R: the variable 'P' is no longer taken from a secret, but stands in "
            "the template\n");
  EXPECT_EQ(with_setting(task, "ContainerDefinitions: [{Name: c, Secrets: [{Name: P}]}]",
                         "ContainerDefinitions: [{Name: c, Environment: [{Name: Q, Value: x}]}]"),
            "");
}

}  // namespace
}  // namespace omnitrack::diff
