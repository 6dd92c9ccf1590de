#include "omnitrack/batch/batch_jobs.hpp"

#include <charconv>
#include <string>
#include <utility>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/fargate_size.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// What an environment of jobs that is made elsewhere is made of.
struct ImportedBatchComputeEnvironmentProps {
  using Makes = BatchComputeEnvironment;
  Id id;
  Value<std::string> name;
  Items<Link<SecurityGroup>> security_groups;
};

/// What a queue of jobs that is made elsewhere is made of.
struct ImportedBatchJobQueueProps {
  using Makes = BatchJobQueue;
  Id id;
  Value<std::string> name;
};

namespace {

// The CPU units of a number of processors as Batch writes it; 0 where Fargate offers none such.
std::int64_t cpu_units_of(std::string_view vcpus) {
  constexpr std::pair<std::string_view, std::int64_t> offered[] = {
      {"0.25", 256}, {"0.5", 512},  {"1", 1024}, {"1.0", 1024}, {"2", 2048},   {"2.0", 2048},
      {"4", 4096},   {"4.0", 4096}, {"8", 8192}, {"8.0", 8192}, {"16", 16384}, {"16.0", 16384}};
  for (const auto& [text, units] : offered) {
    if (text == vcpus) return units;
  }
  return 0;
}

std::int64_t mebibytes_of(std::string_view memory) {
  std::int64_t number = 0;
  const auto end = std::from_chars(memory.data(), memory.data() + memory.size(), number);
  return end.ptr == memory.data() + memory.size() ? number : 0;
}

}  // namespace

BatchComputeEnvironment::BatchComputeEnvironment(Attach at,
                                                 const BatchComputeEnvironmentProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"),
                                      .vpc = props.vpc,
                                      .description = "Batch jobs " + path()})) {
  using Resources = cfn::batch::compute_environment::ComputeResources;
  resource_ = &add(cfn::batch::ComputeEnvironmentProps{
      .id = primary(),
      .type = as<cfn::batch::ComputeEnvironmentProps::Type>("MANAGED"),
      .compute_resources =
          Resources{
              .maxv_cpus = props.max_vcpus,
              .type = as<Resources::Type>(props.spot ? "FARGATE_SPOT" : "FARGATE"),
              .security_group_ids = ids_of(security_groups_),
              .subnets = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
          },
  });
  arn_ = resource_->ref();
  if (props.instances) set_instances(*props.instances, props.spot);
}

BatchComputeEnvironment::BatchComputeEnvironment(Attach at,
                                                 const ImportedBatchComputeEnvironmentProps& props)
    : Construct(std::move(at)),
      security_groups_(props.security_groups),
      arn_(as<cfn::batch::ComputeEnvironmentArn>(
          stack().arn("batch", concat("compute-environment/", props.name)))) {}

BatchComputeEnvironment& BatchComputeEnvironment::from_name(
    Construct& scope, const Id& id, const Value<std::string>& name,
    const Items<Link<SecurityGroup>>& security_groups) {
  return scope.add(ImportedBatchComputeEnvironmentProps{
      .id = id, .name = name, .security_groups = security_groups});
}

Connections BatchComputeEnvironment::connections() { return {*this, security_groups_}; }

cfn::batch::ComputeEnvironment& BatchComputeEnvironment::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::batch::ComputeEnvironmentProps{
        .id = primary(), .type = as<cfn::batch::ComputeEnvironmentProps::Type>("MANAGED")});
  }
  return *resource_;
}

BatchJobQueue::BatchJobQueue(Attach at, const BatchJobQueueProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::batch::JobQueueProps{.id = primary(), .priority = props.priority})),
      arn_(resource_->attr_job_queue_arn()) {
  std::size_t here = 0;
  std::size_t on_instances = 0;
  for (const Link<const BatchComputeEnvironment>& each : props.environments) {
    here += each->is_imported() ? 0 : 1;
    on_instances += each->is_on_instances() ? 1 : 0;
  }
  if (on_instances != 0 && on_instances != here) {
    error(codes::OT3475, "a queue has environments on Fargate and on instances",
          "make a queue of each kind");
  }
  std::int64_t order = 0;
  for (const Link<const BatchComputeEnvironment>& each : props.environments) {
    resource_->props.compute_environment_order.add(cfn::batch::job_queue::ComputeEnvironmentOrder{
        .compute_environment = each->arn(), .order = ++order});
  }
}

BatchJobQueue::BatchJobQueue(Attach at, const ImportedBatchJobQueueProps& props)
    : Construct(std::move(at)), arn_(stack().arn("batch", concat("job-queue/", props.name))) {}

BatchJobQueue& BatchJobQueue::from_name(Construct& scope, const Id& id,
                                        const Value<std::string>& name) {
  return scope.add(ImportedBatchJobQueueProps{.id = id, .name = name});
}

void BatchJobQueue::grant_submit(Grantee& grantee, const BatchJobDefinition& definition) const {
  grantee.add_to_policy({.actions = {"batch:SubmitJob"}, .resources = {arn(), definition.arn()}});
}

cfn::batch::JobQueue& BatchJobQueue::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::batch::JobQueueProps{.id = primary(), .priority = 1});
  }
  return *resource_;
}

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
              props.on_instances ? "EC2" : "FARGATE")},
          .retry_strategy = cfn::batch::job_definition::RetryStrategy{.attempts = props.attempts},
      })) {
  resource_.props.container_properties = container_of(props);
  if (props.timeout.is_set()) {
    resource_.props.timeout =
        cfn::batch::job_definition::JobTimeout{.attempt_duration_seconds = props.timeout};
  }
  check(props);
}

cfn::batch::job_definition::ContainerProperties BatchJobDefinition::container_of(
    const BatchJobDefinitionProps& props) {
  namespace job = cfn::batch::job_definition;
  using Need = job::ResourceRequirement;
  job::ContainerProperties made{
      .image = props.image,
      .command = props.command,
      .execution_role_arn = execution_role_.arn(),
      .job_role_arn = role_.arn(),
      .resource_requirements = {Need{.type = as<Need::Type>("VCPU"), .value = props.vcpus},
                                Need{.type = as<Need::Type>("MEMORY"), .value = props.memory}},
  };
  if (props.gpus.is_set()) {
    made.resource_requirements.add(
        Need{.type = as<Need::Type>("GPU"), .value = std::to_string(props.gpus.number())});
  }
  const Node& variables = props.environment.node();
  for (std::uint32_t i = 0; variables.kind == NodeKind::object && i < variables.size; ++i) {
    made.environment.add(
        job::Environment{.name = variables.fields[i].key,
                         .value = Value<std::string>::from_node(variables.fields[i].value)});
  }
  for (const NamedContainerSecret& each : props.secrets) {
    each.secret.grant_read(execution_role_);
    made.secrets.add(job::Secret{.name = each.name.text(), .value_from = each.secret.value_from()});
  }
  return made;
}

// https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html
void BatchJobDefinition::check(const BatchJobDefinitionProps& props) const {
  if (props.gpus.is_broken() || (props.gpus.is_set() && !props.on_instances)) {
    error(codes::OT3470,
          "a job has " + std::to_string(props.gpus.number()) + " graphics processors",
          props.on_instances ? "it has 1 to 16" : "set `on_instances`, as Fargate has none");
  }
  if (props.on_instances) return;
  const std::string_view vcpus = props.vcpus.literal_text();
  const std::string_view memory = props.memory.literal_text();
  const std::int64_t units = cpu_units_of(vcpus);
  if (props.vcpus.is_literal_text() && units == 0) {
    error(codes::OT3470, "a job has " + std::string(vcpus) + " processors",
          "it has 0.25, 0.5, 1, 2, 4, 8 or 16");
    return;
  }
  if (units == 0 || !props.memory.is_literal_text()) return;
  if (!FargateSize::at_run_time(units, mebibytes_of(memory)).is_broken()) return;
  error(codes::OT3470,
        "a job has " + std::string(vcpus) + " processors and " + std::string(memory) +
            " MiB of memory, which Fargate does not offer",
        "see `explain OT3470` for the memory of each number of processors");
}

void BatchJobDefinition::add_to_policy(const PolicyStatement& statement) {
  role_.add_to_policy(statement);
}

Value<std::string> BatchJobDefinition::grantee_arn() const { return role_.arn(); }

Value<std::string> BatchJobDefinition::arn() const { return resource_.ref(); }

}  // namespace omnitrack
