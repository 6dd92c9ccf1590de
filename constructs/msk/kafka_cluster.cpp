#include "omnitrack/msk/kafka_cluster.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include <omnitrack/cfn/msk.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

/// What a cluster of Kafka that is made elsewhere is made of.
struct ImportedKafkaClusterProps {
  using Makes = KafkaCluster;
  Id id;
  Value<std::string> arn;
  Items<Link<SecurityGroup>> security_groups;
};

namespace {

namespace msk = cfn::msk::cluster;
constexpr std::size_t longest_kafka_name = 64;
constexpr std::int64_t most_brokers = 90;

msk::ClientAuthentication authentication_of(const KafkaAuthentication& given) {
  msk::ClientAuthentication made{.unauthenticated = msk::Unauthenticated{
                                     .enabled = !given.iam && given.scram_secrets.empty() &&
                                                !given.certificate_authorities.is_set()}};
  msk::Sasl sasl{.iam = msk::Iam{.enabled = static_cast<bool>(given.iam)}};
  if (!given.scram_secrets.empty()) sasl.scram = msk::Scram{.enabled = true};
  made.sasl = sasl;
  if (given.certificate_authorities.is_set()) {
    made.tls = msk::Tls{.certificate_authority_arn_list =
                            as<cfn::acmpca::CertificateAuthorityArn>(given.certificate_authorities),
                        .enabled = true};
  }
  return made;
}

msk::EncryptionInfo encryption_of(const KeyLink& key) {
  msk::EncryptionInfo made{
      .encryption_in_transit = msk::EncryptionInTransit{
          .client_broker = msk::EncryptionInTransit::ClientBroker::tls, .in_cluster = true}};
  if (key.is_set()) {
    made.encryption_at_rest = msk::EncryptionAtRest{.data_volume_kms_key_id = key.arn()};
  }
  return made;
}

cfn::msk::ClusterProps::EnhancedMonitoring monitoring_of(KafkaMonitoring monitoring) {
  using Made = cfn::msk::ClusterProps::EnhancedMonitoring;
  constexpr Made all[] = {Made::default_, Made::per_broker, Made::per_topic_per_broker,
                          Made::per_topic_per_partition};
  return all[static_cast<std::size_t>(monitoring)];
}

bool is_express(const KafkaClusterProps& props) {
  return props.instance_type.literal_text().starts_with("express.");
}

List<cfn::ec2::SubnetId> subnets_of(const KafkaClusterProps& props) {
  return props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets();
}

// 0 where that is known at the deployment only.
std::size_t count_of(const List<cfn::ec2::SubnetId>& subnets) {
  return subnets.node().kind == NodeKind::list ? subnets.node().size : 0;
}

// https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
std::int64_t client_port(const KafkaAuthentication& authentication) {
  if (authentication.iam) return 9098;
  return authentication.scram_secrets.empty() ? 9094 : 9096;
}

}  // namespace

KafkaCluster::KafkaCluster(Attach at, const KafkaClusterProps& props)
    : AnyKafkaCluster(std::move(at)),
      name_(props.cluster_name.is_set() ? props.cluster_name.value()
                                        : unique_name(*this, longest_kafka_name)) {
  port_ = client_port(props.authentication);
  set_groups(props.security_groups, props.vpc);
  const List<cfn::ec2::SubnetId> subnets = subnets_of(props);
  msk::BrokerNodeGroupInfo brokers{
      .client_subnets = subnets,
      .instance_type = props.instance_type,
      .connectivity_info =
          msk::ConnectivityInfo{.public_access = msk::PublicAccess{.type = "DISABLED"}},
  };
  brokers.security_groups = ids_of(security_groups_);
  if (!is_express(props)) {
    brokers.storage_info = msk::StorageInfo{
        .ebs_storage_info = msk::EBSStorageInfo{.volume_size = props.disk.value()}};
  }
  resource_ = &add(cfn::msk::ClusterProps{
      .id = primary(),
      .broker_node_group_info = brokers,
      .cluster_name = name_,
      .kafka_version = props.version,
      .number_of_broker_nodes =
          static_cast<std::int64_t>(count_of(subnets)) * props.brokers_per_subnet.number(),
      .client_authentication = authentication_of(props.authentication),
      .encryption_info = encryption_of(props.kms_key),
      .enhanced_monitoring = monitoring_of(props.monitoring),
  });
  arn_ = resource_->attr_arn();
  resource_->set_removal_policy(props.removal_policy);
  log(props);
  take_passwords(props.authentication.scram_secrets);
  check(props);
}

KafkaCluster::KafkaCluster(Attach at, const ImportedKafkaClusterProps& props)
    : AnyKafkaCluster(std::move(at)), name_(fn::select<std::string>(1, fn::split("/", props.arn))) {
  security_groups_ = props.security_groups;
  arn_ = props.arn;
}

KafkaCluster& KafkaCluster::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn,
                                     const Items<Link<SecurityGroup>>& security_groups) {
  return scope.add(
      ImportedKafkaClusterProps{.id = id, .arn = arn, .security_groups = security_groups});
}

void KafkaCluster::check(const KafkaClusterProps& props) const {
  if (props.cluster_name.is_broken()) {
    error(codes::OT3181,
          "'" + std::string(props.cluster_name.text()) + "' is not a name for a cluster of Kafka",
          "use 1 to 64 letters, digits and hyphens");
  }
  const std::size_t subnets = count_of(subnets_of(props));
  const std::int64_t brokers =
      static_cast<std::int64_t>(subnets) * props.brokers_per_subnet.number();
  if (subnets < 2 || subnets > 3) {
    error(codes::OT3182, "the cluster is in " + std::to_string(subnets) + " subnets",
          "give `subnets` of two or three zones");
  }
  if (props.disk.is_broken() || props.brokers_per_subnet.is_broken() || brokers > most_brokers) {
    error(codes::OT3183,
          "the cluster has " + std::to_string(brokers) + " brokers with disks of " +
              std::to_string(props.disk.number()) + " GiB",
          "it has 90 brokers at most, with disks of 1 to 16384 GiB");
  }
}

void KafkaCluster::log(const KafkaClusterProps& props) {
  if (!props.logs) return;
  const LogGroup& logs =
      add(LogGroupProps{.id = child("LogGroup"), .retention = props.log_retention});
  resource_->props.logging_info = msk::LoggingInfo{
      .broker_logs = msk::BrokerLogs{
          .cloud_watch_logs = msk::CloudWatchLogs{.enabled = true, .log_group = logs.name()}}};
}

// https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html
void KafkaCluster::take_passwords(const Items<Link<const Secret>>& secrets) {
  if (secrets.empty()) return;
  List<std::string> arns;
  for (const Link<const Secret>& each : secrets) {
    arns.add(each->arn());
    if (each->is_imported() || each->kms_key().is_set()) continue;
    error(codes::OT3184, "the secret '" + each->path() + "' has no key of one's own",
          "set its `kms_key`: MSK takes no secret that AWS's own key encrypts");
  }
  add(cfn::msk::BatchScramSecretProps{
      .id = child("Passwords"), .cluster_arn = arn_, .secret_arn_list = arns});
}

Metric KafkaCluster::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Kafka",
                     .metric_name = metric_name,
                     .dimensions = {{"Cluster Name", name_}}};
}

cfn::msk::Cluster& KafkaCluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::msk::ClusterProps{
        .id = primary(),
        .broker_node_group_info =
            msk::BrokerNodeGroupInfo{.client_subnets = List<cfn::ec2::SubnetId>(),
                                     .instance_type = "unknown"},
        .cluster_name = "unknown",
        .kafka_version = "unknown",
        .number_of_broker_nodes = 1,
    });
  }
  return *resource_;
}

}  // namespace omnitrack
