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

TEST(SecuritySettings, OfSignInAtALoadBalancerOpenByWhatIsDoneWithoutOne) {
  const auto action = [](const std::string& more) {
    return "DefaultActions: [{Type: authenticate-oidc, AuthenticateOidcConfig: {ClientId: c" +
           more + "}}]";
  };
  const std::string words =
      "wider public_access R: what is done with those who are not signed in goes from ";
  const std::string listener = "AWS::ElasticLoadBalancingV2::Listener";
  EXPECT_EQ(with_setting(listener, action(""), action(", OnUnauthenticatedRequest: allow")),
            words + "authenticate to allow\n");
  EXPECT_EQ(with_setting(listener, action(""), action(", OnUnauthenticatedRequest: deny")), "");
}

TEST(SecuritySettings, OfCodeAndStreamsOpenByTheirValues) {
  EXPECT_EQ(with_setting("AWS::Lambda::CodeSigningConfig",
                         "CodeSigningPolicies: {UntrustedArtifactOnDeployment: Enforce}",
                         "CodeSigningPolicies: {UntrustedArtifactOnDeployment: Warn}"),
            "wider permissions R: what is done with code that nobody trusted has signed goes from "
            "Enforce to Warn\n");
  EXPECT_EQ(with_setting("AWS::IVS::Channel", "", "InsecureIngest: true"),
            "wider encryption R: taking in streams without encryption is switched on\n");
  EXPECT_EQ(with_setting("AWS::ElastiCache::ReplicationGroup", "UserGroupIds: [a]", ""),
            "wider permissions R: the list of users that may sign in to the cache is taken away\n");
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

TEST(SecuritySettings, OfCollectionsAreReadInTheTextOfTheirPolicy) {
  const auto policy = [](const std::string& text) { return "Policy: !Sub '" + text + "'"; };
  const std::string type = "AWS::OpenSearchServerless::SecurityPolicy";
  EXPECT_EQ(
      with_setting(type, policy(R"([{"AllowFromPublic": false, "SourceVPCEs": ["vpce-1"]}])"),
                   policy(R"([{"SourceVPCEs": ["vpce-1", "vpce-2"], "AllowFromPublic": true}])")),
      "wider network R: the VPC endpoints that reach it: newly vpce-2\n"
      "wider public_access R: access from the internet is switched on\n");
  EXPECT_EQ(with_setting(type, policy(R"({"AWSOwnedKey": false, "KmsARN": "k"})"),
                         policy(R"({"AWSOwnedKey": true})")),
            "wider encryption R: the own encryption key is taken away\n");
  EXPECT_EQ(
      with_setting("AWS::OpenSearchServerless::AccessPolicy",
                   policy(R"([{"Rules": [{"Permission": ["aoss:ReadDocument"]}], )"
                          R"("Principal": ["${AWS::AccountId}"]}])"),
                   policy(R"([{"Rules": [{"Permission": ["aoss:*"]}], )"
                          R"("Principal": ["${AWS::AccountId}", "arn:aws:iam::1:role/b"]}])")),
      "wider permissions R: what may be done with it: newly aoss:*\n"
      "wider permissions R: who may use it: newly arn:aws:iam::1:role/b\n");
}

TEST(SecuritySettings, OfWebAclsOpenByTheRulesThatGo) {
  const auto rule = [](const std::string& override) {
    return "Rules: [{Name: common, Priority: 0, OverrideAction: {" + override +
           "}, Statement: {ManagedRuleGroupStatement: {VendorName: AWS, Name: a}}}]";
  };
  const std::string acl = "AWS::WAFv2::WebACL";
  EXPECT_EQ(with_setting(acl, rule("None: {}"), "Rules: []"),
            "wider public_access R: what the rules of the group block is taken away\n");
  EXPECT_EQ(with_setting(acl, rule("None: {}"), rule("Count: {}")),
            "wider public_access R: what the rules of the group block is taken away\n");
  EXPECT_EQ(with_setting(acl, "Rules: []", rule("Count: {}")), "");
  EXPECT_EQ(with_setting(acl, "Rules: []", rule("None: {}")),
            "tighter public_access R: what the rules of the group block is added\n");
}

TEST(SecuritySettings, OfIdentitiesOpenByTheRolesThatTheyGet) {
  const auto roles = [](const std::string& role) {
    return "IdentityPoolId: p, Roles: {unauthenticated: 'arn:aws:iam::123456789012:role/" + role +
           "'}";
  };
  EXPECT_EQ(with_setting("AWS::Cognito::IdentityPoolRoleAttachment", roles("a"), roles("b")),
            "wider public_access R: the role of those who have not signed in: newly "
            "arn:aws:iam::123456789012:role/b\n"
            "tighter public_access R: the role of those who have not signed in: no longer "
            "arn:aws:iam::123456789012:role/a\n");
  EXPECT_EQ(with_setting("AWS::EC2::Instance", "ImageId: a", "ImageId: a, IamInstanceProfile: b"),
            "wider permissions R: the instance profile whose rights it has: newly b\n");
  const auto authorizer = [](const std::string& audience) {
    return "ApiId: a, AuthorizerType: JWT, JwtConfiguration: {Issuer: i, Audience: " + audience +
           "}";
  };
  EXPECT_EQ(with_setting("AWS::ApiGatewayV2::Authorizer", authorizer("[a]"), authorizer("[a, b]")),
            "wider public_access R: the applications whose tokens are taken: newly b\n");
  const auto entries = [](const std::string& cidr) {
    return "PrefixListName: p, AddressFamily: IPv4, MaxEntries: 2, Entries: [{Cidr: " + cidr + "}]";
  };
  EXPECT_THAT(with_setting("AWS::EC2::PrefixList", entries("10.0.0.0/8"), entries("0.0.0.0/0")),
              testing::HasSubstr("wider network R: the addresses of the list: newly 0.0.0.0/0\n"));
}

TEST(SecuritySettings, OfMethodsAndListenersOpenByWhoIsChecked) {
  const auto listener = [](const std::string& mode) {
    return "Port: 443, MutualAuthentication: {Mode: " + mode + "}";
  };
  const std::string type = "AWS::ElasticLoadBalancingV2::Listener";
  EXPECT_EQ(with_setting(type, listener("verify"), listener("passthrough")),
            "wider public_access R: the check of the clients' certificates goes from verify to "
            "passthrough\n");
  EXPECT_EQ(with_setting(type, listener("verify"), "Port: 443"),
            "wider public_access R: the check of the clients' certificates goes from verify to "
            "off\n");
  const auto features = [](const std::string& status) {
    return "Enable: true, Features: [{Name: S3_DATA_EVENTS, Status: " + status + "}]";
  };
  EXPECT_EQ(with_setting("AWS::GuardDuty::Detector", features("ENABLED"), features("DISABLED")),
            "wider audit R: the protection by the feature goes from ENABLED to DISABLED\n");
  EXPECT_EQ(with_setting("AWS::GuardDuty::Detector",
                         "Enable: true, DataSources: {S3Logs: {Enable: true}}",
                         "Enable: true, DataSources: {S3Logs: {Enable: false}}"),
            "wider audit R: the watch over S3 is switched off\n");
}

TEST(SecuritySettings, OfRulesForNamesOpenByWhatTheyDo) {
  const std::string type = "AWS::Route53Resolver::FirewallRuleGroup";
  const auto rules = [](const std::string& first, const std::string& more) {
    return "FirewallRules: [{Priority: 1, Action: " + first + "}" + more + "]";
  };
  const std::string second = ", {Priority: 2, Action: BLOCK}";
  const std::string words =
      "wider network R: what the rule does with a query for its domains goes from BLOCK to ";
  EXPECT_EQ(with_setting(type, rules("BLOCK", second), rules("ALERT", second)), words + "ALERT\n");
  EXPECT_EQ(with_setting(type, rules("BLOCK", second), rules("BLOCK", "")), words + "ALLOW\n");
}

TEST(SecuritySettings, ThatLimitWhatIsBesideThem) {
  const std::string build = "AWS::CodeBuild::Project";
  const std::string filtered = "Triggers: {Webhook: true, FilterGroups: [[{Type: EVENT}]]}";
  EXPECT_EQ(with_setting(build, filtered, "Triggers: {Webhook: true}"),
            "wider permissions R: the filter of what starts a build is taken away\n");
  EXPECT_EQ(with_setting(build, filtered, ""), "");
  const std::string nodes = "AWS::EKS::Nodegroup";
  const std::string limited = "RemoteAccess: {Ec2SshKey: k, SourceSecurityGroups: [sg-1]}";
  EXPECT_EQ(with_setting(nodes, limited, "RemoteAccess: {Ec2SshKey: k}"),
            "wider network R: the limit of SSH to security groups, without which the internet "
            "reaches port 22 is taken away\n");
  EXPECT_EQ(with_setting(nodes, limited, ""), "");
}

TEST(SecuritySettings, OfLogsAreNeeded) {
  const auto logs = [](const std::string& types) {
    return "Logging: {ClusterLogging: {EnabledTypes: [" + types + "]}}";
  };
  const std::string both = logs("{Type: audit}, {Type: api}");
  EXPECT_EQ(with_setting("AWS::EKS::Cluster", both, logs("{Type: api}")),
            "wider audit R: the logs of the control plane: no longer audit\n");
  EXPECT_EQ(with_setting("AWS::EKS::Cluster", both, logs("{Type: api}, {Type: audit}")), "");
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
