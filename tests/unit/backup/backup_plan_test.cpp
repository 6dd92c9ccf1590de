#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/backup/backup_plan.hpp>
#include <omnitrack/cfn/backup.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/ec2/volume.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class BackupPlanTest : public testing_support::OneStackTest {};

TEST_F(BackupPlanTest, a_plan_makes_a_backup_each_day_and_keeps_it_for_35_days) {
  stack.add(BackupPlanProps{.id = "Plan"});
  EXPECT_EQ(
      resource("Plan"),
      R"({"Type":"AWS::Backup::BackupPlan","Properties":{"BackupPlan":{"BackupPlanName":{"Fn:)"
      R"(:Join":["",["test-plan-",{"Fn::Select":[0,{"Fn::Split":["-",{"Fn::Select":[2,{"Fn::)"
      R"(Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}]]},"BackupPlanRule":[{"RuleName":"Daily",)"
      R"("TargetBackupVault":{"Ref":"PlanVault"},"Lifecycle":{"DeleteAfterDays":35},)"
      R"x("ScheduleExpression":"cron(0 5 * * ? *)"}]}}})x");
  EXPECT_EQ(resource("PlanVault"),
            R"({"Type":"AWS::Backup::BackupVault","DeletionPolicy":"Retain","UpdateReplacePolicy":)"
            R"("Retain","Properties":{"BackupVaultName":{"Fn::Join":["",["test-plan-vault-",{"Fn::)"
            R"(Select":[0,{"Fn::Split":["-",{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::)"
            R"(StackId"}]}]}]}]}]]}}})");
}

TEST_F(BackupPlanTest, every_property_is_written_where_it_belongs) {
  auto& far =
      BackupVault::from_arn(stack, "Far", "arn:aws:backup:eu-west-1:123456789012:backup-vault:far");
  auto& near = BackupVault::from_name(stack, "Near", "near");
  stack.add(BackupPlanProps{
      .id = "Plan",
      .name = "orders",
      .rules = {BackupRule::weekly(),
                BackupRule::monthly(5),
                {.name = "Own",
                 .completion_window_minutes = 240,
                 .continuous_backup = true,
                 .copies = {{.vault = far, .lifecycle = {.delete_after = 90}}},
                 .lifecycle = {.delete_after = 14},
                 .recovery_point_tags = {{"team", "orders"}},
                 .schedule = "cron(0 1 * * ? *)",
                 .start_window_minutes = 60,
                 .timezone = "Europe/Berlin",
                 .vault = near}},
      .windows_vss = true,
  });
  EXPECT_EQ(properties("Plan"),
            R"({"BackupPlan":{"BackupPlanName":"orders","BackupPlanRule":[{"RuleName":"Weekly",)"
            R"("TargetBackupVault":{"Ref":"PlanVault"},"Lifecycle":{"DeleteAfterDays":90},)"
            R"x("ScheduleExpression":"cron(0 5 ? * SAT *)"},{"RuleName":"Monthly5Year",)x"
            R"("TargetBackupVault":{"Ref":"PlanVault"},"Lifecycle":{"DeleteAfterDays":1825,)"
            R"x("MoveToColdStorageAfterDays":30},"ScheduleExpression":"cron(0 5 1 * ? *)"},)x"
            R"({"RuleName":"Own","TargetBackupVault":"near","CompletionWindowMinutes":240,)"
            R"("CopyActions":[{"DestinationBackupVaultArn":"arn:aws:backup:eu-west-1:123456789012:)"
            R"(backup-vault:far","Lifecycle":{"DeleteAfterDays":90}}],"EnableContinuousBackup":)"
            R"(true,"Lifecycle":{"DeleteAfterDays":14},"RecoveryPointTags":{"team":"orders"},)"
            R"x("ScheduleExpression":"cron(0 1 * * ? *)","ScheduleExpressionTimezone":)x"
            R"("Europe/Berlin","StartWindowMinutes":60}],"AdvancedBackupSettings":)"
            R"([{"BackupOptions":{"WindowsVSS":"enabled"},"ResourceType":"EC2"}]}})");
}

TEST_F(BackupPlanTest, constructs_arns_and_tags_are_backed_up_by_a_role_of_its_own) {
  auto& table = stack.add(TableProps{.id = "Table", .partition_key = {"PK"}});
  auto& bucket = stack.add(BucketProps{.id = "Bucket", .versioning = true});
  auto& plan = stack.add(BackupPlanProps{.id = "Plan"});
  plan.add_selection({.name = "Data",
                      .resources = {table, bucket, BackupResource::arn("arn:aws:ec2:*:*:volume/*"),
                                    BackupResource::tag("backup", "yes")},
                      .allow_restores = true,
                      .excluded_arns = {"arn:aws:ec2:*:*:volume/vol-1"}});
  EXPECT_EQ(properties("PlanData"),
            R"({"BackupPlanId":{"Ref":"Plan"},"BackupSelection":{"IamRoleArn":{"Fn::GetAtt":)"
            R"(["PlanDataRole","Arn"]},"SelectionName":"Data","ListOfTags":[{"ConditionKey":)"
            R"("backup","ConditionType":"STRINGEQUALS","ConditionValue":"yes"}],"NotResources":)"
            R"(["arn:aws:ec2:*:*:volume/vol-1"],"Resources":[{"Fn::GetAtt":["Table","Arn"]},{"Fn::)"
            R"(GetAtt":["Bucket","Arn"]},"arn:aws:ec2:*:*:volume/*"]}})");
  EXPECT_EQ(properties("PlanDataRole"),
            R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Service":"backup.amazonaws.com"},"Action":"sts:AssumeRole"}]},)"
            R"("ManagedPolicyArns":[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:)"
            R"(policy/service-role/AWSBackupServiceRolePolicyForBackup"},{"Fn::Sub":"arn:${AWS::)"
            R"(Partition}:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup"},{"Fn::Sub":"arn:)"
            R"(${AWS::Partition}:iam::aws:)"
            R"(policy/service-role/AWSBackupServiceRolePolicyForRestores"},{"Fn::Sub":"arn:${AWS::)"
            R"(Partition}:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore"}]})");
}

TEST_F(BackupPlanTest, file_systems_and_disks_are_backed_up) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  auto& disk =
      stack.add(VolumeProps{.id = "Disk", .availability_zone = "eu-central-1a", .size = 10});
  stack.add(BackupPlanProps{.id = "Plan"})
      .add_selection({.name = "Disks", .resources = {files, disk}});
  EXPECT_NE(
      properties("PlanDisks")
          .find(R"("Resources":[{"Fn::GetAtt":["Files","Arn"]},{"Fn::Sub":"arn:)"
                R"(${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:volume/${Disk}"}])"),
      std::string::npos);
}

TEST_F(BackupPlanTest, a_given_role_makes_the_backups) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("backup.amazonaws.com")});
  stack.add(BackupPlanProps{
      .id = "Plan",
      .selections = {
          {.name = "Tagged", .resources = {BackupResource::tag("backup", "yes")}, .role = role}}});
  EXPECT_EQ(properties("PlanTagged"),
            R"({"BackupPlanId":{"Ref":"Plan"},"BackupSelection":{"IamRoleArn":{"Fn::GetAtt":)"
            R"(["Role","Arn"]},"SelectionName":"Tagged","ListOfTags":[{"ConditionKey":"backup",)"
            R"("ConditionType":"STRINGEQUALS","ConditionValue":"yes"}]}})");
}

TEST_F(BackupPlanTest, a_vault_is_locked_encrypted_and_guarded) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  auto& vault = stack.add(BackupVaultProps{
      .id = "Vault",
      .access_policy = {{.actions = {"backup:CopyIntoBackupVault"},
                         .principals = PolicyPrincipal::aws("123456789012"),
                         .resources = {"*"}}},
      .block_recovery_point_deletion = true,
      .kms_key = key,
      .lock = BackupVaultLock{.changeable_for = 3, .max_retention = 400, .min_retention = 7},
      .name = "vault",
      .notification_topic = "arn:aws:sns:eu-central-1:123456789012:backups",
      .removal_policy = RemovalPolicy::destroy,
  });
  vault.grant(role, {"backup:StartBackupJob"});
  EXPECT_EQ(resource("Vault"),
            R"({"Type":"AWS::Backup::BackupVault","DeletionPolicy":"Delete","UpdateReplacePolicy":)"
            R"("Delete","Properties":{"BackupVaultName":"vault","AccessPolicy":{"Version":)"
            R"("2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},)"
            R"("Action":"backup:CopyIntoBackupVault","Resource":"*"},{"Effect":"Deny","Principal":)"
            R"("*","Action":["backup:DeleteRecoveryPoint","backup:UpdateRecoveryPointLifecycle"],)"
            R"("Resource":"*"}]},"EncryptionKeyArn":{"Fn::GetAtt":["Key","Arn"]},)"
            R"("LockConfiguration":{"MinRetentionDays":7,"ChangeableForDays":3,"MaxRetentionDays":)"
            R"(400},"Notifications":{"BackupVaultEvents":["BACKUP_JOB_FAILED","COPY_JOB_FAILED",)"
            R"("RESTORE_JOB_COMPLETED"],"SNSTopicArn":"arn:aws:sns:eu-central-1:123456789012:)"
            R"(backups"}}})");
  EXPECT_EQ(properties("RoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"("backup:StartBackupJob","Resource":{"Fn::GetAtt":["Vault","BackupVaultArn"]}}]},)"
            R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(BackupPlanTest, what_is_wrong_with_a_plan_is_said) {
  const int days = 40000;
  stack.add(BackupPlanProps{
      .id = "Plan",
      .rules =
          {{.name = "each day"},
           {.name = "Cold", .lifecycle = {.delete_after = 60, .move_to_cold_storage_after = 30}},
           {.name = "Continuous", .continuous_backup = true, .lifecycle = {.delete_after = 36}},
           {.name = "Days", .lifecycle = {.delete_after = days}},
           {.name = "Windows", .completion_window_minutes = 60, .start_window_minutes = 30}},
      .selections = {{.name = "None", .resources = std::vector<BackupResource>()}},
  });
  EXPECT_EQ(codes_of(app), "OT3553 OT3554 OT3554 OT3555 OT3555 OT3555 OT3556");
}

TEST_F(BackupPlanTest, what_is_wrong_with_a_vault_is_said) {
  const std::string name = "a/b";
  const int days = 2;
  stack.add(BackupVaultProps{
      .id = "Vault",
      .lock = BackupVaultLock{.changeable_for = days, .max_retention = 7, .min_retention = 30},
      .name = name});
  auto& imported = BackupVault::from_name(stack, "Imported", "far");
  imported.block_recovery_point_deletion();
  static_cast<void>(imported.resource());
  EXPECT_EQ(codes_of(app), "OT3551 OT3552 OT3552 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
