#include "diff/security/security_changes.hpp"

namespace omnitrack::diff {
namespace {

using testing::StartsWith;

/// A role with one inline policy of the given statements, in flow style, and a table.
std::string role(std::string_view statements, std::string_view more = {}) {
  return R"(
  Table: {Type: AWS::DynamoDB::Table}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}
      Policies:
        - PolicyName: P
          PolicyDocument:
            Statement: )" +
         std::string(statements) + std::string(more) + "\n";
}

TEST(SecurityPermissions, AnActionThatIsAddedIsWiderAndOneThatIsTakenAwayTighter) {
  const std::string one = role(
      "[{Effect: Allow, Action: 'dynamodb:GetItem', "
      "Resource: !GetAtt Table.Arn}]");
  const std::string two = role(
      "[{Effect: Allow, Action: ['dynamodb:PutItem', "
      "'dynamodb:GetItem'], Resource: !GetAtt Table.Arn}]");
  EXPECT_EQ(security_of_resources(one, two),
            "wider permissions Role: may now dynamodb:PutItem on table Table\n");
  EXPECT_EQ(security_of_resources(two, one),
            "tighter permissions Role: may no longer dynamodb:PutItem on table Table\n");
}

TEST(SecurityPermissions, OfPoliciesThatAreAttachedAreNobodysYet) {
  const auto thing = [](std::string_view actions) {
    return "\n  P: {Type: AWS::IoT::Policy, Properties: {PolicyDocument: {Statement: [{Effect: "
           "Allow, "
           "Action: [" +
           std::string(actions) + "], Resource: '*'}]}}}\n";
  };
  EXPECT_EQ(security_of_resources(thing("'iot:Connect'"), thing("'iot:Connect', 'iot:Publish'")),
            "wider permissions P: may now iot:Publish on everything\n");
  const auto guard = [](std::string_view actions) {
    return "\n  P: {Type: AWS::Organizations::Policy, Properties: {Content: {Statement: [{Effect: "
           "Deny, Action: [" +
           std::string(actions) + "], Resource: '*'}]}}}\n";
  };
  EXPECT_EQ(security_of_resources(guard("'s3:*', 'ec2:*'"), guard("'s3:*'")),
            "wider permissions P: is no longer denied ec2:* (every action of ec2) on everything\n");
}

TEST(SecurityPermissions, AStarIsWiderThanAListAndCoversIt) {
  const std::string list =
      role("[{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: '*'}]");
  const std::string star = role("[{Effect: Allow, Action: 'S3:*', Resource: '*'}]");
  EXPECT_EQ(security_of_resources(list, star),
            "wider permissions Role: may now S3:* (every action of S3) on everything\n");
  EXPECT_EQ(security_of_resources(star, list),
            "tighter permissions Role: may no longer S3:* (every action of S3) on everything\n");
}

/// A statement of many actions on many buckets.
std::string many(std::size_t actions, std::size_t buckets, std::string_view more = {}) {
  std::string statement = "[{Effect: Allow, Action: [";
  for (std::size_t i = 0; i < actions; ++i) statement += "'s3:Get" + std::to_string(i) + "x*', ";
  statement += "'s3:List*'], Resource: [";
  for (std::size_t i = 0; i < buckets; ++i) {
    statement += "'arn:aws:s3:::bucket" + std::to_string(i) + "/*', ";
  }
  return role(statement + "'arn:aws:s3:::all'" + std::string(more) + "]}]");
}

TEST(SecurityPermissions, PartsOfLargeStatementsThatNoStatementTellsApartAreToldTogether) {
  EXPECT_EQ(security_of_resources(many(99, 99),
                                  many(99, 99, ", 'arn:aws:s3:::more', 'arn:aws:s3:::bucket7/*'")),
            "wider permissions Role: may now s3:Get0x*, s3:Get1x*, s3:Get2x* and 97 more on "
            "arn:aws:s3:::more\n");
  EXPECT_EQ(security_of_resources(many(99, 99), many(100, 99)),
            "wider permissions Role: may now s3:Get99x* on arn:aws:s3:::bucket0/*, "
            "arn:aws:s3:::bucket1/* and 98 more\n");
  EXPECT_EQ(
      security_of_resources(many(99, 100), many(100, 99)),
      "wider permissions Role: may now s3:Get99x* on arn:aws:s3:::bucket0/*, "
      "arn:aws:s3:::bucket1/* and 98 more\n"
      "tighter permissions Role: may no longer s3:Get0x*, s3:Get1x*, s3:Get2x* and 97 more on "
      "arn:aws:s3:::bucket99/*\n");
}

TEST(SecurityPermissions, WhatIsTooMuchToCompareIsSaidToBe) {
  EXPECT_EQ(
      security_of_resources(many(4'000, 1), many(4'001, 4'000)),
      "unclear permissions Role: may now perhaps s3:Get0x*, s3:Get1x*, s3:Get2x* and 3999 more on "
      "arn:aws:s3:::bucket0/*, arn:aws:s3:::bucket1/* and 3999 more; there is too much to "
      "compare\n");
}

TEST(SecurityPermissions, AStatementThatIsSplitReorderedAndRenamedIsNoChange) {
  EXPECT_EQ(security_of_resources(
                role("[{Sid: A, Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], "
                     "Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*']}]"),
                role("[{Effect: Allow, Action: 's3:putobject', "
                     "Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::a/*']}, "
                     "{Sid: B, Effect: Allow, Action: ['s3:GetObject'], Resource: "
                     "'arn:aws:s3:::a/*'}, {Effect: Allow, Action: 's3:GetObject', Resource: "
                     "!Sub 'arn:${AWS::Partition}:s3:::b/*'}]")),
            "");
}

TEST(SecurityPermissions, AnInlineStatementThatMovesToAPolicyOfItsOwnIsNoChange) {
  const std::string one = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*'}";
  const std::string two = "{Effect: Allow, Action: 'sqs:SendMessage', Resource: '*'}";
  const std::string apart = role("[" + one + "]", R"(
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: Other
      Roles: [!Ref Role]
      PolicyDocument: {Statement: [)" + two + "]}");
  const std::string managed = role("[" + one + "]", R"(
      ManagedPolicyArns: [!Ref Managed]
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: )" + two + "}");
  const std::string together = role("[" + one + ", " + two + "]");
  EXPECT_EQ(security_of_resources(together, apart), "");
  EXPECT_EQ(security_of_resources(apart, managed), "");
  EXPECT_EQ(security_of_resources(managed, together), "");
}

TEST(SecurityPermissions, APolicyBesideTheRoleIsToldOfTheRole) {
  const std::string head = role("[{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]");
  const std::string policy = R"(
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: Other
      Roles: [!Ref Role]
      PolicyDocument: {Statement: {Effect: Allow, Action: 'iam:PassRole', Resource: '*'}}
)";
  EXPECT_EQ(security_of_resources(head, head + policy),
            "wider permissions Policy: role Role may now iam:PassRole on everything (it can hand "
            "any role to a service)\n");
}

TEST(SecurityPermissions, ManyActionsAreOneShortRow) {
  EXPECT_EQ(security_of_resources(
                role("[{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn}]"),
                role("[{Effect: Allow, Action: ['dynamodb:GetItem', 'dynamodb:PutItem', "
                     "'dynamodb:UpdateItem', 'dynamodb:Query', 'dynamodb:Scan'], Resource: "
                     "[!GetAtt Table.Arn, !Sub '${Table.Arn}/index/*']}]")),
            "wider permissions Role: may now dynamodb:PutItem, dynamodb:UpdateItem, … (4 actions) "
            "on table Table; dynamodb:GetItem, dynamodb:PutItem, … (5 actions) on "
            "Table/index/*\n");
}

TEST(SecurityPermissions, ANewAdministratorIsSaid) {
  EXPECT_EQ(security_of_resources(role("[{Effect: Allow, Action: 's3:*', Resource: '*'}]"),
                                  role("[{Effect: Allow, Action: '*', Resource: '*'}]")),
            "wider permissions Role: may now do anything on everything (an administrator)\n");
}

TEST(SecurityPermissions, AnArnThatIsWrittenOutIsTheResourceOfTheTemplate) {
  EXPECT_EQ(security_of_resources(
                role("[{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !Sub "
                     "'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}'}]"),
                role("[{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn}]")),
            "");
  EXPECT_EQ(security_of_resources(
                role("[{Effect: Allow, Action: 'dynamodb:GetItem', Resource: "
                     "'arn:aws:dynamodb:*:*:table/*'}]"),
                role("[{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn}]")),
            "tighter permissions Role: may no longer dynamodb:GetItem on "
            "arn:aws:dynamodb:*:*:table/*\n");
}

TEST(SecurityPermissions, ANameThatTheResourceKeepsIsTheResource) {
  const auto bucket = [](std::string_view name, std::string_view resource) {
    return "\n  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: " + std::string(name) +
           "}}" +
           role("[{Effect: Allow, Action: 's3:GetObject', Resource: " + std::string(resource) +
                "}]");
  };
  const std::string literal = "'arn:aws:s3:::photos/*'";
  const std::string reference = "!Sub '${Bucket.Arn}/*'";
  EXPECT_EQ(security_of_resources(bucket("photos", literal), bucket("photos", reference)), "");
  EXPECT_EQ(security_of_resources(bucket("photos", literal), bucket("pictures", reference)),
            "wider permissions Role: may now s3:GetObject on Bucket/*\n"
            "tighter permissions Role: may no longer s3:GetObject on arn:aws:s3:::photos/*\n");
}

TEST(SecurityPermissions, AConditionThatIsDroppedIsWiderAddedTighterAndChangedUnclear) {
  const auto with = [](std::string_view condition) {
    return role("[{Effect: Allow, Action: 's3:GetObject', Resource: '*'" + std::string(condition) +
                "}]");
  };
  const std::string none = with("");
  const std::string a = with(", Condition: {StringEquals: {'aws:SourceVpc': a}}");
  const std::string b = with(", Condition: {StringEquals: {'aws:SourceVpc': b}}");
  const std::string both = with(", Condition: {StringEquals: {'aws:SourceVpc': [b, a]}}");
  EXPECT_EQ(security_of_resources(a, none),
            "wider permissions Role: may now s3:GetObject on everything, under fewer conditions\n");
  EXPECT_EQ(security_of_resources(none, a),
            "tighter permissions Role: may no longer s3:GetObject on everything, under fewer "
            "conditions\n");
  EXPECT_EQ(security_of_resources(a, both),
            "wider permissions Role: may now s3:GetObject on everything under a condition on "
            "aws:SourceVpc, under fewer conditions\n");
  EXPECT_EQ(security_of_resources(a, b),
            "unclear permissions Role: may now perhaps s3:GetObject on everything under a "
            "condition on aws:SourceVpc; its conditions change\n");
}

TEST(SecurityPermissions, ADenyThatGoesWithAllThatItProtectsOpensNothing) {
  const std::string queues = "  A: {Type: AWS::SQS::Queue}\n  B: {Type: AWS::SQS::Queue}\n  P: ";
  const auto policy = [](std::string_view resource, std::string_view queue) {
    return "{Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref " + std::string(queue) +
           "], PolicyDocument: {Statement: [{Effect: Deny, Principal: '*', Action: 'sqs:*', "
           "Resource: " +
           std::string(resource) + "}]}}}\n";
  };
  const std::string left = "  B: {Type: AWS::SQS::Queue}\n";
  EXPECT_EQ(security_of_resources(queues + policy("!GetAtt A.Arn", "A"), left), "");
  EXPECT_EQ(security_of_resources(queues + policy("'*'", "A"), left), "");
  EXPECT_THAT(security_of_resources(queues + policy("!GetAtt B.Arn", "B"), left),
              testing::HasSubstr("wider"));
  EXPECT_THAT(
      security_of_resources(queues + policy("[!GetAtt A.Arn, !GetAtt B.Arn]", "A, !Ref B"), left),
      testing::HasSubstr("wider"));
}

TEST(SecurityPermissions, ADenyThatGoesIsWider) {
  const std::string plain = "{Effect: Allow, Action: 's3:*', Resource: '*'}";
  const std::string denied =
      role("[" + plain + ", {Effect: Deny, Action: 's3:DeleteBucket', Resource: '*'}]");
  const std::string allowed = role("[" + plain + "]");
  EXPECT_EQ(security_of_resources(denied, allowed),
            "wider permissions Role: is no longer denied s3:DeleteBucket on everything\n");
  EXPECT_EQ(security_of_resources(allowed, denied),
            "tighter permissions Role: is now denied s3:DeleteBucket on everything\n");
}

TEST(SecurityPermissions, WhatIsExcludedCountsAsWide) {
  EXPECT_EQ(
      security_of_resources(role("[{Effect: Allow, NotAction: ['iam:*', 'kms:*'], Resource: '*'}]"),
                            role("[{Effect: Allow, NotAction: 'iam:*', Resource: '*'}]")),
      "wider permissions Role: may now do anything but iam:* (every action of iam) on "
      "everything (it can take on any role that trusts it)\n");
  EXPECT_EQ(security_of_resources(role("[{Effect: Allow, NotAction: 'iam:*', Resource: '*'}]"),
                                  role("[{Effect: Allow, Action: 'iam:GetRole', Resource: '*'}, "
                                       "{Effect: Allow, NotAction: 'iam:*', Resource: '*'}]")),
            "wider permissions Role: may now iam:GetRole on everything\n");
  EXPECT_EQ(security_of_resources(role("[{Effect: Allow, NotAction: 'iam:*', Resource: '*'}]"),
                                  role("[{Effect: Allow, Action: 's3:GetObject', Resource: '*'}, "
                                       "{Effect: Allow, NotAction: 'iam:*', Resource: '*'}]")),
            "");
}

/// A role that trusts a principal, in flow style.
std::string trust(std::string_view principal) {
  return R"(
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Action: 'sts:AssumeRole', Principal: )" +
         std::string(principal) + "}\n";
}

TEST(SecurityPermissions, WhoMayNewlyTakeOnARoleIsSaid) {
  const std::string own = trust("{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}");
  EXPECT_EQ(security_of_resources(own, trust("'*'")),
            "wider public_access Role: anybody may now assume it\n");
  EXPECT_EQ(security_of_resources(trust("'*'"), own),
            "tighter public_access Role: anybody may no longer assume it\n");
  EXPECT_EQ(security_of_resources(
                own, trust("{AWS: [!Ref 'AWS::AccountId', 'arn:aws:iam::123456789012:root']}")),
            "wider permissions Role: the account 123456789012 may now assume it\n");
  EXPECT_EQ(security_of_resources(trust("{AWS: '123456789012'}"),
                                  trust("{AWS: 'arn:aws:iam::123456789012:role/Deploy'}")),
            "tighter permissions Role: the account 123456789012 may no longer assume it\n");
}

TEST(SecurityPermissions, AManagedPolicyIsNamed) {
  const auto carries = [](std::string_view arns) {
    return "\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns: [" +
           std::string(arns) + "]\n";
  };
  const std::string read_only = carries("'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'");
  const std::string full = carries("'arn:aws:iam::aws:policy/AmazonS3FullAccess'");
  const std::string all =
      carries("!Sub 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess'");
  EXPECT_EQ(security_of_resources(read_only, full),
            "wider permissions Role: carries now the managed policy AmazonS3FullAccess (full "
            "access to its service)\n");
  EXPECT_EQ(security_of_resources(full, all),
            "wider permissions Role: carries now the managed policy AdministratorAccess (it may "
            "do anything on everything)\n");
  EXPECT_EQ(security_of_resources(full, read_only),
            "tighter permissions Role: carries no longer the managed policy AmazonS3FullAccess "
            "(full access to its service)\n");
}

TEST(SecurityPermissions, ABucketThatAnybodyMayReadIsPublic) {
  const std::string bucket = "\n  Bucket: {Type: AWS::S3::Bucket}\n";
  const auto policy = [&bucket](std::string_view statement) {
    return bucket + R"(
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument: {Statement: [)" +
           std::string(statement) + "]}\n";
  };
  const std::string service =
      "{Effect: Allow, Principal: {Service: cloudfront.amazonaws.com}, Action: 's3:GetObject', "
      "Resource: !Sub '${Bucket.Arn}/*'}";
  const std::string everybody =
      "{Effect: Allow, Principal: {AWS: ['*']}, Action: 's3:GetObject', Resource: !Join ['', "
      "['arn:aws:s3:::', !Ref Bucket, '/*']]}";
  const std::string tls =
      "{Effect: Deny, Principal: '*', Action: 's3:*', Resource: !Sub '${Bucket.Arn}/*', "
      "Condition: {Bool: {'aws:SecureTransport': false}}}";
  EXPECT_EQ(security_of_resources(policy(service), policy(everybody)),
            "wider public_access Policy: anybody may now s3:GetObject on "
            "arn:aws:s3:::Bucket/*\n");
  EXPECT_EQ(security_of_resources(policy(service + ", " + tls), policy(service)),
            "wider encryption Policy: anybody is no longer denied s3:* (every action of s3) on "
            "Bucket/* without TLS\n");
  EXPECT_EQ(security_of_resources(policy(service), bucket),
            "tighter permissions Policy: the service cloudfront.amazonaws.com may no longer "
            "s3:GetObject on Bucket/*\n");
}

TEST(SecurityPermissions, ALambdaPermissionWithoutItsSourceIsWider) {
  const auto permission = [](std::string_view more) {
    return "\n  Function: {Type: AWS::Lambda::Function}\n"
           "  Api: {Type: AWS::ApiGateway::RestApi}\n"
           "  Permission:\n    Type: AWS::Lambda::Permission\n    Properties: {FunctionName: !Ref "
           "Function, Action: 'lambda:InvokeFunction', Principal: apigateway.amazonaws.com" +
           std::string(more) + "}\n";
  };
  EXPECT_EQ(security_of_resources(
                permission(", SourceArn: !Sub 'arn:aws:execute-api:*:*:${Api}/*'"), permission("")),
            "wider permissions Permission: the service apigateway.amazonaws.com may now "
            "lambda:InvokeFunction on function Function, under fewer conditions\n");
}

TEST(SecurityPermissions, ANewRoleIsListedAndAKeptOneIsNoChange) {
  const std::string table = "\n  Table: {Type: AWS::DynamoDB::Table}\n";
  const std::string with_role =
      role("[{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn}]");
  EXPECT_EQ(security_of_resources(table, with_role),
            "wider permissions Role: may now dynamodb:GetItem on table Table\n"
            "wider permissions Role: the service lambda.amazonaws.com may now assume it\n");
  std::string kept = with_role;
  kept.replace(kept.find("Type: AWS::IAM::Role"), 0, "DeletionPolicy: Retain\n    ");
  EXPECT_EQ(security_of_resources(kept, table), "");
}

TEST(SecurityPermissions, AParameterMakesItUnclear) {
  const std::string head = "Parameters:\n  Bucket: {Type: String}\nResources:\n";
  EXPECT_EQ(security(head + role("[{Effect: Allow, Action: 's3:GetObject', Resource: "
                                 "'arn:aws:s3:::a/*'}]"),
                     head + role("[{Effect: Allow, Action: 's3:GetObject', Resource: !Sub "
                                 "'arn:aws:s3:::${Bucket}/*'}]")),
            "unclear permissions Role: may now perhaps s3:GetObject on "
            "arn:aws:s3:::${Bucket}/*; it depends on the parameter Bucket\n");
  EXPECT_EQ(security(head + role("[{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]"),
                     head + role("[{Effect: Allow, Action: 's3:GetObject', Resource: !Sub "
                                 "'arn:aws:s3:::${Bucket}/*'}]")),
            "tighter permissions Role: may no longer s3:GetObject on everything\n");
}

TEST(SecurityPermissions, AServiceIsTheSameByTheSuffixOfItsPartition) {
  const auto trusting = [](const std::string& service) {
    return "\n  R: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: "
           "[{Effect: Allow, Action: 'sts:AssumeRole', Principal: {Service: " +
           service + "}}]}}}\n";
  };
  const std::string by_suffix = trusting("!Sub 'ec2.${AWS::URLSuffix}'");
  EXPECT_EQ(security_of_resources(trusting("ec2.amazonaws.com"), by_suffix), "");
  EXPECT_EQ(security_of_resources(trusting("ecs.amazonaws.com"), by_suffix),
            "wider permissions R: the service ec2.amazonaws.com may now assume it\n"
            "tighter permissions R: the service ecs.amazonaws.com may no longer assume it\n");
}

TEST(SecurityPermissions, AMappingIsAnotherOneOnlyWhereItIsRead) {
  const auto text = [](const std::string& mapping) {
    return "Parameters:\n  Env: {Type: String}\nMappings: {M: " + mapping + "}\nResources:\n" +
           role(
               "[{Effect: Allow, Action: 's3:GetObject', Resource: !FindInMap [M, !Ref Env, "
               "Bucket]}]");
  };
  const std::string before = text("{a: {Bucket: x, Other: x}}");
  EXPECT_EQ(security(before, text("{a: {Bucket: x, Other: y}, b: {Bucket: z, Other: z}}")), "");
  EXPECT_THAT(security(before, text("{a: {Bucket: y, Other: x}}")),
              testing::StartsWith("unclear permissions Role"));
}

TEST(SecurityPermissions, EachBranchOfAConditionIsComparedByItself) {
  const std::string head =
      "Parameters:\n  Env: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\n"
      "  IsTest: !Not [!Condition IsProd]\nResources:\n";
  const std::string read = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}";
  const std::string write = "{Effect: Allow, Action: 's3:PutObject', Resource: '*'}";
  EXPECT_EQ(
      security(head + role("[" + read + "]"),
               head + role("[" + read + ", !If [IsProd, !Ref 'AWS::NoValue', " + write + "]]")),
      "wider permissions Role: may now s3:PutObject on everything, where not IsProd\n");
  EXPECT_EQ(security(head + role("[!If [IsTest, " + read + ", " + write + "]]"),
                     head + role("[!If [IsProd, " + write + ", " + read + "]]")),
            "");
}

TEST(SecurityPermissions, AConditionThatChangesMakesItUnclear) {
  const auto given = [](std::string_view environment) {
    return "Parameters:\n  Env: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref Env, " +
           std::string(environment) + "]\nResources:\n" +
           role(
               "[!If [IsProd, {Effect: Allow, Action: 's3:*', Resource: '*'}, !Ref "
               "'AWS::NoValue']]");
  };
  EXPECT_EQ(security(given("prod"), given("live")),
            "unclear permissions Role: may now s3:* (every action of s3) on everything; it "
            "depends on the condition IsProd, which changes\n"
            "tighter permissions Role: may no longer s3:* (every action of s3) on everything; it "
            "depends on the condition IsProd, which changes\n");
}

TEST(SecurityPermissions, AParameterThatIsOneTextIsNoOther) {
  const std::string head =
      "Parameters:\n  Env: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\n"
      "  IsTest: !Equals [!Ref Env, test]\nResources:\n";
  const std::string write = "{Effect: Allow, Action: 's3:PutObject', Resource: '*'}";
  EXPECT_EQ(
      security(head + role("[]"), head + role("[!If [IsProd, !If [IsTest, " + write +
                                              ", !Ref 'AWS::NoValue'], !Ref 'AWS::NoValue']]")),
      "");
}

/// A template's head with so many conditions, `C0` and on, that have nothing to do with each other.
std::string conditions(int count) {
  std::string head = "Parameters:\n  P: {Type: String}\nConditions:\n";
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    head.append("  C").append(number).append(": !Equals [!Ref P, !Ref P").append(number);
    head.append("]\n");
  }
  return head + "Resources:\n";
}

TEST(SecurityPermissions, ConditionsOfOtherPropertiesAreNotTriedOut) {
  const std::string head = conditions(12);
  std::string tags = "\n      Tags:\n";
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    tags.append("        - {Key: k").append(number).append(", Value: !If [C").append(number);
    tags.append(", a, b]}\n");
  }
  EXPECT_EQ(security(head + role("[]"), head + role("[]", tags)), "");
}

TEST(SecurityPermissions, OtherTagsAloneOpenNothing) {
  const std::string head = conditions(12);
  std::string statements = "[";
  for (int i = 0; i < 12; ++i) {
    statements.append("!If [C").append(std::to_string(i));
    statements.append(", {Effect: Allow, Action: 's3:A', Resource: '*'}, !Ref 'AWS::NoValue'], ");
  }
  const auto tagged = [&](const std::string& value) {
    return head + role(statements + "]", "\n      Tags: [{Key: a, Value: " + value + "}]\n");
  };
  EXPECT_EQ(security(tagged("x"), tagged("y")), "");
}

TEST(SecurityPermissions, TooManyConditionsAreUnclear) {
  const std::string head = conditions(12);
  std::string statements = "[";
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    statements.append("!If [C").append(number).append(", {Effect: Allow, Action: 's3:A");
    statements.append(number).append("', Resource: '*'}, !Ref 'AWS::NoValue'], ");
  }
  EXPECT_EQ(
      security(head + role("[]"), head + role(statements + "]")),
      "unclear permissions Role: depends on more conditions than can be tried out together\n");
}

TEST(SecurityPermissions, APolicyAsJsonTextIsReadToo) {
  const auto topic = [](std::string_view principal) {
    return R"({"Resources": {"Bus": {"Type": "AWS::Logs::ResourcePolicy", "Properties": {
      "PolicyName": "P", "PolicyDocument": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": )" +
           std::string(principal) +
           R"(, \"Action\": \"logs:PutLogEvents\", \"Resource\": \"*\"}]}"}}}})";
  };
  EXPECT_EQ(security(topic(R"({\"Service\": \"es.amazonaws.com\"})"), topic(R"(\"*\")")),
            "wider public_access Bus: anybody may now logs:PutLogEvents on resource policy Bus\n");
}

TEST(SecurityPermissions, AnEndpointWithoutItsPolicyLetsEverythingThrough) {
  const std::string with = R"(
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      PolicyDocument:
        Statement: [{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*'}]
)";
  const std::string without =
      "\n  Endpoint: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: vpc-1}}\n";
  EXPECT_EQ(security_of_resources(with, without),
            "wider public_access Endpoint: anybody may now do anything on VPC endpoint Endpoint\n");
}

TEST(SecurityPermissions, AnApiOrAFileSystemWithoutItsPolicyIsOpen) {
  const auto resource = [](const std::string& type, const std::string& properties) {
    return "\n  R: {Type: " + type + ", Properties: {" + properties + "}}\n";
  };
  const auto policy = [](const std::string& action, const std::string& more) {
    return "{Statement: [{Effect: Allow, Principal: '*', Action: '" + action + "', Resource: '*'" +
           more + "}]}";
  };
  const std::string api = "AWS::ApiGateway::RestApi";
  const std::string office = ", Condition: {IpAddress: {'aws:SourceIp': [203.0.113.0/24]}}";
  const std::string limited = "Name: a, Policy: " + policy("execute-api:Invoke", office);
  const std::string wider = security_of_resources(resource(api, limited), resource(api, "Name: a"));
  EXPECT_THAT(wider, StartsWith("wider public_access R: anybody may now execute-api:Invoke"));
  const std::string tighter =
      security_of_resources(resource(api, "Name: a"), resource(api, limited));
  EXPECT_THAT(tighter, StartsWith("tighter public_access R: anybody may no longer"));
  const std::string of_vpc = ", EndpointConfiguration: {Types: [PRIVATE]}";
  EXPECT_THAT(
      security_of_resources(resource(api, limited + of_vpc), resource(api, "Name: a" + of_vpc)),
      StartsWith("tighter"));
  const std::string files = "AWS::EFS::FileSystem";
  const std::string read_only =
      "Encrypted: true, FileSystemPolicy: " + policy("elasticfilesystem:ClientMount", "");
  EXPECT_THAT(security_of_resources(resource(files, read_only), resource(files, "Encrypted: true")),
              StartsWith("wider public_access R: anybody may now elasticfilesystem:Client"));
  EXPECT_THAT(security_of_resources(resource(files, "Encrypted: true"), resource(files, read_only)),
              StartsWith("tighter"));
}

TEST(SecurityPermissions, ADenialThatChangesInDoubtMayOpen) {
  const auto denied = [](const std::string& condition) {
    return "\n  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: b, PolicyDocument: "
           "{Statement: "
           "[{Effect: Deny, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b/*', "
           "Condition: {" +
           condition + "}}]}}}\n";
  };
  const std::string strict = denied("NumericLessThan: {'s3:TlsVersion': '1.3'}");
  const std::string loose = denied("NumericLessThan: {'s3:TlsVersion': '1.2'}");
  EXPECT_THAT(security_of_resources(strict, loose),
              StartsWith("unclear permissions P: anybody is perhaps no longer denied s3:*"));
  EXPECT_THAT(security_of_resources(loose, strict), StartsWith("unclear permissions P"));
  EXPECT_EQ(security_of_resources(strict, strict), "");
}

TEST(SecurityPermissions, ThePolicyOfAFileSystemThatSaysItsDefaultOpensNothing) {
  const std::string without =
      "\n  R: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}\n";
  const std::string with =
      "\n  R: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true, FileSystemPolicy: "
      "{Statement: [{Effect: Allow, Principal: {AWS: '*'}, Action: "
      "['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite', "
      "'elasticfilesystem:ClientRootAccess'], Resource: '*', Condition: {Bool: "
      "{'elasticfilesystem:AccessedViaMountTarget': 'true'}}}]}}}\n";
  EXPECT_EQ(security_of_resources(without, with), "");
  EXPECT_EQ(security_of_resources(with, without), "");
}

TEST(SecurityPermissions, ConditionsThatNameThemselvesAreNotFollowedForever) {
  std::string head = "Conditions:\n";
  for (const char* name : {"A", "B", "C"}) {
    head += "  " + std::string(name) + ": !Or [";
    for (int i = 0; i < 3; ++i) head += "!Condition A, !Condition B, !Condition C, ";
    head += "!Condition A]\n";
  }
  head += "Resources:\n";
  EXPECT_NE(security(head + role("[!If [A, {Effect: Allow, Action: 's3:*', Resource: '*'}, !Ref "
                                 "'AWS::NoValue']]"),
                     head + role("[{Effect: Allow, Action: 's3:*', Resource: '*'}]")),
            "");
}

TEST(SecurityPermissions, SamsPoliciesMayBeManagedOnes) {
  const auto function = [](const std::string& policies) {
    return "\n  F: {Type: AWS::Serverless::Function, Properties: {Policies: " + policies + "}}\n";
  };
  EXPECT_EQ(security_of_resources(function("[AWSLambdaBasicExecutionRole]"),
                                  function("[AWSLambdaBasicExecutionRole, AmazonSQSFullAccess]")),
            "wider permissions F: carries now the managed policy AmazonSQSFullAccess (full access "
            "to its service)\n");
}

TEST(SecurityPermissions, APolicyOfTheDefaultBusIsReadAlone) {
  const auto bus = [](const std::string& principal) {
    return "\n  P: {Type: AWS::Events::EventBusPolicy, Properties: {StatementId: s, Action: "
           "'events:PutEvents', Principal: '" +
           principal + "'}}\n";
  };
  EXPECT_EQ(security_of_resources(bus("111122223333"), bus("*")),
            "wider public_access P: anybody may now events:PutEvents on event bus policy P\n");
}

TEST(SecurityPermissions, APatternWithoutWildcardsIsItsText) {
  const auto policy = [](const std::string& test) {
    return "\n  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: "
           "[{Effect: Allow, Action: 's3:ListBucket', Resource: '*', Condition: {" +
           test + "}}]}}}\n";
  };
  const std::string equal = policy("StringEquals: {'s3:prefix': home}");
  EXPECT_EQ(security_of_resources(equal, policy("StringLike: {'s3:prefix': home}")), "");
  EXPECT_EQ(security_of_resources(policy("ArnLike: {'aws:SourceArn': 'arn:*'}"),
                                  policy("ArnEquals: {'aws:SourceArn': 'arn:*'}")),
            "");
  EXPECT_NE(security_of_resources(equal, policy("StringLike: {'s3:prefix': 'home*'}")), "");
  EXPECT_NE(security_of_resources(equal, policy("StringNotLike: {'s3:prefix': home}")), "");
}

TEST(SecurityPermissions, APolicyOnThousandsIsComparedForTheFirstOfThem) {
  const auto policy = [](const std::string& action) {
    std::string queues;
    for (int i = 0; i < 3'000; ++i) queues += "'https://sqs/" + std::to_string(i) + "', ";
    return "  P:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      Queues: [" + queues +
           "x]\n      PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 'sqs:" +
           action + "', Resource: '*'}]}\n";
  };
  const std::string changes = security_of_resources(policy("GetQueueUrl"), policy("*"));
  EXPECT_TRUE(changes.starts_with("wider public_access P: anybody may now sqs:* (every "))
      << changes.substr(0, 200);
  const std::string told = "unclear permissions P: what policies allow ";
  const std::size_t last = changes.find(told);
  ASSERT_NE(last, std::string::npos) << changes.substr(0, 200);
  EXPECT_TRUE(changes.ends_with(
      " more that they are attached to is not told; there is too much to compare\n"));
  const auto rows = std::count(changes.begin(), changes.end(), '\n') - 1;
  EXPECT_EQ(std::stol(changes.substr(last + told.size())) + rows, 3'001);
}

TEST(SecurityPermissions, WhoseOwnPoliciesComeBehindOneOnThousandsIsComparedAllTheSame) {
  const auto policies = [](const std::string& action) {
    std::string queues;
    for (int i = 0; i < 3'000; ++i) queues += "'https://sqs/" + std::to_string(i) + "', ";
    return "  P:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      Queues: [" + queues +
           "x]\n      PolicyDocument: {Statement: [{Effect: Allow, Principal: '*', Action: 'sqs:" +
           action + "', Resource: '*'}]}\n" +
           "  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: "
           "{Statement: [{Effect: Allow, Action: 's3:" +
           action + "', Resource: '*'}]}\n";
  };
  const std::string changes = security_of_resources(policies("GetObject"), policies("*"));
  EXPECT_NE(changes.find("wider permissions R: "), std::string::npos) << changes.substr(0, 200);
  EXPECT_NE(changes.find("unclear permissions P: what policies allow "), std::string::npos);
}

TEST(SecurityPermissions, PoliciesOfAnOrganizationAreRead) {
  const auto policy = [](const std::string& action) {
    return "\n  P: {Type: AWS::Organizations::Policy, Properties: {Name: n, Type: "
           "SERVICE_CONTROL_POLICY, Content: {Statement: [{Effect: Deny, Action: '" +
           action + "', Resource: '*'}]}}}\n";
  };
  EXPECT_THAT(security_of_resources(policy("ec2:*"), policy("ec2:Run*")),
              testing::HasSubstr("wider permissions P: "));
}

TEST(SecurityPermissions, SamsPolicyTemplatesAreRead) {
  const auto function = [](const std::string& policies) {
    return "\n  F: {Type: AWS::Serverless::Function, Properties: {Policies: [" + policies + "]}}\n";
  };
  const std::string reads = function("{S3ReadPolicy: {BucketName: b}}");
  EXPECT_THAT(security_of_resources(reads, function("{S3CrudPolicy: {BucketName: b}}")),
              testing::StartsWith("wider permissions F: may now s3:"));
  EXPECT_THAT(security_of_resources(function("{S3CrudPolicy: {BucketName: b}}"), reads),
              testing::StartsWith("tighter permissions F: "));
  EXPECT_THAT(security_of_resources(reads, function("{S3ReadPolicy: {BucketName: c}}")),
              testing::HasSubstr("wider permissions F: "));
  EXPECT_EQ(security_of_resources(reads, reads), "");
}

}  // namespace
}  // namespace omnitrack::diff
