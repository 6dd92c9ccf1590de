#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/codebuild.hpp>
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codebuild/report_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class ReportGroupTest : public testing_support::OneStackTest {};

TEST_F(ReportGroupTest, a_report_group_keeps_reports_of_tests_after_the_stack) {
  stack.add(ReportGroupProps{.id = "Tests"});
  EXPECT_EQ(resource("Tests"),
            R"({"Type":"AWS::CodeBuild::ReportGroup","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{)"
            R"("ExportConfig":{"ExportConfigType":"NO_EXPORT"},"Type":"TEST"}})");
}

TEST_F(ReportGroupTest, a_report_group_exports_what_a_project_writes) {
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  ReportGroup& group = stack.add(ReportGroupProps{
      .id = "Coverage",
      .delete_reports = true,
      .export_bucket = bucket,
      .export_path = "coverage",
      .is_code_coverage = true,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .removal_policy = RemovalPolicy::destroy,
      .report_group_name = "coverage",
      .zip_export = false,
  });
  BuildProject& project = stack.add(BuildProjectProps{
      .id = "Build", .build_spec = BuildSpec::text("version: 0.2"), .grant_reports = false});
  group.grant_write(project);
  EXPECT_EQ(properties("Coverage"),
            R"({"ExportConfig":{"ExportConfigType":"S3","S3Destination":{)"
            R"("Bucket":{"Ref":"Bucket"},)"
            R"("EncryptionKey":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
            R"("Packaging":"NONE","Path":"coverage"}},"Type":"CODE_COVERAGE",)"
            R"("DeleteReports":true,"Name":"coverage"})");
  const std::string policy = properties("BuildRoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("Resource":{"Fn::GetAtt":["Coverage","Arn"]})"));
  EXPECT_THAT(policy, HasSubstr(R"("s3:PutObject")"));
}

TEST_F(ReportGroupTest, a_name_made_at_run_time_is_checked) {
  const std::string name = "a b";
  stack.add(ReportGroupProps{.id = "Tests", .report_group_name = name});
  EXPECT_EQ(codes_of(app), "OT3709");
}

}  // namespace
}  // namespace omnitrack
