#include <string>

#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/msk/kafka_cluster.hpp>

namespace omnitrack {

void AnyKafkaCluster::set_groups(const Items<Link<SecurityGroup>>& groups,
                                 const Link<const Vpc>& vpc) {
  security_groups_ = groups;
  if (!security_groups_.empty()) return;
  security_groups_ = add(SecurityGroupProps{
      .id = child("SecurityGroup"), .vpc = vpc, .description = "Kafka cluster " + path()});
  // The pollers of Lambda are in the cluster's own group.
  // https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html
  connections().allow_among(Port::tcp(port_), "Pollers of Lambda");
}

Connections AnyKafkaCluster::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

// What a topic and a group are called by: `cluster/NAME/ID` becomes `topic/NAME/ID/TOPIC`.
// https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html
Value<std::string> AnyKafkaCluster::arn_of(std::string_view kind,
                                           const Value<std::string>& name) const {
  const List<std::string> parts = fn::split(":cluster/", arn_);
  return concat(fn::select<std::string>(0, parts), ":", kind, "/",
                fn::select<std::string>(1, parts), "/", name);
}

void AnyKafkaCluster::grant_connect(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn_}});
}

void AnyKafkaCluster::grant_produce(Grantee& grantee, const Value<std::string>& topic) const {
  grant_connect(grantee, {"kafka-cluster:Connect", "kafka-cluster:DescribeCluster",
                          "kafka-cluster:WriteDataIdempotently"});
  grantee.add_to_policy({.actions = {"kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"},
                         .resources = {arn_of("topic", topic)}});
}

void AnyKafkaCluster::grant_consume(Grantee& grantee, const Value<std::string>& topic,
                                    const Value<std::string>& consumer_group) const {
  // https://docs.aws.amazon.com/lambda/latest/dg/msk-cluster-permissions.html
  grant_connect(grantee, {"kafka-cluster:Connect", "kafka-cluster:DescribeCluster",
                          "kafka-cluster:DescribeClusterDynamicConfiguration"});
  grantee.add_to_policy({.actions = {"kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"},
                         .resources = {arn_of("topic", topic)}});
  grantee.add_to_policy({.actions = {"kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"},
                         .resources = {arn_of("group", consumer_group)}});
}

void AnyKafkaCluster::grant_manage_topics(Grantee& grantee, const Value<std::string>& topic) const {
  grant_connect(grantee, {"kafka-cluster:Connect", "kafka-cluster:DescribeCluster"});
  grantee.add_to_policy(
      {.actions = {"kafka-cluster:AlterTopic", "kafka-cluster:AlterTopicDynamicConfiguration",
                   "kafka-cluster:CreateTopic", "kafka-cluster:DeleteTopic",
                   "kafka-cluster:DescribeTopic",
                   "kafka-cluster:DescribeTopicDynamicConfiguration"},
       .resources = {arn_of("topic", topic)}});
}

void AnyKafkaCluster::grant_get_brokers(Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"}, .resources = {arn_}});
}

}  // namespace omnitrack
