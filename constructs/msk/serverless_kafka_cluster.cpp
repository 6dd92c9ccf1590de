#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include <omnitrack/cfn/msk.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/msk/kafka_cluster.hpp>

namespace omnitrack {

ServerlessKafkaCluster::ServerlessKafkaCluster(Attach at, const ServerlessKafkaClusterProps& props)
    : AnyKafkaCluster(std::move(at)) {
  namespace l1 = cfn::msk::serverless_cluster;
  constexpr std::size_t longest_name = 64;
  set_groups(props.security_groups, props.vpc);
  l1::VpcConfig vpc{.subnet_ids =
                        props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets()};
  vpc.security_groups = ids_of(security_groups_);
  resource_ = &add(cfn::msk::ServerlessClusterProps{
      .id = primary(),
      .client_authentication =
          l1::ClientAuthentication{.sasl = l1::Sasl{.iam = l1::Iam{.enabled = true}}},
      .cluster_name = props.cluster_name.is_set() ? props.cluster_name.value()
                                                  : unique_name(*this, longest_name),
      .vpc_configs = {vpc},
  });
  resource_->set_removal_policy(props.removal_policy);
  arn_ = resource_->attr_arn();
  if (!props.cluster_name.is_broken()) return;
  error(codes::OT3181,
        "'" + std::string(props.cluster_name.text()) + "' is not a name for a cluster of Kafka",
        "use 1 to 64 letters, digits and hyphens");
}

}  // namespace omnitrack
