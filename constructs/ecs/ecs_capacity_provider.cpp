#include "omnitrack/ecs/ecs_capacity_provider.hpp"

#include <string>

#include "../check_number.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

namespace provider = cfn::ecs::capacity_provider;

provider::ManagedScaling managed_scaling_of(const EcsCapacityProviderProps& props) {
  using Scaling = provider::ManagedScaling;
  if (!props.managed_scaling) return {.status = Scaling::Status::disabled};
  return {
      .instance_warmup_period = props.instance_warmup.value(),
      .maximum_scaling_step_size = props.max_scaling_step.value(),
      .minimum_scaling_step_size = props.min_scaling_step.value(),
      .status = Scaling::Status::enabled,
      .target_capacity = props.target_capacity.value(),
  };
}

provider::AutoScalingGroupProvider group_provider(const EcsCapacityProviderProps& props) {
  using Provider = provider::AutoScalingGroupProvider;
  return {
      .auto_scaling_group_arn = props.auto_scaling_group->name(),
      .managed_draining = props.managed_draining ? Provider::ManagedDraining::enabled
                                                 : Provider::ManagedDraining::disabled,
      .managed_scaling = managed_scaling_of(props),
      .managed_termination_protection = props.managed_termination_protection
                                            ? Provider::ManagedTerminationProtection::enabled
                                            : Provider::ManagedTerminationProtection::disabled,
  };
}

}  // namespace

EcsCapacityProvider::EcsCapacityProvider(Attach at, const EcsCapacityProviderProps& props)
    : Construct(std::move(at)),
      group_(props.auto_scaling_group.get()),
      resource_(&add(cfn::ecs::CapacityProviderProps{
          .id = primary(),
          .auto_scaling_group_provider = group_provider(props),
          .name = props.capacity_provider_name,
      })) {
  check(props);
  if (group_->is_imported()) {
    refuse_of_imported(*group_, "its instances");
  } else {
    // Without it ECS refuses to protect instances.
    if (props.managed_termination_protection) {
      group_->resource().props.new_instances_protected_from_scale_in = true;
    }
    join(*props.cluster);
  }
  Optional<CapacityProviderShare> share;
  if (props.default_share) {
    share = CapacityProviderShare{.provider = name(),
                                  .base = props.default_share->base,
                                  .weight = props.default_share->weight};
  }
  props.cluster->add_capacity(*this, share);
}

void EcsCapacityProvider::check(const EcsCapacityProviderProps& props) const {
  if (props.managed_termination_protection && !props.managed_scaling) {
    error(codes::OT3473, "instances are protected by ECS, which does not scale them",
          "set `managed_scaling`, or turn `managed_termination_protection` off");
  }
  const std::string_view name = props.capacity_provider_name.literal_text();
  for (const std::string_view taken : {"aws", "ecs", "fargate"}) {
    if (!name.starts_with(taken)) continue;
    error(codes::OT3473, "a capacity provider cannot be named '" + std::string(name) + "'",
          "begin it with none of aws, ecs and fargate");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3415, number, what, bounds);
  };
  check_number(props.instance_warmup, "instance_warmup", "0 to 10000 seconds");
  check_number(props.max_scaling_step, "max_scaling_step", "1 to 10000 instances");
  check_number(props.min_scaling_step, "min_scaling_step", "1 to 10000 instances");
  check_number(props.target_capacity, "target_capacity", "1 to 100 percent");
}

// The agent's settings, and what it asks ECS for. Images and logs are the business of the role that
// starts a task. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
void EcsCapacityProvider::join(const Cluster& cluster) const {
  group_->add_commands({concat("echo ECS_CLUSTER=", cluster.name(), " >> /etc/ecs/ecs.config"),
                        "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config",
                        "echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config"});
  group_->add_to_policy({
      .actions = {"ecs:DeregisterContainerInstance", "ecs:RegisterContainerInstance",
                  "ecs:SubmitAttachmentStateChanges", "ecs:SubmitContainerStateChange",
                  "ecs:SubmitTaskStateChange"},
      .resources = {cluster.arn()},
  });
  group_->add_to_policy({
      .actions = {"ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"},
      .conditions = {{"ArnEquals", Json::object({{"ecs:cluster", cluster.arn()}})}},
      .resources = {stack().arn("ecs", concat("container-instance/", cluster.name(), "/*"))},
  });
  // It knows no resources.
  group_->add_to_policy({.actions = {"ecs:DiscoverPollEndpoint"}, .resources = {"*"}});
}

Connections EcsCapacityProvider::connections() { return group_->connections(); }

CapacityProviderShare EcsCapacityProvider::share(const KnownNumber& weight) const {
  return {.provider = name(), .weight = weight};
}

Value<cfn::ecs::CapacityProviderName> EcsCapacityProvider::name() const { return resource_->ref(); }

}  // namespace omnitrack
