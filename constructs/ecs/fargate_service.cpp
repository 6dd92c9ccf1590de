#include "omnitrack/ecs/fargate_service.hpp"

#include <string>

#include "../imported.hpp"
#include "service_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// What a service that is made elsewhere is made of.
struct ImportedFargateServiceProps {
  using Makes = FargateService;
  Id id;
  ImportedFargateService known;
};

FargateService::FargateService(Attach at, const FargateServiceProps& props)
    : EcsService(std::move(at), *props.cluster, *props.task_definition, props.security_groups) {
  cfn::ecs::ServiceProps made = ecs::service_resource(
      primary(), props, props.availability_zone_rebalancing && !props.deployed_by_code_deploy);
  made.deployment_configuration =
      ecs::deployment_of(props, props.min_healthy_percent, props.max_healthy_percent);
  made.platform_version = props.platform_version;
  if (props.capacity_provider_strategies.empty()) {
    made.launch_type = cfn::ecs::ServiceProps::LaunchType::fargate;
  }
  make(made);
  check(props);
  place(props.vpc, props.subnets, props.assign_public_ip);
  start(ecs::service_parts(props));
}

FargateService::FargateService(Attach at, const ImportedFargateServiceProps& props)
    : EcsService(std::move(at), props.known) {}

FargateService& FargateService::from_attributes(Construct& scope, const Id& id,
                                                const ImportedFargateService& known) {
  return scope.add(ImportedFargateServiceProps{.id = id, .known = known});
}

void FargateService::check(const FargateServiceProps& props) const {
  check_name(props.service_name);
  check_deployment(props.min_healthy_percent, props.max_healthy_percent);
  if (props.deployed_by_code_deploy && props.deployment_alarms.is_set()) {
    error(codes::OT3429, "CodeDeploy deploys the service, which has alarms of its own",
          "give the alarms to the `EcsDeploymentGroup`");
  }
  if (props.availability_zone_rebalancing && props.max_healthy_percent == 100) {
    error(codes::OT3422, "tasks cannot be moved between zones where there are 100 percent at most",
          "raise max_healthy_percent, or turn availability_zone_rebalancing off");
  }
}

FargateTaskDefinition& FargateService::task_definition() {
  if (known_task_definition() == nullptr) {
    refuse_of_imported(*this, "task_definition()");
    set_task_definition(add(FargateTaskDefinitionProps{.id = child("TaskDefinition")}));
  }
  // It was given one of this kind.
  return static_cast<FargateTaskDefinition&>(*known_task_definition());
}

}  // namespace omnitrack
