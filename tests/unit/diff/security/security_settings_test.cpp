#include "diff/security/security_changes.hpp"

namespace omnitrack::diff {
namespace {

/// One resource with properties in flow style.
std::string one(std::string_view type, std::string_view properties) {
  return "\n  R:\n    Type: " + std::string(type) + "\n    Properties: {" +
         std::string(properties) + "}\n";
}

std::string changed(std::string_view type, std::string_view before, std::string_view after) {
  return security_of_resources(one(type, before), one(type, after));
}

TEST(SecuritySettings, EncryptionAtRestThatIsSwitchedOffIsWider) {
  const std::string off = "wider encryption R: encryption at rest is switched off\n";
  EXPECT_EQ(changed("AWS::RDS::DBInstance", "StorageEncrypted: true", "StorageEncrypted: 'false'"),
            off);
  EXPECT_EQ(changed("AWS::RDS::DBInstance", "StorageEncrypted: true", "DBName: d"), off);
  EXPECT_EQ(changed("AWS::OpenSearchService::Domain", "EncryptionAtRestOptions: {Enabled: true}",
                    "DomainName: d"),
            off);
  EXPECT_EQ(changed("AWS::DynamoDB::Table", "SSESpecification: {SSEEnabled: false}",
                    "SSESpecification: {SSEEnabled: true}"),
            "tighter encryption R: encryption with a key of KMS is switched on\n");
  EXPECT_EQ(changed("AWS::RDS::DBInstance", "StorageEncrypted: true", "StorageEncrypted: 'true'"),
            "");
}

TEST(SecuritySettings, EncryptionInTransitThatWeakensIsWider) {
  EXPECT_EQ(changed("AWS::ElasticLoadBalancingV2::Listener", "Protocol: HTTPS", "Protocol: HTTP"),
            "wider encryption R: the protocol of the listener goes from HTTPS to HTTP\n");
  EXPECT_EQ(changed("AWS::CloudFront::Distribution",
                    "DistributionConfig: {ViewerCertificate: {MinimumProtocolVersion: "
                    "TLSv1.2_2021}}",
                    "DistributionConfig: {ViewerCertificate: {MinimumProtocolVersion: TLSv1}}"),
            "wider encryption R: the oldest TLS version goes from TLSv1.2_2021 to TLSv1\n");
  EXPECT_EQ(changed("AWS::ElasticLoadBalancingV2::Listener", "SslPolicy: ELBSecurityPolicy-2016-08",
                    "SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06"),
            "tighter encryption R: the TLS policy goes from ELBSecurityPolicy-2016-08 to "
            "ELBSecurityPolicy-TLS13-1-2-2021-06\n");
}

TEST(SecuritySettings, TheModeOfATransitThatIsSwitchedOnSaysNothingBesides) {
  const std::string cache = "AWS::ElastiCache::ReplicationGroup";
  EXPECT_EQ(changed(cache, "CacheNodeType: t",
                    "CacheNodeType: t, TransitEncryptionEnabled: true, TransitEncryptionMode: "
                    "preferred"),
            "tighter encryption R: encryption in transit is switched on\n");
  EXPECT_EQ(changed(cache, "TransitEncryptionEnabled: true",
                    "TransitEncryptionEnabled: true, TransitEncryptionMode: preferred"),
            "wider encryption R: encryption in transit goes from required to preferred\n");
}

TEST(SecuritySettings, AParameterWhoseValueIsShownIsWider) {
  const auto stack = [](const std::string& parameter) {
    return "Parameters: {P: " + parameter +
           "}\nResources: {R: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref P}}}";
  };
  const std::string hidden = stack("{Type: String, NoEcho: true}");
  const std::string shown = stack("{Type: String}");
  EXPECT_EQ(security(hidden, shown),
            "wider permissions P: whoever may describe the stack reads its value\n");
  EXPECT_EQ(security(shown, hidden),
            "tighter permissions P: its value is hidden from whoever may describe the stack\n");
  EXPECT_EQ(security(hidden, stack("{Type: String, NoEcho: true, MinLength: 3}")), "");
}

TEST(SecuritySettings, AKeyThatGoesIsWiderAndAnotherOneUnclear) {
  EXPECT_EQ(changed("AWS::SNS::Topic", "KmsMasterKeyId: alias/a", "TopicName: t"),
            "wider encryption R: the own encryption key is taken away\n");
  EXPECT_EQ(changed("AWS::SNS::Topic", "KmsMasterKeyId: alias/a", "KmsMasterKeyId: alias/b"),
            "unclear encryption R: the own encryption key is another one\n");
  EXPECT_EQ(changed("AWS::KMS::Key", "EnableKeyRotation: true", "Enabled: true"),
            "wider encryption R: the rotation of the key is switched off\n");
}

TEST(SecuritySettings, WhatTheInternetReachesIsWider) {
  EXPECT_EQ(
      changed("AWS::RDS::DBInstance", "PubliclyAccessible: false", "PubliclyAccessible: true"),
      "wider public_access R: access from the internet is switched on\n");
  EXPECT_EQ(changed("AWS::RDS::DBInstance", "PubliclyAccessible: true", "DBName: d"),
            "unclear public_access R: access from the internet may change: it depends on what "
            "holds where nothing is said\n");
  EXPECT_EQ(changed("AWS::Lambda::Url", "AuthType: AWS_IAM", "AuthType: NONE"),
            "wider public_access R: the authorization of the function URL goes from AWS_IAM to "
            "NONE\n");
  EXPECT_EQ(changed("AWS::ApiGateway::Method", "ApiKeyRequired: true, AuthorizationType: NONE",
                    "AuthorizationType: NONE"),
            "wider public_access R: the need of an API key is switched off\n");
  EXPECT_EQ(changed("AWS::EKS::Cluster", "ResourcesVpcConfig: {PublicAccessCidrs: [10.0.0.0/8]}",
                    "ResourcesVpcConfig: {SubnetIds: []}"),
            "wider public_access R: the addresses that reach the cluster: newly 0.0.0.0/0\n");
}

TEST(SecuritySettings, WhatANewItemOfAListLetsInIsWider) {
  const auto entry = [](std::string_view policies) {
    return "ClusterName: c, PrincipalArn: 'arn:aws:iam::111122223333:role/r'" +
           std::string(policies);
  };
  const auto policy = [&](std::string_view scope) {
    return entry(", AccessPolicies: [{PolicyArn: 'arn:a', AccessScope: " + std::string(scope) +
                 "}]");
  };
  constexpr std::string_view type = "AWS::EKS::AccessEntry";
  EXPECT_EQ(changed(type, entry(""), policy("{Type: cluster}")),
            "wider permissions R: the access policies of the cluster: newly arn:a\n"
            "wider permissions R: where the access policies hold is cluster\n");
  EXPECT_EQ(changed(type, policy("{Type: namespace, Namespaces: [n]}"), policy("{Type: cluster}")),
            "wider permissions R: where the access policies hold goes from namespace to cluster\n");
  EXPECT_EQ(changed(type, policy("{Type: namespace, Namespaces: [n]}"),
                    policy("{Type: namespace, Namespaces: [n, m]}")),
            "wider permissions R: the namespaces that the access policies are for: newly m\n");
}

TEST(SecuritySettings, ABucketThatOpensIsWider) {
  EXPECT_EQ(changed("AWS::S3::Bucket",
                    "PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: "
                    "true}",
                    "PublicAccessBlockConfiguration: {BlockPublicAcls: true}"),
            "wider public_access R: the block of public policies is switched off\n");
  EXPECT_EQ(changed("AWS::S3::Bucket", "AccessControl: Private", "AccessControl: PublicRead"),
            "wider public_access R: the ACL of the bucket goes from Private to PublicRead\n");
  EXPECT_EQ(changed("AWS::S3::Bucket",
                    "CorsConfiguration: {CorsRules: [{AllowedMethods: [GET], AllowedOrigins: "
                    "['https://a.example']}]}",
                    "CorsConfiguration: {CorsRules: [{AllowedMethods: [GET], AllowedOrigins: "
                    "['*']}]}"),
            "wider public_access R: the origins that may call across sites: newly *\n");
}

TEST(SecuritySettings, SignInThatWeakensIsWider) {
  EXPECT_EQ(changed("AWS::Cognito::UserPool",
                    "MfaConfiguration: 'ON', AdminCreateUserConfig: {AllowAdminCreateUserOnly: "
                    "true}, Policies: {PasswordPolicy: {MinimumLength: 12, RequireNumbers: true}}",
                    "MfaConfiguration: OPTIONAL, AdminCreateUserConfig: "
                    "{AllowAdminCreateUserOnly: false}, Policies: {PasswordPolicy: "
                    "{MinimumLength: 8, RequireNumbers: true}}"),
            "wider permissions R: the second factor at sign-in goes from ON to OPTIONAL\n"
            "wider public_access R: the rule that only administrators create users is switched "
            "off\n"
            "wider permissions R: the least length of a password goes from 12 to 8\n");
  EXPECT_EQ(changed("AWS::Cognito::UserPoolClient", "PreventUserExistenceErrors: ENABLED",
                    "ClientName: c"),
            "wider permissions R: the hiding of which users exist goes from ENABLED to LEGACY\n");
}

TEST(SecuritySettings, AuditThatGoesIsWider) {
  EXPECT_EQ(security_of_resources(one("AWS::EC2::FlowLog", "TrafficType: ALL"),
                                  "\n  Other: {Type: AWS::SNS::Topic}\n"),
            "wider audit R: the flow log is taken away\n");
  EXPECT_EQ(changed("AWS::CloudTrail::Trail", "EnableLogFileValidation: true, IsLogging: true",
                    "IsLogging: true"),
            "wider audit R: the validation of log files is switched off\n");
  EXPECT_EQ(changed("AWS::ElasticLoadBalancingV2::LoadBalancer",
                    "LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: 'true'}]",
                    "LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: 'false'}]"),
            "wider audit R: the access log is switched off\n");
  EXPECT_EQ(changed("AWS::Lambda::Function", "TracingConfig: {Mode: Active}", "Handler: h"), "");
}

TEST(SecuritySettings, ItemsOfAListAreFoundByTheirNames) {
  const std::string a = "{DeviceName: /dev/a, Ebs: {Encrypted: true}}";
  const std::string b = "{DeviceName: /dev/b, Ebs: {Encrypted: ";
  EXPECT_EQ(changed("AWS::EC2::Instance", "BlockDeviceMappings: [" + a + ", " + b + "true}}]",
                    "BlockDeviceMappings: [" + b + "false}}, " + a + "]"),
            "wider encryption R: encryption at rest is switched off\n");
}

TEST(SecuritySettings, ANewResourceSaysOnlyWhatItOpens) {
  const std::string topic = "\n  Topic: {Type: AWS::SNS::Topic}\n";
  EXPECT_EQ(
      security_of_resources(topic, topic + one("AWS::RDS::DBInstance",
                                               "PubliclyAccessible: true, StorageEncrypted: true")),
      "wider public_access R: access from the internet is on\n");
  EXPECT_EQ(security_of_resources(topic + one("AWS::RDS::DBInstance",
                                              "PubliclyAccessible: true, StorageEncrypted: true"),
                                  topic),
            "tighter public_access R: access from the internet is on no more\n");
}

TEST(SecuritySettings, AParameterOrABranchIsSaid) {
  const std::string head =
      "Parameters:\n  On: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref On, x]\n"
      "Resources:\n";
  EXPECT_EQ(security(head + one("AWS::RDS::DBInstance", "StorageEncrypted: true"),
                     head + one("AWS::RDS::DBInstance", "StorageEncrypted: !Ref On")),
            "unclear encryption R: encryption at rest may change: it depends on the parameter "
            "On\n");
  EXPECT_EQ(
      security(head + one("AWS::RDS::DBInstance", "StorageEncrypted: true"),
               head + one("AWS::RDS::DBInstance", "StorageEncrypted: !If [IsProd, true, false]")),
      "wider encryption R: encryption at rest is switched off, where not IsProd\n");
}

TEST(SecuritySettings, TheWorseRowsComeFirstThenTheOrderOfTheTemplate) {
  const auto both = [](std::string_view first, std::string_view second) {
    return "\n  B: {Type: AWS::RDS::DBInstance, Properties: {StorageEncrypted: " +
           std::string(first) + "}}\n  A: {Type: AWS::RDS::DBInstance, Properties: " +
           "{StorageEncrypted: " + std::string(second) + "}}\n";
  };
  EXPECT_EQ(security_of_resources(both("false", "true"), both("true", "false")),
            "wider encryption A: encryption at rest is switched off\n"
            "tighter encryption B: encryption at rest is switched on\n");
  EXPECT_EQ(security_of_resources(both("true", "true"), both("false", "false")),
            "wider encryption B: encryption at rest is switched off\n"
            "wider encryption A: encryption at rest is switched off\n");
}

TEST(SecuritySettings, AStackThatComesOrGoesIsComparedWithNothing) {
  const Given given("Resources:" + one("AWS::Lambda::Url", "AuthType: NONE"));
  const std::array<StackDiff, 2> diffs{StackDiff{.name = "Gone", .before = given.index()},
                                       StackDiff{.name = "New", .after = given.index()}};
  const auto changes = find_security_changes(diffs);
  EXPECT_EQ(as_lines(changes),
            "wider public_access R: the authorization of the function URL is NONE\n"
            "tighter public_access R: the authorization of the function URL is NONE no more\n");
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].stack, 1U);
  EXPECT_EQ(changes[0].path, "/Properties/AuthType");
  EXPECT_EQ(changes[1].stack, 0U);
}

TEST(SecuritySettings, TheSafestValueOpensNothingWhateverHeldBefore) {
  const auto instance = [](const std::string& more) {
    return "  I: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-12345678" + more + "}}\n";
  };
  EXPECT_EQ(
      security_of_resources(instance(""), instance(", MetadataOptions: {HttpTokens: required}")),
      "");
  EXPECT_NE(
      security_of_resources(instance(""), instance(", MetadataOptions: {HttpTokens: optional}")),
      "");
  const auto database = [](const std::string& more) {
    return "  D: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceClass: db.t3.micro" + more +
           "}}\n";
  };
  EXPECT_EQ(security_of_resources(database(""), database(", PubliclyAccessible: false")), "");
}

TEST(SecuritySettings, ADoorThatIsLeftOpenIsWider) {
  EXPECT_EQ(
      changed("AWS::WAFv2::WebACL", "DefaultAction: {Block: {}}", "DefaultAction: {Allow: {}}"),
      "wider public_access R: the blocking of what no rule lets through is taken away\n");
  EXPECT_EQ(changed("AWS::WAFv2::WebACL", "Rules: [{Name: a, Action: {Block: {}}}]",
                    "Rules: [{Name: a, Action: {Count: {}}}]"),
            "wider public_access R: the blocking by the rule is taken away\n");
  EXPECT_EQ(changed("AWS::CloudFront::Distribution",
                    "DistributionConfig: {DefaultCacheBehavior: {TrustedKeyGroups: [k]}}",
                    "DistributionConfig: {DefaultCacheBehavior: {TargetOriginId: o}}"),
            "wider public_access R: the need of signed addresses is taken away\n");
  EXPECT_EQ(changed("AWS::Neptune::DBCluster", "IamAuthEnabled: true", "Port: 1"),
            "wider permissions R: the need to sign in by IAM is switched off\n");
  EXPECT_EQ(changed("AWS::S3::AccessPoint", "Bucket: b, VpcConfiguration: {VpcId: v}", "Bucket: b"),
            "wider network R: the VPC that the access point is bound to is taken away\n");
  EXPECT_EQ(changed("AWS::IAM::UserToGroupAddition", "Users: [a]", "Users: [a, b]"),
            "wider permissions R: the users in the group: newly b\n");
}

TEST(SecuritySettings, AFunctionUrlOfSamIsReadToo) {
  EXPECT_EQ(changed("AWS::Serverless::Function", "FunctionUrlConfig: {AuthType: AWS_IAM}",
                    "FunctionUrlConfig: {AuthType: NONE}"),
            "wider public_access R: the authorization of the function URL goes from AWS_IAM to "
            "NONE\n");
}

TEST(SecuritySettings, ADomainThatLeavesItsVpcIsWider) {
  EXPECT_EQ(changed("AWS::OpenSearchService::Domain", "DomainName: d, VPCOptions: {SubnetIds: [a]}",
                    "DomainName: d"),
            "wider network R: the VPC that the domain is in is taken away\n");
  EXPECT_EQ(changed("AWS::OpenSearchService::Domain", "VPCOptions: {SubnetIds: [a]}",
                    "VPCOptions: {SubnetIds: [b]}"),
            "");
}

TEST(SecuritySettings, WhoMaySignInCounts) {
  EXPECT_EQ(changed("AWS::IAM::OIDCProvider", "ClientIdList: [a]", "ClientIdList: [a, b]"),
            "wider permissions R: the applications whose users may sign in: newly b\n");
  EXPECT_EQ(changed("AWS::EKS::AccessEntry", "KubernetesGroups: [a]", "KubernetesGroups: [a, b]"),
            "wider permissions R: the groups in the cluster: newly b\n");
}

TEST(SecuritySettings, ARuleThatBlocksProtectsByBeingThere) {
  const std::string acl = "AWS::WAFv2::WebACL";
  const std::string rule = "Rules: [{Name: a, Priority: 1, Action: {Block: {}}}]";
  EXPECT_EQ(changed(acl, rule, "Rules: []"),
            "wider public_access R: the blocking by the rule is taken away\n");
  EXPECT_EQ(changed(acl, "Scope: REGIONAL", rule),
            "tighter public_access R: the blocking by the rule is added\n");
}

TEST(SecuritySettings, SignInAtTheLoadBalancerRecordsAndKeysCount) {
  EXPECT_EQ(changed("AWS::ElasticLoadBalancingV2::Listener",
                    "DefaultActions: [{Type: authenticate-oidc, AuthenticateOidcConfig: {ClientId: "
                    "c}}, {Type: forward}]",
                    "DefaultActions: [{Type: forward}]"),
            "wider public_access R: the sign-in at the load balancer is taken away\n");
  EXPECT_EQ(changed("AWS::Config::ConfigurationRecorder", "RecordingGroup: {AllSupported: true}",
                    "RecordingGroup: {AllSupported: false}"),
            "wider audit R: the record of all types of resources is switched off\n");
  EXPECT_EQ(changed("AWS::IAM::AccessKey", "UserName: u, Status: Inactive", "UserName: u"),
            "wider permissions R: the access key goes from Inactive to Active\n");
}

TEST(SecuritySettings, ATextInPlaceOfASecretIsWider) {
  const std::string wider =
      "wider permissions R: a secret gives way to a text that stands in the template\n";
  const std::string database = "AWS::RDS::DBInstance";
  const std::string from_secret =
      "MasterUserPassword: '{{resolve:secretsmanager:a:SecretString:p}}'";
  EXPECT_EQ(changed(database, from_secret, "MasterUserPassword: abc"), wider);
  EXPECT_EQ(changed(database, from_secret,
                    "MasterUserPassword: '{{resolve:secretsmanager:b:SecretString:p}}'"),
            "");
  const auto by_parameter = [](const std::string& value) {
    return "Parameters: {P: {Type: String, NoEcho: true}}\nResources:\n  R: {Type: "
           "AWS::RDS::DBInstance, Properties: {MasterUserPassword: " +
           value + "}}\n  S: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref P}}\n";
  };
  EXPECT_EQ(security(by_parameter("!Ref P"), by_parameter("abc")), wider);
}

TEST(SecuritySettings, LogsMasksAndRotationsThatGoAreWider) {
  EXPECT_EQ(changed("AWS::AmazonMQ::Broker", "Logs: {Audit: true}", "Logs: {Audit: false}"),
            "wider audit R: the audit log is switched off\n");
  EXPECT_EQ(changed("AWS::Logs::LogGroup", "DataProtectionPolicy: {Name: x}", "LogGroupName: l"),
            "wider permissions R: the protection of sensitive data is taken away\n");
  EXPECT_EQ(changed("AWS::Transfer::Server", "Protocols: [SFTP]", "Protocols: [SFTP, FTP]"),
            "wider public_access R: the protocols of the server: newly FTP\n");
  EXPECT_EQ(security_of_resources(one("AWS::SecretsManager::RotationSchedule", "SecretId: s"), ""),
            "wider encryption R: the rotation of the secret is taken away\n");
}

}  // namespace
}  // namespace omnitrack::diff
