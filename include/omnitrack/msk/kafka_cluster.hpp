#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::msk {
class Cluster;            // defined in <omnitrack/cfn/msk.hpp>
class ServerlessCluster;  // defined in <omnitrack/cfn/msk.hpp>
}  // namespace omnitrack::cfn::msk

namespace omnitrack {

class KafkaCluster;
class Secret;
class ServerlessKafkaCluster;

namespace detail {

inline void the_name_of_a_kafka_cluster_has_1_to_64_letters_digits_and_hyphens() {}
inline void a_broker_of_kafka_has_1_to_16384_gibibytes() {}
inline void a_kafka_cluster_has_1_to_90_brokers() {}

// https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
struct KafkaNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 64 && has_only_letters_digits_and("-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_kafka_cluster_has_1_to_64_letters_digits_and_hyphens();
  }
};

}  // namespace detail

/// The name of a cluster of Kafka: 1 to 64 letters, digits and hyphens.
using KafkaName = CheckedText<detail::KafkaNameRule>;
/// The disk of each broker in GiB, 1 to 16,384.
using KafkaDisk =
    CheckedNumber<detail::Between<1, 16384, detail::a_broker_of_kafka_has_1_to_16384_gibibytes>>;
/// How many brokers a cluster has, 1 to 90.
using KafkaBrokers =
    CheckedNumber<detail::Between<1, 90, detail::a_kafka_cluster_has_1_to_90_brokers>>;

/// How closely MSK measures a cluster; what is more than `standard` costs.
/// https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
enum class KafkaMonitoring : std::uint8_t {
  standard,
  per_broker,
  per_topic_per_broker,
  per_topic_per_partition,
};

/// How clients prove who they are.
/// https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html
struct KafkaAuthentication {
  /// The private authorities whose certificates clients may show, by their ARNs.
  List<std::string> certificate_authorities = {};
  /// Whether by IAM, which grants are for.
  Bool iam = true;
  /// The secrets with the user names and passwords of clients (SASL/SCRAM); each has a name that
  /// begins with `AmazonMSK_` and a key of one's own.
  Items<Link<const Secret>> scram_secrets = {};
};

/// A cluster of Kafka of either kind, with its grants.
class AnyKafkaCluster : public Construct, public Connectable {
 public:
  /// Its security groups, and the port of clients who prove by IAM who they are.
  [[nodiscard]] Connections connections() override;

  /// Allows to connect, to produce records to topics, which may end in `*`, and to learn of them.
  void grant_produce(Grantee& grantee, const Value<std::string>& topic = "*") const;
  /// Allows to connect, to consume records of topics as a group, both of which may end in `*`.
  void grant_consume(Grantee& grantee, const Value<std::string>& topic = "*",
                     const Value<std::string>& consumer_group = "*") const;
  /// Allows to create, change and delete topics.
  void grant_manage_topics(Grantee& grantee, const Value<std::string>& topic = "*") const;
  /// Allows to learn the addresses of the brokers.
  void grant_get_brokers(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }

 protected:
  explicit AnyKafkaCluster(Attach at) : Construct(std::move(at)) {}
  ~AnyKafkaCluster() = default;

  // Of its own where it is given none.
  void set_groups(const Items<Link<SecurityGroup>>& groups, const Link<const Vpc>& vpc);

  Items<Link<SecurityGroup>> security_groups_;
  Value<std::string> arn_;
  std::int64_t port_ = 9098;

 private:
  // The ARN of a topic or a group of the cluster.
  [[nodiscard]] Value<std::string> arn_of(std::string_view kind,
                                          const Value<std::string>& name) const;
  void grant_connect(Grantee& grantee, const List<std::string>& more_actions) const;
};

/// Properties of a cluster of Kafka with brokers of its own.
struct KafkaClusterProps {
  using Makes = KafkaCluster;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// How clients prove who they are.
  KafkaAuthentication authentication = {};
  /// How many brokers there are in each subnet, 90 in all at most.
  KafkaBrokers brokers_per_subnet = 1;
  /// The name; made of its path and the stack's id where it is left out. A change replaces the
  /// cluster.
  KafkaName cluster_name = {};
  /// The disk of each broker in GiB, 1 to 16,384; express brokers have none.
  KafkaDisk disk = 100;
  /// The type of its brokers, e.g. `kafka.m7g.large` or `express.m7g.large`.
  Value<std::string> instance_type = "kafka.m7g.large";
  /// The key that it is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// For how long logs are kept.
  Retention log_retention = RetentionDays::two_years;
  /// Whether the brokers are logged.
  Bool logs = true;
  /// How closely it is measured.
  KafkaMonitoring monitoring = KafkaMonitoring::per_broker;
  /// What happens to the data when the cluster leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets, two or three in different zones; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The version of Kafka.
  Value<std::string> version = "3.8.x";
};

/// A cluster of Kafka that speaks TLS alone: AWS::MSK::Cluster, a `LogGroup`, where none are given
/// AWS::EC2::SecurityGroup, and where clients have passwords AWS::MSK::BatchScramSecret.
/// https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html
class KafkaCluster final : public AnyKafkaCluster, public Measured {
 public:
  KafkaCluster(Attach at, const KafkaClusterProps& props);
  KafkaCluster(Attach at, const struct ImportedKafkaClusterProps& props);

  /// A cluster that is made elsewhere, with its security groups as far as they are needed.
  static KafkaCluster& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn,
                                const Items<Link<SecurityGroup>>& security_groups = {});

  /// One of MSK's metrics of the cluster, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many controllers are active: 1 where all is well.
  [[nodiscard]] Metric metric_active_controllers() const {
    return metric("ActiveControllerCount").maximum();
  }
  /// How many partitions have no leader.
  [[nodiscard]] Metric metric_offline_partitions() const {
    return metric("OfflinePartitionsCount").maximum();
  }

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The cluster's own resource; an error where the cluster is made elsewhere.
  [[nodiscard]] cfn::msk::Cluster& resource();

 private:
  void check(const KafkaClusterProps& props) const;
  void log(const KafkaClusterProps& props);
  void take_passwords(const Items<Link<const Secret>>& secrets);

  cfn::msk::Cluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  Value<std::string> name_;
};

/// Properties of a cluster of Kafka without brokers to keep.
struct ServerlessKafkaClusterProps {
  using Makes = ServerlessKafkaCluster;
  Id id;
  /// The VPC that it is reached from.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The name; made of its path and the stack's id where it is left out. A change replaces the
  /// cluster.
  KafkaName cluster_name = {};
  /// What happens to the data when the cluster leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets, in two zones at least; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A cluster of Kafka that grows by itself, whose clients prove by IAM who they are:
/// AWS::MSK::ServerlessCluster and, where none are given, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html
class ServerlessKafkaCluster final : public AnyKafkaCluster {
 public:
  ServerlessKafkaCluster(Attach at, const ServerlessKafkaClusterProps& props);

  /// The cluster's own resource.
  [[nodiscard]] cfn::msk::ServerlessCluster& resource() { return *resource_; }

 private:
  cfn::msk::ServerlessCluster* resource_;
};

}  // namespace omnitrack
