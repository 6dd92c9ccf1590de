// What every account of an organization gets, and the StackSet that gives it to them.

#include <omnitrack/cfn/accessanalyzer.hpp>
#include <omnitrack/cfn/cloudformation.hpp>
#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

struct Config {
  std::string baseline = OMNITRACK_APP_DIR "/Baseline.template.json";
  std::vector<std::string> units = {"ou-abcd-12345678"};
  std::vector<std::string> regions = {"eu-central-1", "us-east-1"};

  void describe(ConfigSchema& schema) {
    schema.key("baseline", baseline, "the template that every account gets");
    schema.key("units", units, "the organizational units whose accounts get it");
    schema.key("regions", regions, "the regions in which they get it");
  }
};

// Fits any account and region: it names neither.
void build_baseline(App& app) {
  auto& stack = app.add(StackProps{.id = "Baseline", .description = "What every account gets"});
  auto& alerts = stack.add(TopicProps{.id = "Alerts"});
  stack.add(cfn::accessanalyzer::AnalyzerProps{.id = "Analyzer", .type = "ACCOUNT"});
  stack.add(EventRuleProps{
      .id = "Findings",
      .pattern = {.source = "aws.access-analyzer"},
      .targets = {alerts},
  });
}

void build_rollout(App& app, const Config& config) {
  using cfn::cloudformation::StackSetProps;
  auto& stack = app.add(StackProps{.id = "Rollout", .description = "Gives the baseline to them"});
  auto& baseline = stack.add(AssetProps{.id = "Template", .path = config.baseline});
  stack.add(StackSetProps{
      .id = "Accounts",
      .permission_model = StackSetProps::PermissionModel::service_managed,
      .stack_set_name = "baseline",
      .auto_deployment = {{.enabled = true, .retain_stacks_on_account_removal = false}},
      // A tenth of the accounts at a time; none may fail before the next ones begin.
      .operation_preferences = {{.failure_tolerance_count = 0,
                                 .max_concurrent_percentage = 10,
                                 .region_order = config.regions}},
      .stack_instances_group = {{
          .deployment_targets = {{.organizational_unit_ids = config.units}},
          .regions = config.regions,
      }},
      .template_url = baseline.http_url(),
  });
}

// Deploys what `list --affected-by` names: the waves one after the other, the stacks of a wave side
// by side, each by a build of CodeBuild that runs `deploy $STACK --yes` with the role of its
// account.
void build_waves(App& app) {
  auto& stack = app.add(StackProps{.id = "Waves", .description = "Deploys what a change affects"});
  auto& builds = BuildProject::from_name(stack, "Builds", "deploy-a-stack");
  auto& machine = stack.add(StateMachineProps{.id = "Deploy"});
  auto& wave = machine.add(
      MapStateProps{.id = "Each wave", .items = value_at("$.waves"), .max_concurrency = 1});
  auto& each = wave.add(MapStateProps{.id = "Each stack",
                                      .distributed = DistributedMap{},
                                      .items = value_at("$.include"),
                                      .max_concurrency = 20});
  each.add(TaskStateProps{
      .id = "Build",
      .call = ServiceCall{
          .integration = "codebuild:startBuild.sync",
          .managed_rule = "StepFunctionsGetEventForCodeBuildStartBuildRule",
          .parameters = {{"ProjectName", builds.name()},
                         {"EnvironmentVariablesOverride",
                          Json::array({Json::object(
                              {{"Name", "STACK"}, {"Value", string_at("$.stack")}})})}},
          .policy = {{.actions = {"codebuild:StartBuild", "codebuild:StopBuild",
                                  "codebuild:BatchGetBuilds"},
                      .resources = {builds.arn()}}},
      }});
}

void build(App& app, const Config& config) {
  build_baseline(app);
  build_rollout(app, config);
  build_waves(app);
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
