#include "omnitrack/lambda/kafka_event_sources.hpp"

#include <string>

#include "mapping.hpp"
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

namespace kafka_made = cfn::lambda::event_source_mapping;
using SourceAccess = kafka_made::SourceAccessConfiguration;

SourceAccess::Type type_of(KafkaAuth auth) {
  switch (auth) {
    case KafkaAuth::basic:
      return SourceAccess::Type::basic_auth;
    case KafkaAuth::client_certificate:
      return SourceAccess::Type::client_certificate_tls_auth;
    case KafkaAuth::scram_256:
      return SourceAccess::Type::sasl_scram_256_auth;
    case KafkaAuth::scram_512:
      break;
  }
  return SourceAccess::Type::sasl_scram_512_auth;
}

void add_access(cfn::lambda::EventSourceMapping& mapping, SourceAccess::Type type,
                const Value<std::string>& uri) {
  mapping.props.source_access_configurations.add(SourceAccess{.type = type, .uri = uri});
}

void use_secret(cfn::lambda::EventSourceMapping& mapping, AnyFunction& function,
                SourceAccess::Type type, const SecretLink& secret) {
  secret.grant_value(function);
  add_access(mapping, type, secret.arn());
}

// What clusters of MSK and others have in common.
template <class KafkaSource>
cfn::lambda::EventSourceMapping& add_kafka_mapping(const KafkaSource& source,
                                                   const Value<std::string>& arn,
                                                   AnyFunction& function, Source at) {
  const std::string name = lambda::id_of_mapping(source.topic);
  auto& mapping = lambda::add_mapping(function, Id(Text(name), at), arn);
  mapping.props.topics = {source.topic.text()};
  lambda::set_batch(mapping, source.batch_size, source.batch_window);
  lambda::set_filters(mapping, source.filters, source.filter_key);
  lambda::set_failures(mapping, function, source.on_failure);
  lambda::set_pollers(mapping, source.provisioned_pollers);
  lambda::set_start(mapping, source.starting_position);
  lambda::set_switches(
      mapping, {.count_events = false, .enabled = source.enabled, .report_failures = false});
  if (source.secret.has_value()) {
    use_secret(mapping, function, type_of(source.secret->auth), source.secret->secret_arn);
  }
  return mapping;
}

}  // namespace

cfn::lambda::EventSourceMapping& ManagedKafkaEventSource::connect(AnyFunction& function,
                                                                  Source at) const {
  function.function().role().add_managed_policy(
      aws_managed_policy("service-role/AWSLambdaMSKExecutionRole"));
  auto& mapping = add_kafka_mapping(*this, cluster_arn, function, at);
  if (consumer_group_id.is_set()) {
    mapping.props.amazon_managed_kafka_event_source_config =
        kafka_made::AmazonManagedKafkaEventSourceConfig{.consumer_group_id = consumer_group_id};
  }
  return mapping;
}

cfn::lambda::EventSourceMapping& SelfManagedKafkaEventSource::connect(AnyFunction& function,
                                                                      Source at) const {
  auto& mapping = add_kafka_mapping(*this, {}, function, at);
  mapping.props.self_managed_event_source = kafka_made::SelfManagedEventSource{
      .endpoints = kafka_made::Endpoints{.kafka_bootstrap_servers = bootstrap_servers}};
  if (consumer_group_id.is_set()) {
    mapping.props.self_managed_kafka_event_source_config =
        kafka_made::SelfManagedKafkaEventSourceConfig{.consumer_group_id = consumer_group_id};
  }
  if (root_certificate_secret_arn.is_set()) {
    use_secret(mapping, function, SourceAccess::Type::server_root_ca_certificate,
               root_certificate_secret_arn);
  }
  for (const Value<cfn::ec2::SubnetId>& subnet : subnets) {
    add_access(mapping, SourceAccess::Type::vpc_subnet, concat("subnet:", subnet));
  }
  if (security_group.is_set()) {
    add_access(mapping, SourceAccess::Type::vpc_security_group,
               concat("security_group:", security_group->id()));
  }
  if (!subnets.empty()) {
    function.function().role().add_managed_policy(
        aws_managed_policy("service-role/AWSLambdaVPCAccessExecutionRole"));
  }
  return mapping;
}

}  // namespace omnitrack
