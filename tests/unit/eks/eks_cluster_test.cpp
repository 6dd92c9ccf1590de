#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/eks.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/eks/eks_cluster.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing_support::codes_of;

class EksClusterTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
};

TEST_F(EksClusterTest, a_cluster_is_reached_from_its_vpc_and_logs_everything) {
  stack.add(EksClusterProps{.id = "Shop", .vpc = vpc, .name = "shop", .version = "1.34"});
  const std::string made = properties("Shop");
  EXPECT_NE(made.find(R"("EndpointPrivateAccess":true,"EndpointPublicAccess":false)"),
            std::string::npos);
  EXPECT_NE(made.find(R"("AccessConfig":{"AuthenticationMode":"API",)"
                      R"("BootstrapClusterCreatorAdminPermissions":false},)"
                      R"("DeletionProtection":true)"),
            std::string::npos);
  EXPECT_NE(made.find(R"({"Type":"audit"})"), std::string::npos);
  EXPECT_EQ(properties("ShopLogGroup"),
            R"({"LogGroupName":"/aws/eks/shop/cluster","RetentionInDays":731})");
}

TEST_F(EksClusterTest, secrets_are_encrypted_by_a_key) {
  stack.add(EksClusterProps{
      .id = "Shop",
      .vpc = vpc,
      .endpoint = EksEndpoint::from_anywhere,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .logs = false,
      .public_access_cidrs = {"192.0.2.0/24"},
  });
  EXPECT_NE(properties("Shop").find(
                R"("EncryptionConfig":[{"Provider":{"KeyArn":)"
                R"("arn:aws:kms:eu-central-1:123456789012:key/k"},"Resources":["secrets"]}])"),
            std::string::npos);
  EXPECT_NE(properties("Shop").find(R"("PublicAccessCidrs":["192.0.2.0/24"])"), std::string::npos);
  EXPECT_NE(resource("ShopRoleDefaultPolicy").find("kms:CreateGrant"), std::string::npos);
}

TEST_F(EksClusterTest, nodes_addons_access_and_profiles_are_added) {
  EksCluster& cluster = stack.add(EksClusterProps{.id = "Shop", .vpc = vpc});
  cluster.add_node_group({.id = "Nodes",
                          .ami_type = "AL2023_ARM_64_STANDARD",
                          .instance_types = {"m7g.large"},
                          .labels = {{"tier", "web"}},
                          .spot = true,
                          .taints = {{.key = "spot", .value = "true"}}});
  Role& role = stack.add(
      RoleProps{.id = "Pods", .assumed_by = PolicyPrincipal::service("pods.eks.amazonaws.com")});
  cluster.add_addon(
      {.id = "Cni", .addon_name = "vpc-cni", .role = role, .service_account = "aws-node"});
  cluster.add_access({.id = "Ops",
                      .principal_arn = "arn:aws:iam::123456789012:role/ops",
                      .access = EksAccess::view,
                      .namespaces = {"web"}});
  cluster.add_fargate_profile({.id = "Jobs", .namespaces = {"jobs"}});
  cluster.grant_describe(role);
  stack.add(AlarmProps{.id = "Busy", .metric = cluster.metric_api_requests(), .threshold = 1});
  SecurityGroup& clients = stack.add(SecurityGroupProps{.id = "Clients", .vpc = vpc});
  cluster.connections().allow_from(clients);
  const std::string nodes = properties("ShopNodes");
  EXPECT_NE(nodes.find(R"("AmiType":"AL2023_ARM_64_STANDARD","CapacityType":"SPOT")"),
            std::string::npos);
  EXPECT_NE(nodes.find(R"("ScalingConfig":{"DesiredSize":1,"MaxSize":3,"MinSize":1})"),
            std::string::npos);
  EXPECT_NE(nodes.find(R"("Taints":[{"Effect":"NO_SCHEDULE","Key":"spot","Value":"true"}])"),
            std::string::npos);
  EXPECT_EQ(properties("ShopCni"),
            R"({"AddonName":"vpc-cni","ClusterName":{"Ref":"Shop"},"PodIdentityAssociations":[)"
            R"({"RoleArn":{"Fn::GetAtt":["Pods","Arn"]},"ServiceAccount":"aws-node"}],)"
            R"("ResolveConflicts":"OVERWRITE"})");
  EXPECT_EQ(properties("ShopOps"),
            R"({"ClusterName":{"Ref":"Shop"},)"
            R"("PrincipalArn":"arn:aws:iam::123456789012:role/ops","AccessPolicies":[)"
            R"({"AccessScope":{"Type":"namespace","Namespaces":["web"]},"PolicyArn":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"}}]})");
  EXPECT_NE(properties("ShopJobs").find(R"("Selectors":[{"Namespace":"jobs"}])"),
            std::string::npos);
}

TEST_F(EksClusterTest, blocks_and_roles_that_do_nothing_are_told) {
  EksCluster& cluster =
      stack.add(EksClusterProps{.id = "Shop", .vpc = vpc, .public_access_cidrs = {"192.0.2.0/24"}});
  cluster.add_addon({.id = "Cni", .addon_name = "vpc-cni", .service_account = "aws-node"});
  EXPECT_EQ(codes_of(app), "OT2114 OT2115");
}

TEST_F(EksClusterTest, pods_act_by_a_role_whose_sessions_are_tagged) {
  auto& cluster = EksCluster::from_attributes(stack, "Shop", {.cluster_name = "shop"});
  Role& role = cluster.add_pod_role({.id = "Orders", .service_account = "orders"});
  role.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  EXPECT_EQ(properties("ShopOrdersAssociation"),
            R"({"ClusterName":"shop","Namespace":"default",)"
            R"("RoleArn":{"Fn::GetAtt":["ShopOrders","Arn"]},"ServiceAccount":"orders"})");
  EXPECT_NE(properties("ShopOrders")
                .find(R"("Statement":[{"Effect":"Allow",)"
                      R"("Principal":{"Service":"pods.eks.amazonaws.com"},)"
                      R"("Action":["sts:AssumeRole","sts:TagSession"]}])"),
            std::string::npos);
}

TEST_F(EksClusterTest, one_that_is_made_elsewhere_takes_nodes_addons_and_grants) {
  auto& theirs = EksCluster::from_attributes(
      stack, "Theirs",
      {.cluster_name = "theirs",
       .security_group = SecurityGroup::from_id(stack, "Group", "sg-01234567"),
       .subnets = {"subnet-01234567", "subnet-12345678"}});
  theirs.add_node_group({.id = "Nodes"});
  theirs.add_addon({.id = "Dns", .addon_name = "coredns"});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  theirs.grant_describe(role);
  EXPECT_EQ(theirs.connections().security_groups().size(), 1U);
  EXPECT_THAT(written(), has_resource("TheirsNodes", {{"ClusterName", "theirs"}}));
  EXPECT_NE(properties("TheirsNodes").find(R"(["subnet-01234567","subnet-12345678"])"),
            std::string::npos);
  EXPECT_THAT(written(), has_resource("TheirsDns", {{"ClusterName", "theirs"}}));
  EXPECT_NE(resource("RoleDefaultPolicy").find("cluster/theirs"), std::string::npos);
  EXPECT_THAT(written(), has_no_resource("Theirs"));
}

TEST_F(EksClusterTest, what_is_not_known_of_one_that_is_made_elsewhere_is_refused) {
  auto& theirs = EksCluster::from_attributes(stack, "Theirs", {.cluster_name = "theirs"});
  (void)theirs.endpoint();
  (void)theirs.issuer_url();
  (void)theirs.role();
  (void)theirs.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
