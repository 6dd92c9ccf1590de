#include "validate/services/services.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace omnitrack::validate {

using meaning::Path;
using meaning::unchanged_properties;

namespace {

// A check of each resource of a type.
struct ResourceCheck {
  std::string_view type;
  void (*check)(const ServiceResource&);
};

// Sorted by type.
constexpr auto of_resources = std::to_array<ResourceCheck>({
    {"AWS::AutoScaling::AutoScalingGroup", check_auto_scaling_group},
    {"AWS::AutoScaling::LaunchConfiguration", check_launch_configuration},
    {"AWS::AutoScaling::ScalingPolicy", check_metric_math},
    {"AWS::Backup::BackupPlan", check_backup_plan},
    {"AWS::CertificateManager::Certificate", check_certificate},
    {"AWS::CloudFront::Distribution", check_distribution},
    {"AWS::CloudWatch::Alarm", check_metric_math},
    {"AWS::CodePipeline::Pipeline", check_pipeline},
    {"AWS::DynamoDB::GlobalTable", check_table},
    {"AWS::DynamoDB::Table", check_table},
    {"AWS::EC2::Instance", check_instance},
    {"AWS::EC2::LaunchTemplate", check_launch_template},
    {"AWS::EC2::Volume", check_volume},
    {"AWS::ECS::Service", check_ecs_service},
    {"AWS::ECS::TaskDefinition", check_task_definition},
    {"AWS::ElastiCache::ReplicationGroup", check_replication_group},
    {"AWS::Events::Archive", check_archive},
    {"AWS::Events::Rule", check_event_rule},
    {"AWS::Lambda::EventSourceMapping", check_event_source_mapping},
    {"AWS::Lambda::Function", check_function},
    {"AWS::Pipes::Pipe", check_pipe},
    {"AWS::Route53::RecordSet", check_record_set},
    {"AWS::Route53::RecordSetGroup", check_record_set_group},
    {"AWS::S3::Bucket", check_bucket},
    {"AWS::SNS::Subscription", check_subscription},
    {"AWS::SNS::Topic", check_topic},
    {"AWS::SSM::Parameter", check_parameter_name},
    {"AWS::StepFunctions::StateMachine", check_state_machine},
});

static_assert(std::ranges::is_sorted(of_resources, {}, &ResourceCheck::type));

// A check of all resources of some types together; it runs once, where the template has one.
struct TypeCheck {
  std::span<const std::string_view> types;
  void (*check)(const Context&);
};

constexpr std::array<std::string_view, 1> accounts{"AWS::ApiGateway::Account"};
constexpr std::array<std::string_view, 1> deployments{"AWS::ApiGateway::Deployment"};
constexpr std::array<std::string_view, 2> networks{"AWS::EC2::Subnet", "AWS::EC2::VPCEndpoint"};
constexpr std::array<std::string_view, 1> filters{"AWS::Logs::SubscriptionFilter"};

constexpr auto of_types = std::to_array<TypeCheck>({
    {accounts, check_api_accounts},
    {deployments, check_api_deployments},
    {networks, check_networks},
    {filters, check_subscription_filters},
});

// A check of the template as a whole.
constexpr std::array<void (*)(const Context&), 2> of_templates{check_names_twice,
                                                               check_claims_twice};

void check_resource(const Context& context, const tmpl::ResourceEntry& entry) {
  const auto found =
      std::ranges::lower_bound(of_resources, entry.type_name, {}, &ResourceCheck::type);
  if (found == of_resources.end() || found->type != entry.type_name) return;
  const tmpl::Node* given = unchanged_properties(entry);
  if (given == nullptr) return;
  const Path root;
  const Path section(root, "Resources");
  const Path resource(section, entry.logical_id);
  const Path properties(resource, "Properties");
  found->check({context, entry, *given, properties});
}

bool has_any(const tmpl::Index& index, std::span<const std::string_view> types) {
  return std::ranges::any_of(index.resources(), [types](const tmpl::ResourceEntry& entry) {
    return std::ranges::find(types, entry.type_name) != types.end() &&
           unchanged_properties(entry) != nullptr;
  });
}

}  // namespace

void check_services(const Context& context) {
  if (context.index.may_rewrite_resources()) return;
  for (const tmpl::ResourceEntry& entry : context.index.resources()) check_resource(context, entry);
  for (const TypeCheck& each : of_types) {
    if (has_any(context.index, each.types)) each.check(context);
  }
  for (const auto& check : of_templates) check(context);
}

}  // namespace omnitrack::validate
