#include "validate/services/services.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::validate {

using meaning::may_be_rewritten;
using meaning::Path;

namespace {

struct ServiceCheck {
  std::string_view type;
  void (*check_one)(const ServiceResource&) = nullptr;
  void (*check_all)(const Context&) = nullptr;  ///< once, where the template has such a resource
};

// Sorted by type.
constexpr auto checks = std::to_array<ServiceCheck>({
    {"AWS::ApiGateway::Deployment", nullptr, check_api_deployments},
    {"AWS::AutoScaling::AutoScalingGroup", check_auto_scaling_group, nullptr},
    {"AWS::AutoScaling::LaunchConfiguration", check_launch_configuration, nullptr},
    {"AWS::Backup::BackupPlan", check_backup_plan, nullptr},
    {"AWS::CertificateManager::Certificate", check_certificate, nullptr},
    {"AWS::CloudFront::Distribution", check_distribution, nullptr},
    {"AWS::CodePipeline::Pipeline", check_pipeline, nullptr},
    {"AWS::DynamoDB::GlobalTable", check_table, nullptr},
    {"AWS::DynamoDB::Table", check_table, nullptr},
    {"AWS::EC2::Instance", check_instance, nullptr},
    {"AWS::EC2::LaunchTemplate", check_launch_template, nullptr},
    {"AWS::EC2::Subnet", nullptr, check_networks},
    {"AWS::EC2::VPCEndpoint", nullptr, check_networks},
    {"AWS::EC2::Volume", check_volume, nullptr},
    {"AWS::ECS::Service", check_ecs_service, nullptr},
    {"AWS::ECS::TaskDefinition", check_task_definition, nullptr},
    {"AWS::ElastiCache::ReplicationGroup", check_replication_group, nullptr},
    {"AWS::Events::Rule", check_event_rule, nullptr},
    {"AWS::Lambda::EventSourceMapping", check_event_source_mapping, nullptr},
    {"AWS::Lambda::Function", check_function, nullptr},
    {"AWS::Logs::SubscriptionFilter", nullptr, check_subscription_filters},
    {"AWS::Route53::RecordSet", check_record_set, nullptr},
    {"AWS::Route53::RecordSetGroup", check_record_set_group, nullptr},
    {"AWS::S3::Bucket", check_bucket, nullptr},
    {"AWS::SNS::Topic", check_topic, nullptr},
    {"AWS::SSM::Parameter", check_parameter_name, nullptr},
    {"AWS::Serverless::Function", check_function, nullptr},
    {"AWS::Serverless::StateMachine", check_state_machine, nullptr},
    {"AWS::StepFunctions::StateMachine", check_state_machine, nullptr},
});

static_assert(std::ranges::is_sorted(checks, {}, &ServiceCheck::type));

}  // namespace

void check_services(const Context& context) {
  if (context.index.may_rewrite_resources()) return;
  std::array<void (*)(const Context&), 3> of_all{};
  std::size_t of_all_count = 0;
  for (const tmpl::ResourceEntry& entry : context.index.resources()) {
    if (entry.properties == nullptr || !entry.properties->is(tmpl::Kind::map)) continue;
    const auto found = std::ranges::lower_bound(checks, entry.type_name, {}, &ServiceCheck::type);
    if (found == checks.end() || found->type != entry.type_name) continue;
    if (may_be_rewritten(entry)) continue;
    if (found->check_all != nullptr) {
      const auto last = of_all.begin() + static_cast<std::ptrdiff_t>(of_all_count);
      if (std::find(of_all.begin(), last, found->check_all) == last) {
        of_all[of_all_count++] = found->check_all;
      }
      continue;
    }
    const Path root;
    const Path section(root, "Resources");
    const Path resource(section, entry.logical_id);
    const Path properties(resource, "Properties");
    found->check_one({context, entry, *entry.properties, properties});
  }
  for (std::size_t i = 0; i < of_all_count; ++i) of_all[i](context);
  check_names_twice(context);
}

}  // namespace omnitrack::validate
