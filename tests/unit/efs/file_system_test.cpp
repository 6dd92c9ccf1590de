#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::OneStackTest;

class FileSystemTest : public OneStackTest {
 protected:
  Vpc& vpc = Vpc::from_ids(
      stack, "Vpc",
      {.vpc_id = "vpc-01234567", .private_subnets = {"subnet-01234567", "subnet-12345678"}});
};

TEST_F(FileSystemTest, a_file_system_is_encrypted_backed_up_kept_and_reached_by_tls_alone) {
  stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  EXPECT_EQ(
      resource("Files"),
      R"({"Type":"AWS::EFS::FileSystem","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"BackupPolicy":{"Status":"ENABLED"},)"
      R"("Encrypted":true,"FileSystemPolicy":{"Version":"2012-10-17",)"
      R"("Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*",)"
      R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}}]},)"
      R"("FileSystemTags":[{"Key":"Name","Value":"Test/Files"}],"ThroughputMode":"elastic"}})");
  EXPECT_EQ(
      properties("FilesMountTarget1"),
      R"({"FileSystemId":{"Ref":"Files"},"SecurityGroups":[{"Fn::GetAtt":["FilesSecurityGroup",)"
      R"("GroupId"]}],"SubnetId":"subnet-01234567"})");
  EXPECT_EQ(
      properties("FilesMountTarget2"),
      R"({"FileSystemId":{"Ref":"Files"},"SecurityGroups":[{"Fn::GetAtt":["FilesSecurityGroup",)"
      R"("GroupId"]}],"SubnetId":"subnet-12345678"})");
  EXPECT_EQ(properties("FilesSecurityGroup"),
            R"({"GroupDescription":"Test/Files/SecurityGroup",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"icmp","CidrIp":"255.255.255.255/32",)"
            R"("Description":"Allow no outbound traffic","FromPort":252,"ToPort":86}],)"
            R"("VpcId":"vpc-01234567"})");
}

TEST_F(FileSystemTest, every_property_is_written_where_it_belongs) {
  stack.add(FileSystemProps{
      .id = "Files",
      .vpc = vpc,
      .allow_anonymous_access = true,
      .automatic_backups = false,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012",
      .move_to_archive_after = FileAge::ninety_days,
      .move_to_infrequent_access_after = FileAge::one_day,
      .move_back_on_access = true,
      .name = "files",
      .one_zone = "eu-central-1a",
      .provisioned_throughput = 64,
      .removal_policy = RemovalPolicy::destroy,
      .replication_overwrite_protection = false,
      .security_group = SecurityGroup::from_id(stack, "Group", "sg-01234567"),
      .subnets = {"subnet-01234567"},
      .throughput_mode = ThroughputMode::provisioned,
  });
  EXPECT_EQ(
      resource("Files"),
      R"({"Type":"AWS::EFS::FileSystem","DeletionPolicy":"Delete",)"
      R"("UpdateReplacePolicy":"Delete","Properties":{"AvailabilityZoneName":"eu-central-1a",)"
      R"("BackupPolicy":{"Status":"DISABLED"},"Encrypted":true,)"
      R"("FileSystemPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",)"
      R"("Principal":{"AWS":"*"},"Action":"*",)"
      R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow",)"
      R"("Principal":{"AWS":"*"},"Action":["elasticfilesystem:ClientMount",)"
      R"("elasticfilesystem:ClientWrite"],)"
      R"("Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}}]},)"
      R"("FileSystemProtection":{"ReplicationOverwriteProtection":"DISABLED"},)"
      R"("FileSystemTags":[{"Key":"Name","Value":"files"}],)"
      R"("KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-12345678)"
      R"(9012","LifecyclePolicies":[{"TransitionToIA":"AFTER_1_DAY"},)"
      R"({"TransitionToArchive":"AFTER_90_DAYS"},)"
      R"({"TransitionToPrimaryStorageClass":"AFTER_1_ACCESS"}],)"
      R"("ProvisionedThroughputInMibps":64,"ThroughputMode":"provisioned"}})");
  EXPECT_EQ(properties("FilesMountTarget1"),
            R"({"FileSystemId":{"Ref":"Files"},"SecurityGroups":["sg-01234567"],)"
            R"("SubnetId":"subnet-01234567"})");
}

TEST_F(FileSystemTest, clients_are_let_in_on_the_port_of_nfs) {
  FileSystem& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  SecurityGroup& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  files.connections().allow_from(client);
  files.make_wait(client);
  EXPECT_EQ(properties("FilesSecurityGroupFromClientTCP2049"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 2049","FromPort":2049,)"
            R"("GroupId":{"Fn::GetAtt":["FilesSecurityGroup","GroupId"]},)"
            R"("SourceSecurityGroupId":{"Fn::GetAtt":["Client","GroupId"]},"ToPort":2049})");
  EXPECT_NE(resource("Client").find(R"("DependsOn":["FilesMountTarget1","FilesMountTarget2"])"),
            std::string::npos);
}

TEST_F(FileSystemTest, grants_are_for_clients_of_mount_targets_and_access_points) {
  FileSystem& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  AccessPoint& point = stack.add(AccessPointProps{.id = "Point", .file_system = files});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  files.grant_read(role);
  files.grant_read_write(role);
  files.grant_root_access(role);
  point.grant_read(role);
  point.grant_read_write(role);
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["elasticfilesystem:ClientMount","elasticfilesystem:ClientWrite",)"
      R"("elasticfilesystem:ClientRootAccess"],"Resource":{"Fn::GetAtt":["Files","Arn"]},)"
      R"("Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}},)"
      R"({"Effect":"Allow","Action":["elasticfilesystem:ClientMount",)"
      R"("elasticfilesystem:ClientWrite"],"Resource":{"Fn::GetAtt":["Files","Arn"]},)"
      R"("Condition":{"StringEquals":{"elasticfilesystem:AccessPointArn":{"Fn::GetAtt":["Point")"
      R"(,"Arn"]}}}}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(FileSystemTest, an_access_point_leads_into_a_directory_as_a_user) {
  FileSystem& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  stack.add(AccessPointProps{
      .id = "Point",
      .file_system = files,
      .owner_gid = 1,
      .owner_uid = 2,
      .path = "/data",
      .permissions = "0750",
      .posix_gid = 3,
      .posix_uid = 4,
      .secondary_gids = {5, 6},
  });
  EXPECT_EQ(
      properties("Point"),
      R"({"FileSystemId":{"Ref":"Files"},"AccessPointTags":[{"Key":"Name",)"
      R"("Value":"Test/Point"}],"PosixUser":{"Gid":"3","Uid":"4","SecondaryGids":["5","6"]},)"
      R"("RootDirectory":{"CreationInfo":{"OwnerGid":"1","OwnerUid":"2","Permissions":"0750"},)"
      R"("Path":"/data"}})");
}

TEST_F(FileSystemTest, one_that_is_made_elsewhere_is_granted_and_reached) {
  SecurityGroup& group = SecurityGroup::from_id(stack, "Group", "sg-01234567");
  FileSystem& files = FileSystem::from_id(
      stack, "Files", {.file_system_id = "fs-01234567", .security_group = group});
  SecurityGroup& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  files.connections().allow_from(client);
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  files.grant_read(role);
  EXPECT_EQ(
      properties("GroupFromClientTCP2049"),
      R"({"IpProtocol":"tcp","Description":"Allow TCP 2049","FromPort":2049,)"
      R"("GroupId":"sg-01234567","SourceSecurityGroupId":{"Fn::GetAtt":["Client","GroupId"]},)"
      R"("ToPort":2049})");
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":"elasticfilesystem:ClientMount",)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:elasticfilesystem:${AWS::Region}:${AWS::A)"
      R"(ccountId}:file-system/fs-01234567"},)"
      R"("Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}}]},)"
      R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(FileSystemTest, what_only_its_owner_can_do_is_refused) {
  FileSystem& files = FileSystem::from_id(
      stack, "Files",
      {.file_system_id = "fs-01234567",
       .security_group = SecurityGroup::from_id(stack, "Group", "sg-01234567")});
  files.add_to_resource_policy({.actions = {"*"}});
  (void)files.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901");
}

TEST_F(FileSystemTest, what_cannot_be_is_an_error) {
  const int zero = 0;
  const int minus = -1;
  const std::string mode = "9";
  stack.add(FileSystemProps{.id = "A", .vpc = vpc, .one_zone = "eu-central-1a"});
  stack.add(FileSystemProps{.id = "B", .vpc = Vpc::from_ids(stack, "Bare", {.vpc_id = "vpc-1"})});
  stack.add(FileSystemProps{
      .id = "C",
      .vpc = vpc,
      .provisioned_throughput = zero,
      .throughput_mode = ThroughputMode::provisioned,
  });
  FileSystem& files =
      stack.add(FileSystemProps{.id = "D", .vpc = vpc, .provisioned_throughput = 1});
  stack.add(AccessPointProps{.id = "E", .file_system = files, .posix_gid = 1});
  stack.add(AccessPointProps{.id = "F", .file_system = files, .owner_gid = minus, .path = "data"});
  stack.add(AccessPointProps{.id = "G", .file_system = files, .permissions = mode});
  EXPECT_EQ(codes_of(app), "OT3460 OT3460 OT3461 OT3462 OT3463 OT3461 OT3464 OT3464");
}

}  // namespace
}  // namespace omnitrack
