#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/neptune.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/neptune/neptune_cluster.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class NeptuneClusterTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
};

TEST_F(NeptuneClusterTest, a_cluster_is_encrypted_and_lets_iam_in) {
  stack.add(NeptuneClusterProps{.id = "Graph", .vpc = vpc});
  EXPECT_EQ(written().at("/Resources/Graph/DeletionPolicy").text(), "Snapshot");
  EXPECT_EQ(properties("Graph"),
            R"({"BackupRetentionPeriod":7,"CopyTagsToSnapshot":true,)"
            R"("DBClusterParameterGroupName":{"Ref":"GraphParameters"},"DBPort":8182,)"
            R"("DBSubnetGroupName":{"Ref":"GraphSubnetGroup"},"DeletionProtection":true,)"
            R"("EnableCloudwatchLogsExports":["audit","slowquery"],"EngineVersion":"1.4.5.1",)"
            R"("IamAuthEnabled":true,"StorageEncrypted":true,)"
            R"("VpcSecurityGroupIds":[{"Fn::GetAtt":["GraphSecurityGroup","GroupId"]}]})");
  EXPECT_THAT(written(), has_resource("GraphParameters", {{"Family", "neptune1.4"}}));
}

TEST_F(NeptuneClusterTest, grants_metrics_and_connections_are_of_this_cluster) {
  NeptuneCluster& made = stack.add(NeptuneClusterProps{
      .id = "Graph",
      .vpc = vpc,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .parameters = {{"neptune_query_timeout", "60000"}},
  });
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  made.grant_read(role);
  made.grant_read_write(role);
  made.connections().allow_from(stack.add(SecurityGroupProps{.id = "Clients", .vpc = vpc}));
  stack.add(AlarmProps{.id = "Busy", .metric = made.metric_pending_requests(), .threshold = 80});
  EXPECT_NE(properties("RoleDefaultPolicy").find("${Graph.ClusterResourceId}/*"),
            std::string::npos);
  EXPECT_NE(properties("GraphParameters").find(R"("neptune_query_timeout":"60000")"),
            std::string::npos);
}

TEST_F(NeptuneClusterTest, numbers_out_of_bounds_are_told) {
  const int many = 20;
  stack.add(NeptuneClusterProps{.id = "Graph", .vpc = vpc, .instances = many});
  EXPECT_EQ(codes_of(app), "OT2117");
}

TEST_F(NeptuneClusterTest, one_that_is_made_elsewhere_is_granted_by_its_resource_id) {
  auto& theirs = NeptuneCluster::from_attributes(
      stack, "Theirs",
      {.cluster_name = "theirs", .read_endpoint = "r.neptune", .resource_id = "cluster-A"});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  theirs.grant_read(role);
  EXPECT_EQ(theirs.read_endpoint().literal_text(), "r.neptune");
  EXPECT_NE(resource("RoleDefaultPolicy").find("cluster-A/*"), std::string::npos);
}

TEST_F(NeptuneClusterTest, what_is_not_known_of_one_that_is_made_elsewhere_is_refused) {
  auto& theirs = NeptuneCluster::from_attributes(stack, "Theirs", {.cluster_name = "theirs"});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  theirs.grant_read_write(role);
  (void)theirs.endpoint();
  (void)theirs.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
