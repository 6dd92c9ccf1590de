#include <gmock/gmock.h>

#include "diff/effects/stateful.hpp"
#include "diff/verdicts_test.hpp"
#include "schema/schema.hpp"

namespace omnitrack::diff {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* table = R"(
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: orders, KeySchema: [{AttributeName: a, KeyType: HASH}]}
)";

TEST(Losses, EveryTypeThatTheSpecificationCallsStatefulHoldsSomething) {
  for (std::uint32_t i = 0; i < schema::type_count(); ++i) {
    const schema::ResourceType type = schema::type(i);
    const std::string_view name = type.name();
    if (!type.is_stateful() || name == "AWS::DocDB::DBInstance" ||
        name == "AWS::Neptune::DBInstance") {
      continue;
    }
    EXPECT_FALSE(held_data(name).empty()) << name;
  }
}

TEST(Losses, AReplacedTableLosesItsItems) {
  EXPECT_THAT(lost(table, R"(
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties: {TableName: orders2, KeySchema: [{AttributeName: b, KeyType: HASH}]}
)"),
              ElementsAre("Table all items of the table 'orders'"));
}

TEST(Losses, WhatIsRetainedIsNotLost) {
  const std::string retained = R"(
Resources:
  Other: {Type: AWS::SNS::Topic}
  Table:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties: {TableName: orders}
)";
  EXPECT_THAT(lost(retained, "Resources: {Other: {Type: AWS::SNS::Topic}}"), IsEmpty());
  EXPECT_THAT(lost(retained, ""), IsEmpty());
  // An UpdateReplacePolicy that is not deployed yet may come too late.
  EXPECT_THAT(lost(one("AWS::S3::Bucket", "{BucketName: a}"),
                   one("AWS::S3::Bucket", "{BucketName: b}", "    UpdateReplacePolicy: Retain\n")),
              ElementsAre("R the objects in the bucket 'a'"));
  EXPECT_THAT(lost(one("AWS::S3::Bucket", "{BucketName: a}", "    UpdateReplacePolicy: Retain\n"),
                   one("AWS::S3::Bucket", "{BucketName: b}", "    UpdateReplacePolicy: Retain\n")),
              IsEmpty());
}

TEST(Losses, AStackThatIsGoneLosesWhatItHolds) {
  EXPECT_THAT(lost(R"(
Resources:
  Pool: {Type: AWS::Cognito::UserPool}
  Role: {Type: AWS::IAM::Role}
  Database: {Type: AWS::RDS::DBInstance}
  Member: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: c}}
  Images: {Type: AWS::ECR::Repository}
)",
                   ""),
              ElementsAre("Pool all users of the pool", "Images the images of the repository"));
}

TEST(Losses, ACertainLossStandsBeforeAnUncertainOne) {
  EXPECT_THAT(lost(R"(
Resources:
  Kept: {Type: AWS::SNS::Topic}
  Maybe: {Type: AWS::SQS::Queue, Condition: C}
  Sure: {Type: AWS::SQS::Queue}
)",
                   "Resources: {Kept: {Type: AWS::SNS::Topic}}"),
              ElementsAre("Sure the messages that are in the queue",
                          "maybe Maybe the messages that are in the queue, only where 'C' holds"));
}

TEST(Losses, TheDeletionOfAProtectedTableIsUncertain) {
  EXPECT_THAT(lost(one("AWS::DynamoDB::Table", "{DeletionProtectionEnabled: true}"), ""),
              ElementsAre("maybe R all items of the table, unless its deletion protection stops "
                          "that"));
}

TEST(Losses, AConditionThatChangedMayRemoveAStatefulResource) {
  const std::string resources = R"(
Resources:
  Always: {Type: AWS::SNS::Topic}
  Queue: {Type: AWS::SQS::Queue, Condition: C}
)";
  EXPECT_THAT(
      lost("Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, a]}" + resources,
           "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, b]}" + resources),
      ElementsAre(HasSubstr("maybe Queue the messages that are in the queue: ")));
}

TEST(Losses, TheHintTellsAMoveFromADeletion) {
  const Compared compared("Resources: {Old: {Type: AWS::SQS::Queue}}",
                          "Resources: {New: {Type: AWS::SQS::Queue}}");
  const auto losses = find_losses({&compared.diff, 1});
  ASSERT_EQ(losses.size(), 1U);
  EXPECT_THAT(losses[0].hint, HasSubstr("moved"));
  EXPECT_THAT(losses[0].hint, HasSubstr("DeletionPolicy: Retain"));
}

TEST(Losses, ARetentionThatShrinksLosesWhatIsOlder) {
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{RetentionInDays: 30}", "{RetentionInDays: 7}"),
              ElementsAre("R /Properties/RetentionInDays the log events after 7 days, kept for 30 "
                          "days until now"));
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{}", "{RetentionInDays: 7}"),
              ElementsAre("R /Properties/RetentionInDays the log events after 7 days, kept for "
                          "ever until now"));
  EXPECT_THAT(
      lost("AWS::RDS::DBCluster", "{BackupRetentionPeriod: 7}", "{BackupRetentionPeriod: '0'}"),
      ElementsAre("R /Properties/BackupRetentionPeriod all of the automated backups, kept "
                  "for 7 days until now"));
}

TEST(Losses, ARetentionThatGrowsLosesNothing) {
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{RetentionInDays: 7}", "{RetentionInDays: 30}"),
              IsEmpty());
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{RetentionInDays: 7}", "{}"), IsEmpty());
  EXPECT_THAT(lost("AWS::Events::Archive", "{SourceArn: a, RetentionDays: 7}",
                   "{SourceArn: a, RetentionDays: 0}"),
              IsEmpty());
  EXPECT_THAT(lost("AWS::SQS::Queue", "{DelaySeconds: 1}",
                   "{DelaySeconds: 2, MessageRetentionPeriod: 1209600}"),
              IsEmpty());
}

TEST(Losses, ADefaultThatMayComeBackIsUncertain) {
  EXPECT_THAT(lost("AWS::Kinesis::Stream", "{RetentionPeriodHours: 168}", "{}"),
              ElementsAre("maybe R /Properties/RetentionPeriodHours the records after 24 hours, "
                          "kept for 168 hours until now"));
}

TEST(Losses, AValueKnownAtDeploymentOnlyIsUncertain) {
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{RetentionInDays: 30}", "{RetentionInDays: !Ref P}"),
              ElementsAre("maybe R /Properties/RetentionInDays the log events sooner than by now, "
                          "for 30 days, if the value at deployment is less"));
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{RetentionInDays: !Ref P, LogGroupClass: STANDARD}",
                   "{RetentionInDays: !Ref P}"),
              IsEmpty());
}

TEST(Losses, AMappingThatChangedIsLookedUp) {
  const auto logs = [](const std::string& days) {
    return one("AWS::Logs::LogGroup", "{RetentionInDays: !FindInMap [M, a, days]}") +
           "Mappings: {M: {a: {days: " + days + "}}}\n";
  };
  EXPECT_THAT(lost(logs("30"), logs("14")), ElementsAre(HasSubstr("R /Properties/RetentionInDays "
                                                                  "the log events after 14 days")));
  EXPECT_THAT(lost(logs("14"), logs("30")), IsEmpty());
}

TEST(Losses, EachBranchOfAConditionIsComparedWithItsOwn) {
  EXPECT_THAT(lost("AWS::Logs::LogGroup", "{RetentionInDays: !If [Prod, 365, 30]}",
                   "{RetentionInDays: !If [Prod, 365, 90]}"),
              IsEmpty());
  EXPECT_THAT(
      lost("AWS::Logs::LogGroup", "{RetentionInDays: !If [Prod, 365, 30]}",
           "{RetentionInDays: !If [Prod, 90, 30]}"),
      ElementsAre(HasSubstr("maybe R /Properties/RetentionInDays the log events after 90")));
}

TEST(Losses, AQueueForWhatFailsThatGoesAwayIsALoss) {
  EXPECT_THAT(lost("AWS::Lambda::Function", "{DeadLetterConfig: {TargetArn: q}}", "{}"),
              ElementsAre("R /Properties/DeadLetterConfig/TargetArn the events that the function "
                          "fails on from now on, which went to its dead-letter queue"));
  EXPECT_THAT(lost("AWS::SNS::Subscription", "{RedrivePolicy: {deadLetterTargetArn: q}}",
                   "{RedrivePolicy: {deadLetterTargetArn: p}}"),
              IsEmpty());
}

TEST(Losses, AProtectionThatGoesAwayIsALoss) {
  EXPECT_THAT(lost("AWS::DynamoDB::Table", "{TableName: t, DeletionProtectionEnabled: true}",
                   "{TableName: t}"),
              ElementsAre("R /Properties/DeletionProtectionEnabled nothing yet, but nothing will "
                          "stop a deletion of all items of the table 't'"));
  EXPECT_THAT(
      lost("AWS::DynamoDB::Table",
           "{PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}",
           "{PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: 'false'}}"),
      ElementsAre("R /Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled the "
                  "recovery of the table to any point in time"));
  EXPECT_THAT(lost("AWS::Cognito::UserPool", "{DeletionProtection: ACTIVE}",
                   "{DeletionProtection: INACTIVE}"),
              ElementsAre(HasSubstr("all users of the pool")));
  EXPECT_THAT(lost("AWS::S3::Bucket", "{VersioningConfiguration: {Status: Enabled}}",
                   "{VersioningConfiguration: {Status: Suspended}}"),
              ElementsAre(HasSubstr("the old versions")));
  EXPECT_THAT(lost("AWS::Cognito::UserPool", "{DeletionProtection: INACTIVE}",
                   "{DeletionProtection: ACTIVE}"),
              IsEmpty());
}

TEST(Losses, AProtectionByAParameterIsUncertain) {
  EXPECT_THAT(lost("AWS::DynamoDB::Table", "{DeletionProtectionEnabled: true}",
                   "{DeletionProtectionEnabled: !Ref P}"),
              ElementsAre(HasSubstr("maybe R /Properties/DeletionProtectionEnabled")));
}

TEST(Losses, AReplicaThatLosesItsRecoveryIsNamed) {
  EXPECT_THAT(
      lost("AWS::DynamoDB::GlobalTable",
           "{Replicas: [{Region: a, DeletionProtectionEnabled: true}, {Region: b, "
           "PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}]}",
           "{Replicas: [{Region: b}, {Region: a, DeletionProtectionEnabled: true}]}"),
      ElementsAre("R "
                  "/Properties/Replicas/0/PointInTimeRecoverySpecification/"
                  "PointInTimeRecoveryEnabled the recovery of the replica in b to any point in "
                  "time"));
}

TEST(Losses, ADeadLetterQueueThatGoesIsToldOfEachItem) {
  EXPECT_THAT(
      lost("AWS::Events::Rule",
           "{Targets: [{Id: A, Arn: a, DeadLetterConfig: {Arn: q}}, {Id: B, Arn: b, "
           "DeadLetterConfig: {Arn: q}}, {Id: C, Arn: c, DeadLetterConfig: {Arn: q}}]}",
           "{Targets: [{Id: B, Arn: b}, {Id: A, Arn: a, DeadLetterConfig: {Arn: r}}]}"),
      ElementsAre("R /Properties/Targets/0/DeadLetterConfig/Arn the events that cannot be "
                  "delivered to the target 'B' from now on, which went to its dead-letter queue"));
  EXPECT_THAT(
      lost("AWS::Pipes::Pipe",
           "{SourceParameters: {KinesisStreamParameters: {DeadLetterConfig: {Arn: q}}}}", "{}"),
      ElementsAre(HasSubstr("the records that the pipe fails on")));
  EXPECT_THAT(lost("AWS::Events::EventBus", "{Name: b, DeadLetterConfig: {Arn: q}}", "{Name: b}"),
              ElementsAre(HasSubstr("the events that the bus cannot process")));
}

TEST(Losses, AnItemThatGoesMayBeALoss) {
  EXPECT_THAT(
      lost("AWS::DynamoDB::GlobalTable", "{Replicas: [{Region: a}, {Region: b}]}",
           "{Replicas: [{Region: a}]}"),
      ElementsAre("R /Properties/Replicas the replica of the table in b, with its backups"));
  const auto rules = [](const std::string& items) {
    return "{ReplicationConfiguration: {Role: r, Rules: [" + items + "]}}";
  };
  const std::string one = "{Id: a, Status: Enabled}";
  EXPECT_THAT(lost("AWS::S3::Bucket", rules(one + ", {Id: b, Status: Enabled}"),
                   rules(one + ", {Id: b, Status: Disabled}")),
              ElementsAre(HasSubstr("that the rule 'b' makes")));
  EXPECT_THAT(lost("AWS::S3::Bucket", rules(one + ", {Id: b, Status: Disabled}"), rules(one)),
              IsEmpty());
  // A rule may have another name.
  EXPECT_THAT(lost("AWS::S3::Bucket", rules(one), rules("{Id: c, Status: Enabled}")),
              ElementsAre(HasSubstr("maybe R")));
  EXPECT_THAT(lost("AWS::S3::Bucket", rules(one), "{}"),
              ElementsAre(HasSubstr("the copies of new objects in other buckets")));
  const std::string balancer = "AWS::ElasticLoadBalancingV2::LoadBalancer";
  const std::string is_on =
      "{LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: 'true'}]}";
  EXPECT_THAT(lost(balancer, is_on, "{}"),
              ElementsAre(HasSubstr("nothing will stop a deletion of the load balancer")));
  EXPECT_THAT(lost(balancer, "{LoadBalancerAttributes: [{Key: other, Value: 'true'}]}", "{}"),
              IsEmpty());
}

TEST(Losses, WhatMakesCopiesElsewhereIsALossWhereItGoes) {
  EXPECT_THAT(lost(one("AWS::ECR::ReplicationConfiguration", "{}"), "Resources: {}"),
              ElementsAre(HasSubstr("the copies of new images in other regions")));
  EXPECT_THAT(lost("AWS::RedshiftServerless::Namespace",
                   "{SnapshotCopyConfigurations: [{DestinationRegion: a}]}", "{}"),
              ElementsAre(HasSubstr("the copies of new snapshots in a")));
  const auto add_ons = [](const std::string& items) { return "{AddOns: [" + items + "]}"; };
  EXPECT_THAT(lost("AWS::Lightsail::Disk", add_ons("{AddOnType: AutoSnapshot, Status: Enabled}"),
                   add_ons("")),
              ElementsAre(HasSubstr("the automatic daily snapshots")));
  EXPECT_THAT(lost("AWS::Lightsail::Disk", add_ons("{AddOnType: AutoSnapshot, Status: Enabled}"),
                   add_ons("{AddOnType: AutoSnapshot, Status: Disabled}")),
              ElementsAre(HasSubstr("the automatic daily snapshots")));
  EXPECT_THAT(lost("AWS::Events::Endpoint", "{}", "{ReplicationConfig: {State: DISABLED}}"),
              ElementsAre(HasSubstr("the copies of events in the other region")));
}

TEST(Losses, AStandbyThatGoesIsALoss) {
  EXPECT_THAT(lost("AWS::RDS::DBInstance", "{MultiAZ: true}", "{MultiAZ: false}"),
              ElementsAre(HasSubstr("the standby in another zone")));
  EXPECT_THAT(lost("AWS::RDS::DBInstance", "{MultiAZ: false}", "{MultiAZ: true}"), IsEmpty());
  EXPECT_THAT(lost("AWS::Backup::BackupSelection",
                   "{BackupSelection: {ListOfTags: [{ConditionKey: a, ConditionValue: b}]}}",
                   "{BackupSelection: {ListOfTags: [{ConditionKey: a, ConditionValue: c}]}}"),
              ElementsAre(HasSubstr("maybe R /Properties/BackupSelection/ListOfTags")));
}

TEST(Losses, AnEventOfSamHasADeadLetterQueueOfItsOwn) {
  const auto events = [](const std::string& more) {
    return "{Events: {S: {Type: Schedule, Properties: {Schedule: rate(1 hour)" + more + "}}}}";
  };
  const std::string queue = ", DeadLetterConfig: {Arn: q}";
  EXPECT_THAT(lost("AWS::Serverless::Function", events(queue), events("")),
              ElementsAre("R /Properties/Events/S/Properties/DeadLetterConfig the events of 'S' "
                          "that cannot be delivered from now on, which went to its dead-letter "
                          "queue"));
  EXPECT_THAT(lost("AWS::Serverless::Function", events(queue), "{}"), IsEmpty());
}

TEST(Losses, ADestinationOfFailuresGoesWithItsResourceButNotWithTheFunction) {
  const std::string function =
      "  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: f}}\n";
  const auto text = [](const std::string& others, const std::string& destination) {
    return "Resources:\n  T: {Type: AWS::SNS::Topic}\n" + others +
           (destination.empty() ? ""
                                : "  R: {Type: AWS::Lambda::EventInvokeConfig, Properties: "
                                  "{FunctionName: !Ref F, Qualifier: $LATEST" +
                                      destination + "}}\n");
  };
  const std::string destination = ", DestinationConfig: {OnFailure: {Destination: q}}";
  EXPECT_THAT(lost(text(function, destination), text(function, "")),
              ElementsAre(HasSubstr("R the events that the function fails on from now on")));
  EXPECT_THAT(lost(text(function, ", MaximumRetryAttempts: 1"), text(function, "")), IsEmpty());
  EXPECT_THAT(lost(text(function, destination), text("", "")), IsEmpty());
  // A new one takes its place.
  const std::string other =
      "  R2: {Type: AWS::Lambda::EventInvokeConfig, Properties: "
      "{FunctionName: !Ref F, Qualifier: live" +
      destination + "}}\n";
  EXPECT_THAT(lost(text(function, destination), text(function + other, "")), IsEmpty());
}

TEST(Losses, ATimeToLiveThatIsSwitchedOnLetsItemsExpire) {
  constexpr const char* off = "{TimeToLiveSpecification: {AttributeName: ttl, Enabled: false}}";
  constexpr const char* on = "{TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}}";
  constexpr const char* other = "{TimeToLiveSpecification: {AttributeName: end, Enabled: true}}";
  EXPECT_THAT(lost("AWS::DynamoDB::Table", off, on),
              ElementsAre("R /Properties/TimeToLiveSpecification items whose time in 'ttl' has "
                          "passed"));
  EXPECT_THAT(lost("AWS::DynamoDB::Table", on, other), ElementsAre(HasSubstr("'end'")));
  EXPECT_THAT(lost("AWS::DynamoDB::Table", on, off), IsEmpty());
  EXPECT_THAT(lost("AWS::DynamoDB::Table", on, "{}"), IsEmpty());
}

TEST(Losses, ANewValueOfASecretIsALoss) {
  EXPECT_THAT(lost("AWS::SecretsManager::Secret", "{GenerateSecretString: {PasswordLength: 16}}",
                   "{GenerateSecretString: {PasswordLength: 32}}"),
              ElementsAre(HasSubstr("R /Properties/GenerateSecretString the value of the secret")));
}

TEST(Losses, AWeakerPolicyOfRemovalIsALossOfTheNextTime) {
  EXPECT_THAT(lost(one("AWS::SQS::Queue", "{}", "    DeletionPolicy: Retain\n"),
                   one("AWS::SQS::Queue", "{}", "    DeletionPolicy: Delete\n")),
              ElementsAre("R /DeletionPolicy nothing yet, but the next removal from the template "
                          "deletes the messages that are in the queue"));
  EXPECT_THAT(lost(one("AWS::RDS::DBCluster", "{}", "    DeletionPolicy: Retain\n"),
                   one("AWS::RDS::DBCluster", "{}")),
              ElementsAre(HasSubstr("leaves only a snapshot")));
  EXPECT_THAT(lost(one("AWS::SNS::Topic", "{}", "    DeletionPolicy: Retain\n"),
                   one("AWS::SNS::Topic", "{}")),
              IsEmpty());
}

TEST(Losses, ABackupPlanThatIsNewMayTakeThePlaceOfOneThatGoes) {
  const auto plan = [](const std::string& id) {
    return "Resources: {" + id + ": {Type: AWS::Backup::BackupPlan}}";
  };
  EXPECT_THAT(lost(plan("A"), plan("B")),
              ElementsAre("maybe A the backups that the plan would make from now on, unless a new "
                          "one takes its place"));
}

TEST(Losses, ABackupPlanThatGoesMakesNoMoreBackups) {
  EXPECT_THAT(lost("Resources: {A: {Type: AWS::SNS::Topic}, Plan: {Type: AWS::Backup::BackupPlan}}",
                   "Resources: {A: {Type: AWS::SNS::Topic}}"),
              ElementsAre("Plan the backups that the plan would make from now on"));
  EXPECT_THAT(
      lost("AWS::Backup::BackupPlan",
           "{BackupPlan: {BackupPlanRule: [{RuleName: daily, Lifecycle: {DeleteAfterDays: 35}}, "
           "{RuleName: monthly}]}}",
           "{BackupPlan: {BackupPlanRule: [{RuleName: daily, Lifecycle: {DeleteAfterDays: 7}}]}}"),
      ElementsAre("R /Properties/BackupPlan/BackupPlanRule/0/Lifecycle/DeleteAfterDays the backups "
                  "by 'daily' sooner than by now",
                  "R /Properties/BackupPlan/BackupPlanRule the backups that 'monthly' would make "
                  "from now on"));
  EXPECT_THAT(lost("AWS::DLM::LifecyclePolicy",
                   "{PolicyDetails: {Schedules: [{Name: a, RetainRule: {Count: 7}}]}}",
                   "{PolicyDetails: {Schedules: [{Name: a, RetainRule: {Count: 14}}]}}"),
              IsEmpty());
  const auto kept = [](const std::string& interval, const std::string& unit) {
    return "{PolicyDetails: {Schedules: [{Name: a, RetainRule: {Interval: " + interval +
           ", IntervalUnit: " + unit + "}}]}}";
  };
  const std::string policy = "AWS::DLM::LifecyclePolicy";
  EXPECT_THAT(lost(policy, kept("1", "MONTHS"), kept("3", "DAYS")),
              ElementsAre(HasSubstr("the snapshots by 'a' sooner than by now")));
  EXPECT_THAT(lost(policy, kept("30", "DAYS"), kept("2", "MONTHS")), IsEmpty());
  EXPECT_THAT(lost(policy, kept("30", "DAYS"), kept("30", "WEEKS")), IsEmpty());
  EXPECT_THAT(lost(policy, kept("30", "WEEKS"), kept("30", "DAYS")),
              ElementsAre(HasSubstr("sooner than by now")));
  EXPECT_THAT(lost(policy, kept("1", "MONTHS"), kept("3", "!Ref Unit")), IsEmpty());
  EXPECT_THAT(lost(policy, kept("2", "YEARS"), kept("24", "MONTHS")), IsEmpty());
  EXPECT_THAT(lost(policy, kept("1", "MONTHS"), kept("28", "DAYS")), IsEmpty());
}

TEST(Losses, ALifecyclePolicyOfImagesThatSaysTheSameIsNone) {
  EXPECT_THAT(
      lost("AWS::ECR::Repository", R"({LifecyclePolicy: {LifecyclePolicyText: '{"a": 1}'}})",
           R"({LifecyclePolicy: {LifecyclePolicyText: '{ "a":1 }'}})"),
      IsEmpty());
  EXPECT_THAT(lost("AWS::ECR::Repository", "{}",
                   R"({LifecyclePolicy: {LifecyclePolicyText: '{ "a":1 }'}})"),
              ElementsAre(HasSubstr("R /Properties/LifecyclePolicy/LifecyclePolicyText images")));
}

TEST(Losses, ALockOfObjectsThatGetsShorterIsALoss) {
  const auto locked = [](const std::string& retention) {
    return "{ObjectLockEnabled: true, ObjectLockConfiguration: {ObjectLockEnabled: Enabled, Rule: "
           "{DefaultRetention: {Mode: COMPLIANCE, " +
           retention + "}}}}";
  };
  const std::string bucket = "AWS::S3::Bucket";
  EXPECT_THAT(lost(bucket, locked("Years: 1"), locked("Days: 30")),
              ElementsAre("R /Properties/ObjectLockConfiguration/Rule/DefaultRetention the lock of "
                          "new objects after 30 days, kept for 365 days until now"));
  EXPECT_THAT(lost(bucket, locked("Days: 365"), locked("Years: 1")), IsEmpty());
  EXPECT_THAT(lost(bucket, "{ObjectLockEnabled: true}", locked("Days: 30")), IsEmpty());
  EXPECT_THAT(lost(bucket, locked("Days: 30"), locked("Days: !Ref Days")),
              ElementsAre(HasSubstr("maybe R")));
}

TEST(Losses, AVaultThatIsLockedNoLongerIsALoss) {
  const std::string lock = "{LockConfiguration: {MinRetentionDays: 30}}";
  EXPECT_THAT(lost("AWS::Backup::BackupVault", lock, "{}"),
              ElementsAre("R /Properties/LockConfiguration/MinRetentionDays the lock that keeps "
                          "recovery points from being deleted"));
  EXPECT_THAT(lost("AWS::Backup::BackupVault", lock, "{LockConfiguration: {MinRetentionDays: 7}}"),
              ElementsAre(HasSubstr("the lock of recovery points after 7 days, kept for 30 days")));
}

TEST(Losses, APolicyThatIsNotKnownIsUncertain) {
  const auto deployed = [](const std::string& policy, const std::string& name) {
    return "Resources:\n  R: {Type: AWS::DynamoDB::Table, " + policy +
           ": !Ref Policy, Properties: {TableName: " + name + "}}\n";
  };
  const std::string other = "Resources: {Q: {Type: AWS::SNS::Topic}}";
  EXPECT_THAT(lost(deployed("DeletionPolicy", "t"), other),
              ElementsAre("maybe R all items of the table 't', its DeletionPolicy is known at the "
                          "deployment only"));
  EXPECT_THAT(lost(deployed("UpdateReplacePolicy", "t"), deployed("UpdateReplacePolicy", "u")),
              ElementsAre("maybe R all items of the table 't', unless its UpdateReplacePolicy "
                          "keeps it"));
}

TEST(Losses, CopiesElsewhereThatAreMadeNoMore) {
  EXPECT_THAT(
      lost("AWS::S3::Bucket", "{ReplicationConfiguration: {Role: r, Rules: []}}", "{Tags: []}"),
      ElementsAre("R /Properties/ReplicationConfiguration the copies of new objects in "
                  "other buckets"));
  EXPECT_THAT(
      lost("AWS::EFS::FileSystem",
           "{Encrypted: true, ReplicationConfiguration: {Destinations: []}}", "{Encrypted: true}"),
      Contains("R /Properties/ReplicationConfiguration the copy of the file system that is "
               "kept up to date"));
  const auto plan = [](const std::string& rule) {
    return "{BackupPlan: {BackupPlanName: p, BackupPlanRule: [{RuleName: r, TargetBackupVault: v" +
           rule + "}]}}";
  };
  const std::string copies = ", CopyActions: [{DestinationBackupVaultArn: a}]";
  EXPECT_THAT(lost("AWS::Backup::BackupPlan", plan(copies), plan("")),
              ElementsAre("R /Properties/BackupPlan/BackupPlanRule the copies that 'r' would make "
                          "in another vault from now on"));
  EXPECT_THAT(lost("AWS::Backup::BackupPlan", plan(""), plan(copies)), IsEmpty());
}

TEST(Losses, ASelectionOfBackupsThatHasLess) {
  const auto selection = [](const std::string& resources) {
    return "{BackupPlanId: p, BackupSelection: {IamRoleArn: r, SelectionName: s, Resources: [" +
           resources + "]}}";
  };
  EXPECT_THAT(lost("AWS::Backup::BackupSelection", selection("a, b"), selection("b")),
              ElementsAre("maybe R /Properties/BackupSelection/Resources the backups of 'a' from "
                          "now on, unless another selection has it"));
  EXPECT_THAT(lost("AWS::Backup::BackupSelection", selection("a, b"), selection("'*'")), IsEmpty());
}

TEST(Losses, AKeyThatIsDisabledAndChangesThatCannotBeTakenBack) {
  EXPECT_THAT(lost("AWS::KMS::Key", "{KeyPolicy: {}}", "{KeyPolicy: {}, Enabled: false}"),
              ElementsAre("R /Properties/Enabled the means to read all that is encrypted with the "
                          "key, as long as it is disabled"));
  EXPECT_THAT(lost("AWS::RDS::DBCluster", "{BacktrackWindow: 86400}", "{BacktrackWindow: 0}"),
              ElementsAre("R /Properties/BacktrackWindow all of the changes that the cluster can "
                          "take back, kept for 86400 seconds until now"));
}

TEST(Losses, AGeneratedValueThatGivesWayToAWrittenOne) {
  EXPECT_THAT(lost("AWS::SecretsManager::Secret", "{GenerateSecretString: {PasswordLength: 20}}",
                   "{SecretString: a}"),
              ElementsAre("R /Properties/GenerateSecretString the value of the secret: "
                          "'SecretString' is in its place, and the old one is kept as AWSPREVIOUS "
                          "only"));
}

TEST(Losses, AnApplicationThatRotatesASecretHoldsNothing) {
  const auto removed = [](const std::string& parameters) {
    return lost(
        "Resources:\n  R: {Type: AWS::Serverless::Application, Properties: {Location: x, "
        "Parameters: " +
            parameters + "}}\n  T: {Type: AWS::SNS::Topic}\n",
        "Resources: {T: {Type: AWS::SNS::Topic}}\n");
  };
  EXPECT_THAT(removed("{endpoint: e, functionName: f}"), IsEmpty());
  EXPECT_THAT(removed("{TableName: t}"), ElementsAre("R all that is held by the nested stack"));
}

TEST(Losses, AVolumeThatGoesWithItsInstanceIsALossOfTheNextTime) {
  const auto volume = [](const std::string& ebs) {
    return "{BlockDeviceMappings: [{DeviceName: /dev/xvdb, Ebs: {VolumeSize: 8" + ebs + "}}]}";
  };
  const std::string kept = volume(", DeleteOnTermination: false");
  const auto line = ElementsAre(
      "R /Properties/BlockDeviceMappings nothing yet, but what is on the volume '/dev/xvdb' once "
      "the instance is terminated");
  EXPECT_THAT(lost("AWS::EC2::Instance", kept, volume(", DeleteOnTermination: true")), line);
  EXPECT_THAT(lost("AWS::EC2::Instance", kept, volume("")), line);
  EXPECT_THAT(lost("AWS::EC2::Instance", volume(""), kept), IsEmpty());
  EXPECT_THAT(lost("AWS::EC2::LaunchTemplate", "{LaunchTemplateData: " + kept + "}",
                   "{LaunchTemplateData: " + volume("") + "}"),
              ElementsAre("R /Properties/LaunchTemplateData/BlockDeviceMappings nothing yet, but "
                          "what is on the volume '/dev/xvdb' once the instances that are launched "
                          "from now on are terminated"));
}

TEST(Losses, AStackSetDeletesTheStacksThatLeaveIt) {
  const auto set = [](const std::string& accounts, const std::string& regions) {
    return "{StackSetName: s, StackInstancesGroup: [{DeploymentTargets: {Accounts: [" + accounts +
           "]}, Regions: [" + regions + "]}]}";
  };
  const std::string type = "AWS::CloudFormation::StackSet";
  EXPECT_THAT(lost(type, set("'1', '2'", "us-east-1"), set("'1'", "us-east-1")),
              ElementsAre("maybe R /Properties/StackInstancesGroup what the stack of account 2 in "
                          "us-east-1 holds, which is deleted"));
  EXPECT_THAT(lost(type, set("'1', '2', '3'", "us-east-1, eu-west-1, us-east-2"),
                   set("'1', '3'", "us-east-1")),
              ElementsAre("maybe R /Properties/StackInstancesGroup what the stacks of account 1 in "
                          "eu-west-1 and us-east-2 hold, which are deleted",
                          "maybe R /Properties/StackInstancesGroup what the stacks of account 2 in "
                          "eu-west-1, us-east-1 and us-east-2 hold, which are deleted",
                          "maybe R /Properties/StackInstancesGroup what the stacks of account 3 in "
                          "eu-west-1 and us-east-2 hold, which are deleted"));
  EXPECT_THAT(lost(type, set("'1'", "us-east-1"), set("'1'", "eu-west-1, us-east-1")), IsEmpty());
  const auto filtered = [](const std::string& filter) {
    return "{StackInstancesGroup: [{DeploymentTargets: {OrganizationalUnitIds: [ou-1]" + filter +
           "}, Regions: [us-east-1]}]}";
  };
  const auto perhaps = ElementsAre(
      "maybe R /Properties/StackInstancesGroup what the stacks hold that are no targets any more, "
      "as it turns out at deployment");
  const std::string without_one = ", AccountFilterType: DIFFERENCE, Accounts: ['1']";
  EXPECT_THAT(lost(type, filtered(""), filtered(without_one)), perhaps);
  EXPECT_THAT(lost(type, filtered(without_one), filtered(without_one)), IsEmpty());
  EXPECT_THAT(lost(type, set("!Ref AWS::AccountId", "us-east-1"), set("'1'", "us-east-1")),
              perhaps);
  EXPECT_THAT(lost(type, "{AutoDeployment: {RetainStacksOnAccountRemoval: true}}",
                   "{AutoDeployment: {RetainStacksOnAccountRemoval: false}}"),
              ElementsAre("R /Properties/AutoDeployment/RetainStacksOnAccountRemoval the stacks of "
                          "accounts that leave their organizational unit"));
}

}  // namespace
}  // namespace omnitrack::diff
