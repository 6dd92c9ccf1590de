#include "omnitrack/lambda/database_event_sources.hpp"

#include <string>

#include "mapping.hpp"
#include <omnitrack/amazonmq/broker.hpp>
#include <omnitrack/docdb/document_cluster.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

namespace {

namespace mapping_made = cfn::lambda::event_source_mapping;
using AccessBySecret = mapping_made::SourceAccessConfiguration;

// Lambda makes network interfaces for what polls, in the subnets and the groups of the source.
void allow_network_of_source(AnyFunction& function) {
  function.add_to_policy({
      .actions = {"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                  "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
                  "ec2:DescribeSubnets", "ec2:DescribeVpcs"},
      .resources = {"*"},
  });
}

void let_pollers_in(const Connections& connections) {
  if (connections.security_groups().empty() || !connections.port()) return;
  connections.allow_among(*connections.port());
}

// What both have in common.
template <class PolledSource>
cfn::lambda::EventSourceMapping& add_polled_mapping(const PolledSource& source,
                                                    std::string_view name,
                                                    const Value<std::string>& arn,
                                                    const SecretLink& secret, AnyFunction& function,
                                                    Source at) {
  secret.grant_value(function);
  allow_network_of_source(function);
  auto& mapping = lambda::add_mapping(function, Id(Text(lambda::id_of_mapping(name)), at), arn);
  lambda::set_batch(mapping, source.batch_size, source.batch_window);
  lambda::set_filters(mapping, source.filters, source.filter_key);
  lambda::set_switches(
      mapping, {.count_events = false, .enabled = source.enabled, .report_failures = false});
  mapping.props.source_access_configurations.add(
      AccessBySecret{.type = AccessBySecret::Type::basic_auth, .uri = secret.arn()});
  return mapping;
}

}  // namespace

// https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
cfn::lambda::EventSourceMapping& BrokerEventSource::connect(AnyFunction& function,
                                                            Source at) const {
  function.add_to_policy({.actions = {"mq:DescribeBroker"}, .resources = {broker->arn()}});
  let_pollers_in(broker->connections());
  const SecretLink signs_in = secret.is_set() ? secret : SecretLink(broker->secret());
  auto& mapping = add_polled_mapping(*this, queue, broker->arn(), signs_in, function, at);
  mapping.props.queues = {queue.text()};
  if (virtual_host.is_set()) {
    mapping.props.source_access_configurations.add(
        AccessBySecret{.type = AccessBySecret::Type::virtual_host, .uri = virtual_host});
  }
  return mapping;
}

// https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html
cfn::lambda::EventSourceMapping& DocumentEventSource::connect(AnyFunction& function,
                                                              Source at) const {
  using Config = mapping_made::DocumentDBEventSourceConfig;
  // These name no resources.
  function.add_to_policy({
      .actions = {"rds:DescribeDBClusterParameters", "rds:DescribeDBClusters",
                  "rds:DescribeDBSubnetGroups"},
      .resources = {"*"},
  });
  let_pollers_in(cluster->connections());
  const Value<std::string> arn = function.stack().arn("rds", concat("cluster:", cluster->name()));
  auto& mapping = add_polled_mapping(*this, database, arn, secret, function, at);
  lambda::set_start(mapping, starting_position);
  mapping.props.document_db_event_source_config =
      Config{.collection_name = collection, .database_name = database.text()};
  if (full_document == FullDocument::whole) {
    mapping.props.document_db_event_source_config =
        Config{.collection_name = collection,
               .database_name = database.text(),
               .full_document = Config::FullDocument::update_lookup};
  }
  return mapping;
}

}  // namespace omnitrack
