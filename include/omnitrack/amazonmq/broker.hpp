#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>
#include <omnitrack/secretsmanager/secret_link.hpp>

namespace omnitrack::cfn::amazonmq {
class Broker;  // defined in <omnitrack/cfn/amazonmq.hpp>
}  // namespace omnitrack::cfn::amazonmq
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Broker;
class Secret;

namespace detail {

inline void the_name_of_a_broker_has_1_to_50_letters_digits_hyphens_and_underscores() {}

// https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html
struct BrokerNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 50 && has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_broker_has_1_to_50_letters_digits_hyphens_and_underscores();
  }
};

}  // namespace detail

/// The name of a broker: 1 to 50 letters, digits, `-` and `_`.
using BrokerName = CheckedText<detail::BrokerNameRule>;

/// What a broker speaks and runs.
class BrokerEngine {
 public:
  /// ActiveMQ of that version: JMS, AMQP 1.0, MQTT, OpenWire and STOMP.
  static BrokerEngine activemq(const Value<std::string>& version = "5.18") {
    return {Kind::activemq, version};
  }
  /// RabbitMQ of that version: AMQP 0-9-1.
  static BrokerEngine rabbitmq(const Value<std::string>& version = "3.13") {
    return {Kind::rabbitmq, version};
  }

  /// The engines.
  enum class Kind : std::uint8_t { activemq, rabbitmq };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The version.
  [[nodiscard]] const Value<std::string>& version() const { return version_; }

 private:
  BrokerEngine(Kind kind, const Value<std::string>& version) : kind_(kind), version_(version) {}
  Kind kind_;
  Value<std::string> version_;
};

/// The days of a week.
enum class BrokerDay : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday,
};

/// When a broker may be worked on for two hours.
struct BrokerMaintenance {
  /// The day.
  BrokerDay day = BrokerDay::sunday;
  /// The time, e.g. `03:00`.
  Value<std::string> time = "03:00";
  /// The time zone, e.g. `Europe/Berlin`.
  Value<std::string> time_zone = "UTC";
};

/// Properties of a broker.
struct BrokerProps {
  using Makes = Broker;
  Id id;
  /// What it runs: `BrokerEngine::rabbitmq()` or `BrokerEngine::activemq()`.
  Required<BrokerEngine, struct required_engine_by_BrokerEngine> engine;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The name; made of its path and the stack's id where it is left out. A change replaces the
  /// broker.
  BrokerName broker_name = {};
  /// The engine's own settings: XML of ActiveMQ, Cuttlefish of RabbitMQ.
  Value<std::string> configuration = {};
  /// Whether it goes on where a zone fails: two instances of ActiveMQ, three of RabbitMQ.
  Bool highly_available = true;
  /// The type of its instances; `mq.m5.large` of ActiveMQ and `mq.m7g.large` of RabbitMQ where it
  /// is left out.
  Value<std::string> instance_type = {};
  /// The key that it is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Whether it is logged, who did what too of ActiveMQ, in log groups of Amazon MQ's.
  Bool logs = true;
  /// When it may be worked on.
  BrokerMaintenance maintenance = {};
  /// What happens to the broker, with its messages, when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// The secret with the `username` and the `password` of the first user; one is made where it is
  /// left out.
  Link<Secret> secret = {};
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets: one, of a highly available ActiveMQ two in different zones, of a highly available
  /// RabbitMQ one in each of up to three zones; the first of the VPC's inner ones where they are
  /// left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// What is known of a broker that is made elsewhere.
struct BrokerAttributes {
  /// The id, e.g. `b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9`.
  Required<Value<std::string>, struct required_broker_id> broker_id;
  /// The name, which metrics need.
  Value<std::string> broker_name = {};
  /// What it runs, which decides on the port.
  BrokerEngine engine = BrokerEngine::rabbitmq();
  /// The secret with its first user.
  Link<Secret> secret = {};
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// A broker of messages, without public addresses: AWS::AmazonMQ::Broker, where it has settings
/// AWS::AmazonMQ::Configuration, where none are given AWS::EC2::SecurityGroup and a `Secret`, and
/// for the logs of ActiveMQ AWS::Logs::ResourcePolicy.
/// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/welcome.html
class Broker final : public Construct, public Connectable, public Measured {
 public:
  Broker(Attach at, const BrokerProps& props);
  Broker(Attach at, const struct ImportedBrokerProps& props);

  /// A broker that is made elsewhere.
  static Broker& from_attributes(Construct& scope, const Id& id,
                                 const BrokerAttributes& attributes);

  /// Its security groups, and the port of OpenWire, or of AMQP of RabbitMQ, by TLS.
  [[nodiscard]] Connections connections() override;
  /// Allows to read the secret with its first user.
  void grant_read_secret(Grantee& grantee) const;

  /// One of Amazon MQ's metrics of the broker, of its first instance where it has two, by the
  /// average where it says no other statistic.
  /// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring-cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How much of the processor is in use, in percent; of RabbitMQ, of the whole cluster.
  [[nodiscard]] Metric metric_cpu_utilization() const;
  /// How many messages there are.
  [[nodiscard]] Metric metric_messages() const;

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The id.
  [[nodiscard]] const Value<std::string>& broker_id() const { return broker_id_; }
  /// The addresses by AMQP; an error where the broker is made elsewhere.
  [[nodiscard]] List<std::string> amqp_endpoints() const;
  /// The secret with its first user; an error where it is not known.
  [[nodiscard]] Secret& secret();
  /// The broker's own resource; an error where the broker is made elsewhere.
  [[nodiscard]] cfn::amazonmq::Broker& resource();

 private:
  void check(const BrokerProps& props) const;
  void configure(const BrokerProps& props, const Value<std::string>& name);
  void log(const BrokerProps& props);

  BrokerEngine engine_;
  Items<Link<SecurityGroup>> security_groups_;
  Secret* secret_;                             // null where it is not known
  cfn::amazonmq::Broker* resource_ = nullptr;  // null where the broker is made elsewhere
  Value<std::string> arn_;
  Value<std::string> broker_id_;
  Value<std::string> measured_name_;
};

}  // namespace omnitrack
