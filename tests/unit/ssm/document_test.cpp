#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ssm.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/ssm/document.hpp>
#include <omnitrack/ssm/maintenance_window.hpp>
#include <omnitrack/ssm/patch_baseline.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class DocumentTest : public testing_support::OneStackTest {
 protected:
  Document& document() {
    const Json step =
        Json::object({{"action", "aws:runShellScript"},
                      {"name", "list"},
                      {"inputs", Json::object({{"runCommand", Json::array({"ls"})}})}});
    return stack.add(DocumentProps{
        .id = "Setup",
        .content = Json::object({{"schemaVersion", "2.2"}, {"mainSteps", Json::array({step})}}),
        .name = "setup",
    });
  }
};

TEST_F(DocumentTest, a_document_is_a_command_that_changes_by_versions) {
  document();
  EXPECT_EQ(
      properties("Setup"),
      R"({"Content":{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript",)"
      R"("name":"list","inputs":{"runCommand":["ls"]}}]},"DocumentType":"Command","Name":"setup",)"
      R"("UpdateMethod":"NewVersion"})");
}

TEST_F(DocumentTest, grants_name_the_document) {
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  document().grant_send_command(role, {"arn:aws:ec2:eu-central-1:123456789012:instance/i-1"});
  Document& patch = Document::from_name(stack, "Patch", "AWS-RunPatchBaseline");
  patch.grant_start_automation(role);
  stack.add(OutputProps{.id = "Arn", .value = patch.arn()});
  const std::string policy = properties("RoleDefaultPolicy");
  EXPECT_NE(policy.find("document/${Setup}"), std::string::npos);
  EXPECT_NE(policy.find("automation-definition/AWS-RunPatchBaseline:*"), std::string::npos);
}

TEST_F(DocumentTest, a_document_of_the_wrong_schema_or_name_is_told) {
  const std::string name = "aws-x";
  stack.add(DocumentProps{.id = "A",
                          .content = Json::object({{"schemaVersion", "2.2"}}),
                          .name = name,
                          .type = DocumentType::automation});
  stack.add(DocumentProps{.id = "B", .content = Json::object({{"description", "none"}})});
  EXPECT_EQ(codes_of(app), "OT2108 OT2109 OT2109");
}

TEST_F(DocumentTest, an_association_runs_a_document_on_machines) {
  stack.add(AssociationProps{
      .id = "Web",
      .document = document(),
      .apply_only_at_schedule = true,
      .compliance_severity = ComplianceSeverity::high,
      .document_version = "$LATEST",
      .max_concurrency = "10%",
      .max_errors = "1",
      .name = "web",
      .output_bucket = Bucket::from_name(stack, "Logs", "logs"),
      .output_prefix = "web",
      .parameters = {{"commands", Json::array({"ls"})}},
      .schedule = "cron(0 2 ? * SUN *)",
      .targets = {{.key = "tag:Role", .values = {"web"}}},
      .wait_for_success = 60,
  });
  EXPECT_EQ(properties("Web"),
            R"({"Name":{"Ref":"Setup"},"ApplyOnlyAtCronInterval":true,"AssociationName":"web",)"
            R"("ComplianceSeverity":"HIGH","DocumentVersion":"$LATEST","MaxConcurrency":"10%",)"
            R"("MaxErrors":"1","OutputLocation":{"S3Location":{"OutputS3BucketName":"logs",)"
            R"("OutputS3KeyPrefix":"web","OutputS3Region":{"Ref":"AWS::Region"}}},)"
            R"x("Parameters":{"commands":["ls"]},"ScheduleExpression":"cron(0 2 ? * SUN *)",)x"
            R"("Targets":[{"Key":"tag:Role","Values":["web"]}],)"
            R"("WaitForSuccessTimeoutSeconds":60})");
}

TEST_F(DocumentTest, a_window_runs_documents_and_functions) {
  SsmMaintenanceWindow& window =
      stack.add(SsmMaintenanceWindowProps{.id = "Nightly", .schedule = "cron(0 2 ? * SUN *)"});
  window.add_targets("Web", {{.key = "tag:Role", .values = {"web"}}});
  window.add_task({.id = "Patch", .document = document()});
  Function& function = stack.add(FunctionProps{
      .id = "Function",
      .code = FunctionCode::inline_text("def handler(event, context):\n    return {}\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_14,
  });
  window.add_task({.id = "Tell", .function = function});
  EXPECT_EQ(properties("Nightly"),
            R"x({"AllowUnassociatedTargets":false,"Cutoff":1,"Duration":3,"Name":"Nightly",)x"
            R"x("Schedule":"cron(0 2 ? * SUN *)"})x");
  EXPECT_EQ(properties("NightlyWeb"),
            R"({"ResourceType":"INSTANCE","Targets":[{"Key":"tag:Role","Values":["web"]}],)"
            R"("WindowId":{"Ref":"Nightly"}})");
  EXPECT_EQ(
      properties("NightlyPatch"),
      R"({"Priority":1,"TaskArn":{"Ref":"Setup"},"TaskType":"RUN_COMMAND",)"
      R"("WindowId":{"Ref":"Nightly"},"CutoffBehavior":"CANCEL_TASK","MaxConcurrency":"1",)"
      R"("MaxErrors":"0","Targets":[{"Key":"WindowTargetIds","Values":[{"Ref":"NightlyWeb"}]}],)"
      R"("TaskInvocationParameters":{"MaintenanceWindowRunCommandParameters":{}}})");
  EXPECT_THAT(written(), has_resource("NightlyTell", {{"TaskType", "LAMBDA"}}));
  EXPECT_NE(resource("NightlyRoleDefaultPolicy").find("lambda:InvokeFunction"), std::string::npos);
}

TEST_F(DocumentTest, a_window_of_wrong_hours_or_with_an_empty_task_is_told) {
  SsmMaintenanceWindow& window = stack.add(SsmMaintenanceWindowProps{
      .id = "Nightly", .schedule = "rate(7 days)", .cutoff = 3, .duration = 3});
  window.add_task({.id = "None"});
  EXPECT_EQ(codes_of(app), "OT2110 OT2111");
}

TEST_F(DocumentTest, a_baseline_approves_patches_after_a_week) {
  stack.add(PatchBaselineProps{.id = "Linux", .name = "linux"});
  EXPECT_EQ(properties("Linux"),
            R"({"Name":"linux","ApprovalRules":{"PatchRules":[{"ApproveAfterDays":7,)"
            R"("ComplianceLevel":"UNSPECIFIED","PatchFilterGroup":{"PatchFilters":[]}}]},)"
            R"("OperatingSystem":"AMAZON_LINUX_2023"})");
}

TEST_F(DocumentTest, every_property_of_a_baseline_is_written_where_it_belongs) {
  const int days = 0;
  stack.add(PatchBaselineProps{
      .id = "Windows",
      .name = "windows",
      .approved_patches = {"KB1"},
      .description = "ours",
      .is_default = true,
      .patch_groups = {"web"},
      .rejected_patches = {"KB2"},
      .rules = {{.approve_after = days,
                 .compliance = ComplianceSeverity::critical,
                 .filters = {{"CLASSIFICATION", Json::array({"SecurityUpdates"})}}}},
      .system = PatchSystem::windows,
  });
  EXPECT_EQ(properties("Windows"),
            R"({"Name":"windows","ApprovalRules":{"PatchRules":[{"ApproveAfterDays":0,)"
            R"("ComplianceLevel":"CRITICAL","PatchFilterGroup":{"PatchFilters":[)"
            R"({"Key":"CLASSIFICATION","Values":["SecurityUpdates"]}]}}]},)"
            R"("ApprovedPatches":["KB1"],"DefaultBaseline":true,"Description":"ours",)"
            R"("OperatingSystem":"WINDOWS","PatchGroups":["web"],"RejectedPatches":["KB2"],)"
            R"("RejectedPatchesAction":"BLOCK"})");
}

TEST_F(DocumentTest, days_of_a_patch_out_of_bounds_are_told) {
  const int days = 400;
  stack.add(PatchBaselineProps{.id = "Linux", .name = "linux", .rules = {{.approve_after = days}}});
  EXPECT_EQ(codes_of(app), "OT2112");
}

}  // namespace
}  // namespace omnitrack
