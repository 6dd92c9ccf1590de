#pragma once

#include "meaning/known.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

// The parts of check_services. A check of one resource gets its properties, a map, and their path.

/// A resource with its properties, and the path of these.
struct ServiceResource {
  const Context& context;
  const tmpl::ResourceEntry& entry;
  const tmpl::Node& properties;
  const meaning::Path& path;
};

void check_archive(const ServiceResource& resource);
void check_auto_scaling_group(const ServiceResource& resource);
void check_backup_plan(const ServiceResource& resource);
void check_bucket(const ServiceResource& resource);
void check_certificate(const ServiceResource& resource);
void check_distribution(const ServiceResource& resource);
void check_event_rule(const ServiceResource& resource);
void check_event_source_mapping(const ServiceResource& resource);
void check_filters_of_mapping(const ServiceResource& resource);
void check_function(const ServiceResource& resource);
void check_instance(const ServiceResource& resource);
void check_launch_configuration(const ServiceResource& resource);
void check_launch_template(const ServiceResource& resource);
void check_replication_group(const ServiceResource& resource);
void check_ecs_service(const ServiceResource& resource);
void check_metric_math(const ServiceResource& resource);
void check_parameter_name(const ServiceResource& resource);
void check_pipe(const ServiceResource& resource);
void check_pipeline(const ServiceResource& resource);
void check_pipeline_references(const ServiceResource& resource);
void check_record_set(const ServiceResource& resource);
void check_record_set_group(const ServiceResource& resource);
void check_state_machine(const ServiceResource& resource);
void check_subscription(const ServiceResource& resource);
void check_table(const ServiceResource& resource);
void check_task_definition(const ServiceResource& resource);
void check_topic(const ServiceResource& resource);
void check_volume(const ServiceResource& resource);

// Checks over all resources of some types.

/// Subnets within their VPC's networks and apart from each other; a private DNS name twice.
void check_networks(const Context& context);

/// AWS::ApiGateway::Account, of which an account and region has one, twice.
void check_api_accounts(const Context& context);

/// A deployment of a REST API that may be made before its methods.
void check_api_deployments(const Context& context);

/// More subscription filters than a log group can have.
void check_subscription_filters(const Context& context);

/// Two resources of one type that claim the same name.
void check_names_twice(const Context& context);

/// Two resources that claim what only one can have, besides what names them.
void check_claims_twice(const Context& context);

}  // namespace omnitrack::validate
