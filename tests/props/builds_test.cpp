#include "late_props.hpp"
#include <omnitrack/athena/athena_workgroup.hpp>
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/codepipeline/pipeline.hpp>
#include <omnitrack/glue/glue_crawler.hpp>
#include <omnitrack/glue/glue_job.hpp>
#include <omnitrack/glue/glue_table.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateBuildsTest : public testing_support::LatePropsTest {};

TEST_F(LateBuildsTest, a_project_with_sources_triggers_and_variables) {
  Connection& connection = add_later([] {
    const std::string name = "git";
    return ConnectionProps{.id = name, .connection_name = name + "-hub"};
  });
  add_later([&] {
    const std::string name = "site";
    std::vector<BuildTrigger> triggers;
    for (const char* branch : {"main", "next"}) {
      const std::vector<BuildEvent> events{BuildEvent::push};
      const std::vector<BuildFilter> filters{
          {.pattern = "^refs/heads/" + std::string(branch) + "$"}};
      triggers.push_back({.events = events, .filters = filters});
    }
    std::map<std::string, std::string> variables;
    variables["STAGE"] = name + "-prod";
    const std::vector<BuildSecret> secrets{
        {.name = "TOKEN_" + name, .secret = name + "-token", .json_key = name + "-key"}};
    const int minutes = 30;
    return BuildProjectProps{
        .id = "Build",
        .environment = variables,
        .project_name = name + "-build",
        .secrets = secrets,
        .source = BuildSource::github(
            {.url = "https://github.com/owner/" + name, .connection = connection}),
        .timeout = minutes,
        .triggers = triggers,
    };
  });
  for (const char* part :
       {R"("Name":"site-build")", R"("Value":"site-prod")", R"("Value":"site-token:site-key")",
        R"("Pattern":"^refs/heads/next$")", R"("Location":"https://github.com/owner/site")"}) {
    EXPECT_THAT(properties("Build"), HasSubstr(part));
  }
}

TEST_F(LateBuildsTest, a_pipeline_with_stages_in_a_loop) {
  Connection& connection = stack.add(ConnectionProps{.id = "Git", .connection_name = "git"});
  add_later([&] {
    const std::string name = "Source";
    std::vector<PipelineStage> stages;
    stages.push_back({.name = name,
                      .actions = {ConnectionSourceAction{.name = name + "Code",
                                                         .connection = connection,
                                                         .repository = "owner/" + name,
                                                         .output = name + "Zip"}}});
    for (const char* stage : {"test", "prod"}) {
      std::vector<PipelineAction> actions;
      actions.push_back(ApprovalAction{.name = "Ask-" + std::string(stage)});
      actions.push_back(CustomAction{.name = std::string("Do-") + stage,
                                     .configuration = {{std::string("Stage"), stage}},
                                     .inputs = {name + "Zip"},
                                     .provider = std::string("Service") + "Catalog"});
      stages.push_back({.name = std::string("To-") + stage, .actions = actions});
    }
    const std::vector<std::string> branches{"main", "next"};
    const std::vector<PipelineFilter> pushes{{.branches = branches}};
    const std::vector<PipelineTrigger> triggers{{.source = name + "Code", .pushes = pushes}};
    return PipelineProps{
        .id = "Pipeline", .stages = stages, .pipeline_name = name + "-all", .triggers = triggers};
  });
  for (const char* part :
       {R"("Name":"Source-all")", R"("Name":"To-prod")", R"("Name":"Ask-test")",
        R"("Configuration":{"Stage":"prod"})", R"("InputArtifacts":[{"Name":"SourceZip"}])",
        R"("Includes":["main","next"])", R"("Provider":"ServiceCatalog")"}) {
    EXPECT_THAT(properties("Pipeline"), HasSubstr(part));
  }
}

TEST_F(LateBuildsTest, tables_jobs_and_workgroups) {
  Bucket& bucket = stack.add(BucketProps{.id = "Lake"});
  GlueDatabase& database = add_later([] {
    const std::string name = "shop";
    return GlueDatabaseProps{.id = name, .database_name = name};
  });
  add_later([&] {
    const std::string name = "orders";
    std::vector<GlueColumn> columns;
    for (const int i : {1, 2}) {
      columns.push_back({.name = "c" + std::to_string(i), .type = ColumnType::array("int")});
    }
    const std::vector<GlueColumn> keys{{.name = "day_" + name}};
    std::vector<PartitionProjection> projection;
    projection.push_back(PartitionProjection::injected("day_" + name));
    return GlueTableProps{.id = "Orders",
                          .bucket = bucket,
                          .columns = columns,
                          .database = database,
                          .partition_keys = keys,
                          .partition_projection = projection,
                          .prefix = name + "/",
                          .table_name = name};
  });
  add_later([&] {
    const std::string name = "sum";
    const std::map<std::string, std::string> arguments{{"--name", name}};
    return GlueJobProps{.id = "Job",
                        .script_bucket = bucket,
                        .script_key = name + ".py",
                        .arguments = arguments,
                        .glue_version = std::to_string(4) + ".0",
                        .job_name = name + "-job"};
  });
  add_later([&] {
    const std::string name = "reports";
    return AthenaWorkgroupProps{
        .id = "Reports", .workgroup_name = name, .result_prefix = name + "/"};
  });
  EXPECT_THAT(properties("Orders"), HasSubstr(R"({"Name":"c2","Type":"array<int>"})"));
  EXPECT_THAT(properties("Orders"), HasSubstr(R"("projection.day_orders.type":"injected")"));
  EXPECT_THAT(properties("Job"), HasSubstr(R"("--name":"sum")"));
  EXPECT_THAT(properties("Job"), HasSubstr(R"("GlueVersion":"4.0")"));
  EXPECT_THAT(properties("Reports"), HasSubstr("/reports/"));
}

TEST_F(LateBuildsTest, groups_of_deployments_from_helpers) {
  add_later([&] {
    const std::map<std::string, std::string> tags{{"App", "shop"}};
    return ServerDeploymentGroupProps{.id = std::string("group"),
                                      .group_name = std::string("late-group"),
                                      .healthy_hosts = HealthyHosts::named(std::string("Theirs")),
                                      .instance_tags = tags};
  });
  EXPECT_THAT(properties("group"), HasSubstr(R"("DeploymentGroupName":"late-group")"));
  EXPECT_THAT(properties("group"), HasSubstr(R"("DeploymentConfigName":"Theirs")"));
}

}  // namespace
}  // namespace omnitrack
