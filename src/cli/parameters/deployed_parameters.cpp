#include "cli/parameters/deployed_parameters.hpp"

#include "deploy/stack_state.hpp"

namespace omnitrack::cli {

namespace {

void add_state(const DeployedName& name, const deploy::StackState& state, GivenParameters& given) {
  given.documents.emplace_back(name.deployed + " (deployed)", "");
  for (const deploy::NamedValue& each : state.parameters) {
    given.all.push_back({.stack = name.stack,
                         .name = each.name,
                         .value = each.value,
                         .in = &given.documents.back().source(),
                         .form = validate::GivenForm::list});
  }
}

}  // namespace

GivenParameters deployed_parameters(const std::vector<DeployedName>& names,
                                    const deploy::AwsOptions& options) {
  GivenParameters given;
  given.are_deployed = true;
  for (const auto& [region, places] : by_region(names)) {
    deploy::AwsOptions here = options;
    if (!region.empty()) here.region = region;
    std::vector<deploy::AwsCli::Words> calls;
    for (const std::size_t place : places) {
      calls.push_back(deploy::state_call(names[place].deployed));
    }
    const std::vector<deploy::AwsCli::Outcome> outcomes = deploy::AwsCli(here).ask_all(calls);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (const auto state = deploy::state_in(outcomes[i])) {
        add_state(names[places[i]], *state, given);
      }
    }
  }
  return given;
}

}  // namespace omnitrack::cli
