#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

std::string found(std::string_view text) { return found_by(check_policies, text); }

/// A managed policy with one statement, of the given lines.
std::string with_statement(std::string_view lines) {
  return R"(
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - )" +
         std::string(lines) + "\n";
}

constexpr std::string_view statement_path =
    "Resources/Policy/Properties/PolicyDocument/Statement/0";

testing::AssertionResult says(const std::string& found, std::string_view expected) {
  if (found.find(expected) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << expected << "' is not in:\n" << found;
}

TEST(Policies, SaysNothingOfAUsualPolicy) {
  EXPECT_EQ(found(with_statement("{Sid: Read1, Effect: Allow, Action: ['s3:GetObject', "
                                 "'s3:List*'], Resource: ['arn:aws:s3:::a/*', !Ref X], "
                                 "Condition: {'ForAnyValue:StringLikeIfExists': {'aws:a': b}}}")),
            "");
}

TEST(Policies, AreLeftToAMacroOfOnesOwn) {
  const std::string wrong = with_statement("{Effect: Maybe, Action: '*', Resource: '*'}");
  EXPECT_TRUE(says(found(wrong), "error OT45"));
  EXPECT_EQ(found("Transform: Mine" + wrong), "");
  EXPECT_EQ(found(with_statement("{Effect: Maybe, Action: '*', Resource: '*', 'Fn::Transform': "
                                 "{Name: Mine}}")),
            "");
}

TEST(Policies, SaysNothingWherePartsAreKnownAtDeploymentOnly) {
  EXPECT_EQ(found(with_statement("{Effect: !Ref E, Action: !Ref A, Resource: !Sub '${R}'}")), "");
  EXPECT_EQ(found(with_statement("!If [C, {Effect: Allow, Action: '*', Resource: '*'}, !Ref "
                                 "'AWS::NoValue']")),
            "");
  EXPECT_EQ(found(with_statement("{'Fn::Transform': {Name: 'AWS::Include'}}")), "");
}

TEST(Policies, NameTheNearestEffect) {
  EXPECT_EQ(found(with_statement("{Effect: allow, Action: '*', Resource: '*'}")),
            "error OT4506 10:22 " + std::string(statement_path) +
                "/Effect: 'allow' is not an effect of a statement (did you mean 'Allow'?)\n");
}

TEST(Policies, LookIntoTheBranchesOfACondition) {
  EXPECT_TRUE(says(found(with_statement("!If [C, {Effect: Alow, Action: '*', Resource: '*'}, !Ref "
                                        "'AWS::NoValue']")),
                   "Statement/0/Fn::If/1/Effect: 'Alow'"));
}

TEST(Policies, NeedAnActionAndAResource) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Resource: '*'}")), "error OT4507"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: '*'}")), "error OT4508"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: [], Resource: '*'}")),
                   "list of actions is empty"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: '*', NotAction: '*', Resource: "
                                        "'*'}")),
                   "'Action' and 'NotAction' exclude each other"));
}

TEST(Policies, OfAnIdentityHaveNoPrincipal) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Principal: '*', Action: '*', Resource: "
                                        "'*'}")),
                   "error OT4511"));
}

TEST(Policies, NameTheNearestElement) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Actions: '*', Action: '*', Resource: "
                                        "'*'}")),
                   "a policy statement has no 'Actions' (did you mean 'Action'?)"));
}

TEST(Policies, NameTheNearestConditionOperator) {
  const std::string lines = found(with_statement(
      "{Effect: Allow, Action: '*', Resource: '*', Condition: {StringEqual: {a: b}}}"));
  EXPECT_TRUE(says(lines, "error OT4515"));
  EXPECT_TRUE(says(lines, "did you mean 'StringEquals'?"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: '*', Resource: '*', Condition: "
                                        "{stringequals: {a: b}}}")),
                   "warning OT4533"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: '*', Resource: '*', Condition: "
                                        "{StringEquals: a}}")),
                   "error OT4516"));
}

TEST(Policies, TakeLettersAndDigitsInSids) {
  EXPECT_TRUE(says(found(with_statement("{Sid: a-b, Effect: Allow, Action: '*', Resource: '*'}")),
                   "error OT4513"));
}

TEST(Policies, TakeEachSidOnce) {
  const std::string lines =
      found(with_statement("{Sid: A, Effect: Allow, Action: '*', Resource: '*'}\n"
                           "          - {Sid: A, Effect: Allow, Action: '*', Resource: '*'}"));
  EXPECT_TRUE(says(lines, "error OT4514"));
}

TEST(Policies, TakeTheSameSidInBranchesThatExcludeEachOther) {
  EXPECT_EQ(found(with_statement("!If [C, {Sid: A, Effect: Allow, Action: '*', Resource: '*'}, "
                                 "{Sid: A, Effect: Deny, Action: 's3:*', Resource: '*'}]")),
            "");
}

TEST(Policies, TakeArnsAsResources) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: '*', Resource: bucket/*}")),
                   "error OT4517"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:b'}")),
                   "too few parts"));
  EXPECT_EQ(found(with_statement("{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:*'}")), "");
}

TEST(Policies, TakeNoNamesOfResourcesInPlaceOfTheirArns) {
  const auto on = [](std::string_view resource) {
    return found(std::string(R"(
Resources:
  B: {Type: AWS::S3::Bucket}
  T: {Type: AWS::SNS::Topic}
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: 's3:*', Resource: )")
                     .append(resource)
                     .append("}]}}\n"));
  };
  EXPECT_TRUE(says(on("!Ref B"), "OT4517"));
  EXPECT_TRUE(says(on("!Ref B"), "the Ref of AWS::S3::Bucket is no ARN"));
  EXPECT_TRUE(says(on("[!GetAtt B.Arn, !Sub '${B}/*']"), "OT4517"));
  EXPECT_TRUE(says(on("!Join ['', [!Ref B, '/*']]"), "OT4517"));
  EXPECT_TRUE(says(on("!GetAtt B.DomainName"), "AWS::S3::Bucket.DomainName is no ARN"));
  for (const std::string_view right :
       {"!GetAtt B.Arn", "!Sub '${B.Arn}/*'", "!Sub 'arn:aws:s3:::${B}/*'", "!Ref T", "!Ref Other",
        "!Join ['', ['arn:aws:s3:::', !Ref B, '/*']]"}) {
    EXPECT_EQ(on(right).find("OT4517"), std::string::npos) << right;
  }
}

TEST(Policies, KnowTheActionsOfServices) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: GetObject, Resource: '*'}")),
                   "error OT4518"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: 'dynamo:GetItem', Resource: "
                                        "'*'}")),
                   "warning OT4519"));
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: 's3:GetObjects', Resource: '*'}")),
                   "warning OT4520"));
  EXPECT_EQ(found(with_statement("{Effect: Allow, Action: ['S3:getobject', 's3:Get*', 's3:*', "
                                 "'*:*'], Resource: '*'}")),
            "");
}

TEST(Policies, TellAnObjectsActionOnABucketAlone) {
  for (const std::string_view resource :
       {"!GetAtt Bucket.Arn", "!Sub 'arn:${AWS::Partition}:s3:::${Bucket}'", "'arn:aws:s3:::logs'",
        "{'Fn::Join': ['', ['arn:aws:s3:::', {Ref: Bucket}]]}"}) {
    EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: 's3:GetObject', Resource: " +
                                          std::string(resource) + "}")),
                     "warning OT4523"));
  }
  for (const std::string_view resource :
       {"!Sub '${Bucket.Arn}/*'", "!Sub '${Bucket.Arn}${Path}'", "'arn:aws:s3:::logs*'", "!Ref X",
        "[!GetAtt Bucket.Arn, !Sub '${Bucket.Arn}/*']", "!Sub 'arn:aws:s3:::${Name}'"}) {
    EXPECT_EQ(found(with_statement("{Effect: Allow, Action: 's3:GetObject', Resource: " +
                                   std::string(resource) + "}")),
              "");
  }
}

TEST(Policies, TellABucketsActionOnObjectsAlone) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: 's3:ListBucket', Resource: !Sub "
                                        "'${Bucket.Arn}/*'}")),
                   "warning OT4523"));
}

TEST(Policies, TellAnActionOnAnotherServicesResources) {
  EXPECT_TRUE(says(found(with_statement("{Effect: Allow, Action: 'sqs:SendMessage', Resource: "
                                        "'arn:aws:sns:eu-west-1:123456789012:t'}")),
                   "warning OT4525"));
  EXPECT_EQ(found(with_statement("{Effect: Allow, Action: 'sts:AssumeRole', Resource: "
                                 "'arn:aws:iam::123456789012:role/r'}")),
            "");
}

TEST(Policies, TellPolicyVariablesOfTheOldVersion) {
  const std::string text = R"(
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: {Effect: Allow, Action: 's3:GetObject', Resource: )";
  EXPECT_TRUE(says(found(text + "'arn:aws:s3:::h/${aws:username}/*'}\n"), "warning OT4504"));
  EXPECT_TRUE(says(found(text + "!Sub 'arn:aws:s3:::h/${!aws:username}/*'}\n"), "warning OT4504"));
  EXPECT_EQ(found(text + "!Sub 'arn:aws:s3:::h-${AWS::Region}/*'}\n"), "");
}

TEST(Policies, TakeTheirVersionsOnly) {
  const auto versioned = [](std::string_view version) {
    return found(
        "Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n"
        "      PolicyDocument:\n        Version: " +
        std::string(version) +
        "\n        Statement: {Effect: Allow, Action: '*', Resource: '*'}\n");
  };
  EXPECT_EQ(versioned("2012-10-17"), "");
  EXPECT_EQ(versioned("'2012-10-17'"), "");
  EXPECT_TRUE(says(versioned("2008-10-17"), "info OT4503"));
  EXPECT_TRUE(says(versioned("'2012-10-18'"), "error OT4502"));
}

std::string trust(std::string_view statement) {
  return "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n"
         "      AssumeRolePolicyDocument:\n        Statement:\n          " +
         std::string(statement) + "\n";
}

TEST(TrustPolicies, SayNothingOfAUsualOne) {
  EXPECT_EQ(found(trust("{Effect: Allow, Principal: {Service: [ec2.amazonaws.com, !Sub "
                        "'x.${AWS::URLSuffix}']}, Action: ['sts:AssumeRole', 'sts:TagSession']}")),
            "");
  EXPECT_EQ(found(trust("{Effect: Allow, Principal: {AWS: '123456789012'}, Action: "
                        "'sts:AssumeRole'}")),
            "");
}

TEST(TrustPolicies, HaveAPrincipalAndNoResource) {
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Action: 'sts:AssumeRole'}")), "error OT4510"));
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Principal: '*', Resource: '*', Action: "
                               "'sts:AssumeRole'}")),
                   "error OT4509"));
}

TEST(TrustPolicies, AllowRolesToBeTakenOnOnly) {
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Principal: '*', Action: 's3:GetObject'}")),
                   "error OT4522"));
}

TEST(TrustPolicies, KnowTheFormsOfPrincipals) {
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Principal: {AWS: lambda.amazonaws.com}, Action: "
                               "'sts:AssumeRole'}")),
                   "write it under 'Service'"));
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Principal: {Services: a.amazonaws.com}, Action: "
                               "'sts:AssumeRole'}")),
                   "did you mean 'Service'?"));
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Principal: {Service: lambda}, Action: "
                               "'sts:AssumeRole'}")),
                   "write 'lambda.amazonaws.com'"));
  EXPECT_TRUE(says(found(trust("{Effect: Allow, Principal: ['*'], Action: 'sts:AssumeRole'}")),
                   "error OT4512"));
}

TEST(TrustPolicies, KnowTheArnsOfPrincipals) {
  const auto found_of = [](std::string_view principal) {
    return found(trust("{Effect: Allow, Action: 'sts:AssumeRole', Principal: {AWS: " +
                       std::string(principal) + "}}"));
  };
  for (const std::string_view right :
       {"'arn:aws:iam::123456789012:root'", "'arn:aws-cn:iam::123456789012:user/a/b'",
        "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x'", "!Sub '${Arn}'",
        "!Sub 'arn:aws:iam::${Account}:root'", "!Ref Account",
        "'arn:aws:sts::123456789012:assumed-role/a/b'",
        "'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1'",
        "!Join [':', ['arn:aws:iam:', !Ref 'AWS::AccountId', root]]"}) {
    EXPECT_EQ(found_of(right), "") << right;
  }
  const std::vector<std::pair<std::string_view, std::string_view>> wrong{
      {"'arn:aws::iam::123456789012:root'", "the ARN is not of 'iam' or 'sts'"},
      {"!Sub 'arn:aws:iam:${AWS::AccountId}:root'", "two colons stand there"},
      {"!Join [':', ['arn:aws:iam', !Ref 'AWS::AccountId', root]]", "two colons stand there"},
      {"'arn:aws:iam::12345:root'", "the ARN names no account"},
      {"'arn:aws:iam::123456789012'", "the ARN is not whole"},
      {"'arn:aws:iam::123456789012:role/*'", "a principal's ARN has no wildcards"},
      {"'arn:aws:iam::123456789012:group/x'", "a group cannot be a principal"},
      {"'arn:aws:iam::123456789012:oidc-provider/x'", "write it under 'Federated'"},
      {"'arn:aws:lambda:eu-west-1:123456789012:function:x'", "not of 'iam' or 'sts'"},
      {"'arn:aws:sts::123456789012:role/x'", "an sts ARN is of a session"}};
  for (const auto& [principal, message] : wrong) {
    EXPECT_TRUE(says(found_of(principal), message)) << principal << found_of(principal);
  }
}

TEST(ResourcePolicies, SpeakOfTheirOwnServiceOnly) {
  const auto policy = [](std::string_view type, std::string_view action) {
    return found("Resources:\n  P:\n    Type: " + std::string(type) +
                 "\n    Properties:\n"
                 "      PolicyDocument:\n        Statement: {Effect: Allow, Principal: '*', "
                 "Resource: '*', Action: '" +
                 std::string(action) + "'}\n");
  };
  EXPECT_TRUE(says(policy("AWS::SNS::TopicPolicy", "sqs:SendMessage"), "error OT4521"));
  EXPECT_EQ(policy("AWS::SNS::TopicPolicy", "SNS:Publish"), "");
  EXPECT_EQ(policy("AWS::SQS::QueuePolicy", "logs:PutLogEvents"), "");
}

TEST(ResourcePolicies, NeedAPrincipal) {
  EXPECT_TRUE(says(found("Resources:\n  K:\n    Type: AWS::KMS::Key\n    Properties:\n"
                         "      KeyPolicy:\n        Statement: {Effect: Allow, Resource: '*', "
                         "Action: 'kms:*'}\n"),
                   "error OT4510"));
  for (const std::string_view policy :
       {"AWS::EC2::VPCEndpoint, Properties: {PolicyDocument",
        "AWS::MSK::ClusterPolicy, Properties: {Policy",
        "AWS::EFS::FileSystem, Properties: {FileSystemPolicy",
        "AWS::S3Vectors::VectorBucketPolicy, Properties: {Policy",
        "AWS::S3Tables::TablePolicy, Properties: {ResourcePolicy",
        "AWS::Organizations::ResourcePolicy, Properties: {Content"}) {
    const std::string begin = "Resources: {P: {Type: " + std::string(policy);
    EXPECT_TRUE(
        says(found(begin + ": {Statement: {Effect: Allow, Resource: '*', Action: 's3:*'}}}}}"),
             "error OT4510"))
        << policy;
    EXPECT_EQ(found(begin + ": {Statement: {Effect: Allow, Principal: '*', Resource: '*', Action: "
                            "'s3:*'}}}}}"),
              "")
        << policy;
  }
}

TEST(ResourcePolicies, TellThatEverybodyElseIsLetIn) {
  EXPECT_TRUE(says(found("Resources:\n  K:\n    Type: AWS::KMS::Key\n    Properties:\n"
                         "      KeyPolicy:\n        Statement: {Effect: Allow, Resource: '*', "
                         "Action: 'kms:*', NotPrincipal: {AWS: '123456789012'}}\n"),
                   "warning OT4524"));
}

TEST(PolicyTexts, AreReadAsJson) {
  const auto repository = [](std::string_view text) {
    return found(
        "Resources:\n  R:\n    Type: AWS::ECR::Repository\n    Properties:\n"
        "      RepositoryPolicyText: '" +
        std::string(text) + "'\n");
  };
  EXPECT_TRUE(says(repository(R"({"Statement": [{"Effect": "Allow", "Action": "ecr:*"}]})"),
                   "5:29 Resources/R/Properties/RepositoryPolicyText: the statement needs "
                   "'Principal' or 'NotPrincipal' (at 'Statement/0' of the text)"));
  EXPECT_TRUE(says(repository("{Statement: 1}"), "error OT4530"));
  EXPECT_EQ(repository(""), "");
  EXPECT_EQ(repository("{{resolve:ssm:policy}}"), "");
}

TEST(PolicyTexts, AreReadWhereTheyArePutTogether) {
  const auto policy = [](std::string_view text) {
    return found(
        "Resources:\n  R:\n    Type: AWS::Logs::ResourcePolicy\n    Properties:\n"
        "      PolicyName: a\n      PolicyDocument: " +
        std::string(text) + "\n");
  };
  const std::string sound =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:PutLogEvents",)"
      R"( "Principal": {"Service": "es.amazonaws.com"}, "Resource": "${L.Arn}",)"
      R"( "Condition": {"StringEquals": {"${P}:a": "b"}}}]})";
  EXPECT_EQ(policy("!Sub '" + sound + "'"), "");
  EXPECT_EQ(policy("!Sub ['" + sound + "', {P: !ImportValue a}]"), "");
  EXPECT_EQ(policy("!Ref P"), "");
  EXPECT_TRUE(says(policy(R"(!Sub '{"Version": "2012-10-17", "Statement": [{"Effect": "Alow",)"
                          R"( "Principal": "*", "Action": "logs:*", "Resource": "${L.Arn}"}]}')"),
                   "'Alow' is not an effect of a statement (at 'Statement/0/Effect' of the text)"));
  EXPECT_TRUE(says(policy(R"(!Join ['', ['{"Statement": [{"Resource": "', !Ref L, '"}}']])"),
                   "error OT4530"));
}

TEST(PolicySizes, AreCountedWithoutBlanks) {
  const auto sized = [](std::size_t size) {
    return found(with_statement(
        "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::" + std::string(size, 'x') + "'}"));
  };
  EXPECT_TRUE(says(sized(6144), "error OT4527"));
  EXPECT_EQ(sized(6000), "");
}

/// A policy document of at least so many characters.
std::string document(std::size_t size) {
  return "{Statement: {Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::" +
         std::string(size, 'x') + "'}}";
}

/// A role with one inline policy, and what stands below its `Type`.
std::string role(std::size_t size, std::string_view more = {}) {
  return "Resources:\n  Role:\n    Type: AWS::IAM::Role\n" + std::string(more) +
         "    Properties:\n      Policies:\n        - PolicyName: own\n          PolicyDocument: " +
         document(size) + "\n";
}

TEST(PolicySizes, CountAllInlinePoliciesOfARole) {
  const auto second = [](std::string_view name) {
    return "        - PolicyName: " + std::string(name) +
           "\n          PolicyDocument: " + document(5200) + "\n";
  };
  EXPECT_TRUE(says(found(role(5200) + second("other")),
                   "error OT4527 9:27 Resources/Role/Properties/Policies: the inline policies of "
                   "'Role' together have at least 10544 characters without blanks, more than the "
                   "10240 allowed (split it, or say more with wildcards)"));
  EXPECT_EQ(found(role(5200) + second("own")), "") << "the one takes the other's place";
}

TEST(PolicySizes, CountThePoliciesThatNameTheRole) {
  const auto attached = [](std::string_view lines) {
    return "  More:\n    Type: AWS::IAM::" + std::string(lines) + document(5200) + "\n";
  };
  EXPECT_TRUE(
      says(found(role(5200) + attached("RolePolicy\n    Properties:\n      PolicyName: more\n"
                                       "      RoleName: !Ref Role\n      PolicyDocument: ")),
           "error OT4527 13:23 Resources/More/Properties/PolicyDocument: the inline policies of "
           "'Role' together have at least 10544 characters"));
  EXPECT_TRUE(says(found(role(5200) + attached("Policy\n    Properties:\n      PolicyName: more\n"
                                               "      Roles: [elsewhere, !Sub '${Role}']\n"
                                               "      PolicyDocument: ")),
                   "error OT4527"));
  EXPECT_EQ(found(role(5200) + attached("ManagedPolicy\n    Properties:\n"
                                        "      Roles: [!Ref Role]\n      PolicyDocument: ")),
            "");
  EXPECT_EQ(found(role(5200) + attached("Policy\n    Properties:\n      PolicyName: more\n"
                                        "      Roles: [!Ref Other]\n      PolicyDocument: ")),
            "");
}

TEST(PolicySizes, CountWhatIsSurelyThereTogether) {
  const auto attached = [](std::string_view condition, std::string_view role) {
    return "  More:\n    Type: AWS::IAM::Policy\n" + std::string(condition) +
           "    Properties:\n      PolicyName: more\n      Roles: [" + std::string(role) +
           "]\n      PolicyDocument: " + document(5200) + "\n";
  };
  const std::string when = "    Condition: C\n";
  EXPECT_EQ(found(role(5200) + attached(when, "!Ref Role")), "");
  EXPECT_TRUE(says(found(role(5200, when) + attached(when, "!Ref Role")), "error OT4527"));
  EXPECT_TRUE(says(found(role(5200, when) + attached("", "!Ref Role")), "error OT4527"));
  EXPECT_EQ(found(role(5200) + attached("", "!If [C, !Ref Role, x]")), "");
}

TEST(PolicySizes, OfUsersAndGroupsAreTheirOwn) {
  const auto of = [](std::string_view type, std::string_view property, std::size_t size) {
    return found("Resources:\n  Holder: {Type: 'AWS::IAM::" + std::string(type) +
                 "'}\n  P:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyName: p\n"
                 "      " +
                 std::string(property) +
                 ": [!Ref Holder]\n      PolicyDocument: " + document(size) + "\n");
  };
  EXPECT_TRUE(says(of("User", "Users", 2048),
                   "the policy has at least 2120 characters without blanks, more than the 2048"));
  EXPECT_EQ(of("User", "Users", 1900), "");
  EXPECT_TRUE(says(of("Group", "Groups", 5120), "more than the 5120"));
  EXPECT_EQ(of("Group", "Groups", 5000), "");
  EXPECT_EQ(of("Role", "Roles", 10000), "");
  EXPECT_TRUE(says(of("Role", "Roles", 10240), "more than the 10240"));
}

TEST(Policies, OfSamFunctionsMayBeNames) {
  EXPECT_EQ(found("Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: "
                  "AWS::Serverless::Function\n    Properties:\n      Policies:\n        - "
                  "AWSLambdaBasicExecutionRole\n        - S3ReadPolicy: {BucketName: b}\n        - "
                  "Statement: [{Effect: Allow, Action: '*', Resource: '*'}]\n"),
            "");
}

TEST(Policies, ABucketsPolicyIsAboutThatBucket) {
  const auto found = [](const std::string& bucket, const std::string& resource) {
    return found_by(check_policies,
                    "Parameters: {P: {Type: String}}\n"
                    "Resources:\n"
                    "  A: {Type: AWS::S3::Bucket, Properties: {BucketName: one}}\n"
                    "  B: {Type: AWS::S3::Bucket}\n"
                    "  Policy: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: " +
                        bucket +
                        ", PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Deny, "
                        "Principal: '*', Action: 's3:*', Resource: " +
                        resource + "}]}}}\n");
  };
  for (const char* other :
       {"!GetAtt B.Arn", "!Sub '${B.Arn}/*'", "!Sub 'arn:${AWS::Partition}:s3:::${B}/logs/*'",
        "!Join ['', [!GetAtt B.Arn, '/*']]", "!Join ['', ['arn:aws:s3:::', !Ref B]]"}) {
    EXPECT_THAT(found("!Ref A", other), HasSubstr("'B' is another bucket than 'A', whose policy"))
        << other;
    EXPECT_EQ(found("!Ref B", other), "") << other;
    EXPECT_EQ(found("!Ref P", other), "") << other;
    EXPECT_EQ(found("two", other), "") << other;
  }
  for (const char* named : {"'arn:aws:s3:::one'", "'arn:aws-cn:s3:::one/*'", "!GetAtt A.Arn"}) {
    EXPECT_EQ(found("one", named), "") << named;
    EXPECT_EQ(found("!Ref A", named), "") << named;
    EXPECT_THAT(found("two", named), HasSubstr("is another bucket than 'two'")) << named;
  }
  EXPECT_THAT(found("!Ref A", "['arn:aws:s3:::one', 'arn:aws:s3:::two/*']"),
              HasSubstr("Resource/1: 'two' is another bucket than 'A'"));
  // What is not known, or a pattern, is nobody's mistake.
  for (const char* open :
       {"'arn:aws:s3:::o*'", "!Sub 'arn:aws:s3:::${P}/*'", "!Sub 'arn:aws:s3:::${B}-x/*'",
        "!Sub 'arn:aws:s3:::one-${P}/*'", "!Ref P", "!If [C, !GetAtt A.Arn, !Ref P]"}) {
    EXPECT_EQ(found("!Ref A", open), "") << open;
  }
}

}  // namespace
}  // namespace omnitrack::validate
