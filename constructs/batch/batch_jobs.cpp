#include "omnitrack/batch/batch_jobs.hpp"

#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

BatchComputeEnvironment::BatchComputeEnvironment(Attach at,
                                                 const BatchComputeEnvironmentProps& props)
    : Construct(std::move(at)), security_groups_(props.security_groups) {
  using Resources = cfn::batch::compute_environment::ComputeResources;
  if (security_groups_.empty()) {
    security_groups_ = {Link<SecurityGroup>(add(SecurityGroupProps{
        .id = child("SecurityGroup"), .vpc = props.vpc, .description = "Batch jobs " + path()}))};
  }
  List<cfn::ec2::SecurityGroupId> groups;
  for (const Link<SecurityGroup>& each : security_groups_) groups.add(each->id());
  resource_ = &add(cfn::batch::ComputeEnvironmentProps{
      .id = primary(),
      .type = as<cfn::batch::ComputeEnvironmentProps::Type>("MANAGED"),
      .compute_resources =
          Resources{
              .maxv_cpus = props.max_vcpus,
              .type = as<Resources::Type>(props.spot ? "FARGATE_SPOT" : "FARGATE"),
              .security_group_ids = groups,
              .subnets = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
          },
  });
}

Connections BatchComputeEnvironment::connections() { return {*this, security_groups_}; }

Value<cfn::batch::ComputeEnvironmentArn> BatchComputeEnvironment::arn() const {
  return resource_->ref();
}

BatchJobQueue::BatchJobQueue(Attach at, const BatchJobQueueProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::batch::JobQueueProps{.id = primary(), .priority = props.priority})) {
  std::int64_t order = 0;
  for (const Link<const BatchComputeEnvironment>& each : props.environments) {
    resource_.props.compute_environment_order.add(cfn::batch::job_queue::ComputeEnvironmentOrder{
        .compute_environment = each->arn(), .order = ++order});
  }
}

void BatchJobQueue::grant_submit(Grantee& grantee, const BatchJobDefinition& definition) const {
  grantee.add_to_policy({.actions = {"batch:SubmitJob"}, .resources = {arn(), definition.arn()}});
}

Value<std::string> BatchJobQueue::arn() const { return resource_.attr_job_queue_arn(); }

BatchJobDefinition::BatchJobDefinition(Attach at, const BatchJobDefinitionProps& props)
    : Construct(std::move(at)),
      role_(add(RoleProps{.id = child("Role"),
                          .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")})),
      execution_role_(add(RoleProps{
          .id = child("ExecutionRole"),
          .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
          .managed_policies = {aws_managed_policy("service-role/AmazonECSTaskExecutionRolePolicy")},
      })),
      resource_(add(cfn::batch::JobDefinitionProps{
          .id = primary(),
          .type = cfn::batch::JobDefinitionProps::Type::container,
          .platform_capabilities = {as<cfn::batch::JobDefinitionProps::PlatformCapabilities>(
              "FARGATE")},
          .retry_strategy = cfn::batch::job_definition::RetryStrategy{.attempts = props.attempts},
      })) {
  using Need = cfn::batch::job_definition::ResourceRequirement;
  resource_.props.container_properties = cfn::batch::job_definition::ContainerProperties{
      .image = props.image,
      .command = props.command,
      .execution_role_arn = execution_role_.arn(),
      .job_role_arn = role_.arn(),
      .resource_requirements = {Need{.type = as<Need::Type>("VCPU"), .value = props.vcpus},
                                Need{.type = as<Need::Type>("MEMORY"), .value = props.memory}},
  };
  if (props.timeout.is_set()) {
    resource_.props.timeout =
        cfn::batch::job_definition::JobTimeout{.attempt_duration_seconds = props.timeout};
  }
}

void BatchJobDefinition::add_to_policy(const PolicyStatement& statement) {
  role_.add_to_policy(statement);
}

Value<std::string> BatchJobDefinition::grantee_arn() const { return role_.arn(); }

Value<std::string> BatchJobDefinition::arn() const { return resource_.ref(); }

}  // namespace omnitrack
