#include <string>

#include <omnitrack/cfn/stepfunctions.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

using cfn::stepfunctions::state_machine_alias::DeploymentPreference;

cfn::stepfunctions::StateMachineAliasProps machine_alias_props(
    const Id& id, const StateMachineAliasProps& props,
    const cfn::stepfunctions::StateMachineVersion& version) {
  const GradualDeployment& deployment = props.deployment;
  const bool is_gradual = deployment.percent() > 0;
  return {
      .id = id,
      .deployment_preference =
          DeploymentPreference{
              .state_machine_version_arn = version.ref(),
              .type = as<DeploymentPreference::Type>(deployment.type()),
              .alarms = props.alarms,
              .interval =
                  is_gradual ? Value<std::int64_t>(deployment.minutes()) : Value<std::int64_t>(),
              .percentage =
                  is_gradual ? Value<std::int64_t>(deployment.percent()) : Value<std::int64_t>(),
          },
      .description = props.description,
      .name = props.alias_name.is_set() ? props.alias_name : Value<std::string>(props.id.text()),
  };
}

}  // namespace

GradualDeployment GradualDeployment::canary(const KnownNumber& percent,
                                            const KnownNumber& minutes) {
  return {"CANARY", percent, minutes};
}

GradualDeployment GradualDeployment::linear(const KnownNumber& percent,
                                            const KnownNumber& minutes) {
  return {"LINEAR", percent, minutes};
}

StateMachineAlias::StateMachineAlias(Attach at, const StateMachineAliasProps& props)
    : Construct(std::move(at)),
      // A version never changes; a changed state machine has another revision, which needs a new
      // one.
      version_(add(cfn::stepfunctions::StateMachineVersionProps{
          .id = child("Version"),
          .state_machine_arn = props.state_machine->arn(),
          .state_machine_revision_id =
              props.state_machine->resource().attr_state_machine_revision_id(),
      })),
      resource_(add(machine_alias_props(primary(), props, version_))) {
  const GradualDeployment& deployment = props.deployment;
  const bool is_all_at_once = deployment.type() == "ALL_AT_ONCE";
  const bool fits = deployment.percent() >= 1 && deployment.percent() <= 99 &&
                    deployment.minutes() >= 1 && deployment.minutes() <= 2100;
  if (!is_all_at_once && !fits) {
    error(codes::OT3204,
          "a deployment of " + std::to_string(deployment.percent()) + " percent for " +
              std::to_string(deployment.minutes()) + " minutes is out of bounds",
          "it is 1 to 99 percent and 1 to 2100 minutes");
  }
}

void StateMachineAlias::grant_start_execution(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"states:StartExecution"}, .resources = {arn()}});
}

Value<std::string> StateMachineAlias::arn() const { return resource_.ref(); }

}  // namespace omnitrack
