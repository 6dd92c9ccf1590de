#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/redshift.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/redshift/redshift_cluster.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class RedshiftClusterTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
};

TEST_F(RedshiftClusterTest, a_cluster_is_encrypted_private_and_kept) {
  stack.add(RedshiftClusterProps{.id = "Sales", .vpc = vpc});
  EXPECT_EQ(written().at("/Resources/Sales/DeletionPolicy").text(), "Snapshot");
  EXPECT_EQ(properties("Sales"),
            R"({"ClusterType":"multi-node","DBName":"main","MasterUsername":"administrator",)"
            R"("NodeType":"ra3.large","AutomatedSnapshotRetentionPeriod":7,)"
            R"("ClusterParameterGroupName":{"Ref":"SalesParameters"},)"
            R"("ClusterSubnetGroupName":{"Ref":"SalesSubnetGroup"},"Encrypted":true,)"
            R"("EnhancedVpcRouting":true,"LoggingProperties":{"LogDestinationType":"cloudwatch",)"
            R"("LogExports":["connectionlog","userlog","useractivitylog"]},)"
            R"("ManageMasterPassword":true,"NumberOfNodes":2,"Port":5439,)"
            R"("PubliclyAccessible":false,)"
            R"("VpcSecurityGroupIds":[{"Fn::GetAtt":["SalesSecurityGroup","GroupId"]}]})");
  EXPECT_NE(properties("SalesParameters")
                .find(R"({"ParameterName":"require_ssl","ParameterValue":"true"})"),
            std::string::npos);
}

TEST_F(RedshiftClusterTest, a_single_node_with_a_key_roles_and_parameters) {
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("redshift.amazonaws.com")});
  RedshiftCluster& made = stack.add(RedshiftClusterProps{
      .id = "Sales",
      .vpc = vpc,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .logs = false,
      .nodes = 1,
      .parameters = {{"datestyle", "ISO, DMY"}},
      .roles = {role},
  });
  made.connections().allow_from(stack.add(SecurityGroupProps{.id = "Clients", .vpc = vpc}));
  stack.add(AlarmProps{.id = "Full", .metric = made.metric_disk_usage(), .threshold = 80});
  const std::string text = properties("Sales");
  EXPECT_NE(text.find(R"("ClusterType":"single-node")"), std::string::npos);
  EXPECT_NE(text.find(R"("IamRoles":[{"Fn::GetAtt":["Role","Arn"]}])"), std::string::npos);
  EXPECT_EQ(text.find("NumberOfNodes"), std::string::npos);
  EXPECT_NE(properties("SalesParameters").find("datestyle"), std::string::npos);
}

TEST_F(RedshiftClusterTest, numbers_out_of_bounds_are_told) {
  const int days = 40;
  stack.add(RedshiftClusterProps{.id = "Sales", .vpc = vpc, .snapshot_retention = days});
  EXPECT_EQ(codes_of(app), "OT2118");
}

TEST_F(RedshiftClusterTest, one_that_is_made_elsewhere_is_reached_and_measured) {
  auto& theirs = RedshiftCluster::from_attributes(
      stack, "Theirs", {.cluster_name = "theirs", .endpoint = "t.redshift", .secret_arn = "s"});
  EXPECT_EQ(theirs.endpoint().literal_text(), "t.redshift");
  EXPECT_EQ(theirs.secret_arn().literal_text(), "s");
  theirs.metric_disk_usage().create_alarm(stack, {.id = "Full", .threshold = 90});
  EXPECT_NE(properties("Full").find(R"({"Name":"ClusterIdentifier","Value":"theirs"})"),
            std::string::npos);
}

TEST_F(RedshiftClusterTest, what_is_not_known_of_one_that_is_made_elsewhere_is_refused) {
  auto& theirs = RedshiftCluster::from_attributes(stack, "Theirs", {.cluster_name = "theirs"});
  (void)theirs.endpoint();
  (void)theirs.secret_arn();
  (void)theirs.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
