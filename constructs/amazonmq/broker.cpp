#include "omnitrack/amazonmq/broker.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include <omnitrack/cfn/amazonmq.hpp>
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

/// What a broker that is made elsewhere is made of.
struct ImportedBrokerProps {
  using Makes = Broker;
  Id id;
  BrokerAttributes known;
};

namespace {

namespace mq = cfn::amazonmq;
constexpr std::size_t longest_broker_name = 50;

bool is_active(const BrokerEngine& engine) { return engine.kind() == BrokerEngine::Kind::activemq; }

// The specification knows the names in small letters, the documentation in capitals.
std::string_view mode_of(const BrokerProps& props) {
  if (!props.highly_available) return "SINGLE_INSTANCE";
  return is_active(props.engine) ? "ACTIVE_STANDBY_MULTI_AZ" : "CLUSTER_MULTI_AZ";
}

std::string_view name_of(const BrokerEngine& engine) {
  return is_active(engine) ? "ACTIVEMQ" : "RABBITMQ";
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html
std::size_t subnets_needed(const BrokerProps& props) {
  return is_active(props.engine) && props.highly_available ? 2 : 1;
}

// RabbitMQ spreads the three nodes of a cluster over the zones of its subnets.
std::size_t subnets_wanted(const BrokerProps& props) {
  if (is_active(props.engine) || !props.highly_available) return subnets_needed(props);
  constexpr std::size_t nodes = 3;
  const Node& zones = props.vpc->availability_zones().node();
  return zones.kind == NodeKind::list ? std::min<std::size_t>(zones.size, nodes) : nodes;
}

// The first ones are each in another zone.
List<cfn::ec2::SubnetId> broker_subnets(const BrokerProps& props) {
  if (props.subnets.is_set()) return props.subnets;
  const List<cfn::ec2::SubnetId> inner = props.vpc->inner_subnets();
  const Node& node = inner.node();
  if (node.kind != NodeKind::list) return inner;
  List<cfn::ec2::SubnetId> first;
  for (std::uint32_t i = 0; i < node.size && i < subnets_wanted(props); ++i) {
    first.add(Value<cfn::ec2::SubnetId>::from_node(node.items[i]));
  }
  return first;
}

mq::broker::MaintenanceWindow window_of(const BrokerMaintenance& maintenance) {
  constexpr std::string_view days[] = {"MONDAY", "TUESDAY",  "WEDNESDAY", "THURSDAY",
                                       "FRIDAY", "SATURDAY", "SUNDAY"};
  return {.day_of_week = as<mq::broker::MaintenanceWindow::DayOfWeek>(
              days[static_cast<std::size_t>(maintenance.day)]),
          .time_of_day = maintenance.time,
          .time_zone = maintenance.time_zone};
}

// The characters that Amazon MQ does not take.
// https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id-users-username.html
SecretProps first_user(const Id& id) {
  return {.id = id,
          .description = "The first user of a broker",
          .generate_secret_string = GeneratedSecret{
              .exclude_characters = ",:=\"'\\/@ ",
              .generate_string_key = "password",
              .secret_string_template = R"({"username":"administrator"})",
          }};
}

Value<std::string> type_of_instances(const BrokerProps& props) {
  if (props.instance_type.is_set()) return props.instance_type;
  return is_active(props.engine) ? "mq.m5.large" : "mq.m7g.large";
}

}  // namespace

Broker::Broker(Attach at, const BrokerProps& props)
    : Construct(std::move(at)),
      engine_(props.engine),
      security_groups_(groups_or_own(
          *this, props.security_groups,
          {.id = child("SecurityGroup"), .vpc = props.vpc, .description = "Broker " + path()})),
      secret_(props.secret.is_set() ? props.secret.get() : &add(first_user(child("Secret")))) {
  const Value<std::string> name = props.broker_name.is_set()
                                      ? props.broker_name.value()
                                      : unique_name(*this, longest_broker_name);
  resource_ = &add(mq::BrokerProps{
      .id = primary(),
      .broker_name = name,
      .deployment_mode = as<mq::BrokerProps::DeploymentMode>(mode_of(props)),
      .engine_type = as<mq::BrokerProps::EngineType>(name_of(engine_)),
      .host_instance_type = type_of_instances(props),
      .publicly_accessible = false,
      .auto_minor_version_upgrade = true,
      .engine_version = engine_.version(),
      .maintenance_window_start_time = window_of(props.maintenance),
      .subnet_ids = broker_subnets(props),
      .users = {mq::broker::User{.password = secret_->field("password"),
                                 .username = secret_->field("username")}},
  });
  resource_->props.security_groups = ids_of(security_groups_);
  if (props.kms_key.is_set()) {
    resource_->props.encryption_options = mq::broker::EncryptionOptions{
        .use_aws_owned_key = false, .kms_key_id = props.kms_key.arn()};
  }
  resource_->set_removal_policy(props.removal_policy);
  arn_ = resource_->attr_arn();
  broker_id_ = resource_->ref();
  measured_name_ = is_active(engine_) ? concat(name, "-1") : name;
  configure(props, name);
  log(props);
  check(props);
}

Broker::Broker(Attach at, const ImportedBrokerProps& props)
    : Construct(std::move(at)),
      engine_(props.known.engine),
      security_groups_(props.known.security_groups),
      secret_(props.known.secret.get()),
      arn_(stack().arn("mq", concat("broker:", props.known.broker_id))),
      broker_id_(props.known.broker_id) {
  if (!props.known.broker_name.is_set()) return;
  measured_name_ =
      is_active(engine_) ? concat(props.known.broker_name, "-1") : props.known.broker_name;
}

Broker& Broker::from_attributes(Construct& scope, const Id& id,
                                const BrokerAttributes& attributes) {
  return scope.add(ImportedBrokerProps{.id = id, .known = attributes});
}

void Broker::check(const BrokerProps& props) const {
  if (props.broker_name.is_broken()) {
    error(codes::OT3171,
          "'" + std::string(props.broker_name.text()) + "' is not a name for a broker",
          "use 1 to 50 letters, digits, '-' and '_'");
  }
  const Node& subnets = resource_->props.subnet_ids.node();
  const std::size_t needed = subnets_needed(props);
  if (subnets.kind != NodeKind::list) return;
  const bool is_too_few = subnets.size < needed;
  // RabbitMQ spreads a cluster over as many subnets as it is given.
  const bool is_too_many =
      subnets.size > needed && (is_active(props.engine) || !props.highly_available);
  if (!is_too_few && !is_too_many) return;
  error(codes::OT3172,
        "the broker has " + std::to_string(subnets.size) + " subnets, and needs " +
            std::to_string(needed),
        "give `subnets` of different zones, or change `highly_available`");
}

void Broker::configure(const BrokerProps& props, const Value<std::string>& name) {
  if (!props.configuration.is_set()) return;
  const auto& made = add(mq::ConfigurationProps{
      .id = child("Configuration"),
      .engine_type = as<mq::ConfigurationProps::EngineType>(name_of(engine_)),
      .name = name,
      .data = fn::base64(props.configuration),
      .engine_version = engine_.version(),
  });
  resource_->props.configuration = mq::broker::ConfigurationId{
      .id = made.attr_id(), .revision = as<std::int64_t>(made.attr_revision())};
}

// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/configure-logging-monitoring-activemq.html
void Broker::log(const BrokerProps& props) {
  if (!props.logs) return;
  resource_->props.logs = mq::broker::LogList{.general = true};
  if (!is_active(engine_)) return;
  resource_->props.logs = mq::broker::LogList{.audit = true, .general = true};
  const PolicyDocument policy{{
      .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
      .conditions = {{"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}},
      .principals = PolicyPrincipal::service("mq.amazonaws.com"),
      .resources = {stack().arn("logs", "log-group:/aws/amazonmq/*")},
  }};
  resource_->depends_on(add(cfn::logs::ResourcePolicyProps{
      .id = child("LogPolicy"),
      .policy_document = policy.json(),
      .policy_name = unique_name(*this, longest_broker_name),
  }));
}

// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-connecting-to-broker.html
Connections Broker::connections() {
  return {*this, security_groups_, Port::tcp(is_active(engine_) ? 61617 : 5671)};
}

void Broker::grant_read_secret(Grantee& grantee) const {
  if (secret_ == nullptr) {
    refuse_of_imported(*this, "grant_read_secret() without `secret`");
    return;
  }
  secret_->grant_read(grantee);
}

Metric Broker::metric(std::string_view metric_name) const {
  if (!measured_name_.is_set()) refuse_of_imported(*this, "a metric without `broker_name`");
  return MetricProps{.name_space = "AWS/AmazonMQ",
                     .metric_name = metric_name,
                     .dimensions = {{"Broker", measured_name_}}};
}

Metric Broker::metric_cpu_utilization() const {
  return metric(is_active(engine_) ? "CpuUtilization" : "SystemCpuUtilization");
}

Metric Broker::metric_messages() const {
  return metric(is_active(engine_) ? "TotalMessageCount" : "MessageCount");
}

List<std::string> Broker::amqp_endpoints() const {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "amqp_endpoints()");
    return {};
  }
  return resource_->attr_amqp_endpoints();
}

Secret& Broker::secret() {
  if (secret_ == nullptr) {
    refuse_of_imported(*this, "secret() without `secret`");
    secret_ = &Secret::from_name(*this, child("Secret"), "unknown");
  }
  return *secret_;
}

cfn::amazonmq::Broker& Broker::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(mq::BrokerProps{
        .id = primary(),
        .broker_name = "unknown",
        .deployment_mode = mq::BrokerProps::DeploymentMode::single_instance,
        .engine_type = mq::BrokerProps::EngineType::rabbitmq,
        .host_instance_type = "unknown",
        .publicly_accessible = false,
    });
  }
  return *resource_;
}

}  // namespace omnitrack
