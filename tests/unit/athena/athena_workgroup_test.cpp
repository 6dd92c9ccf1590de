#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/athena/athena_workgroup.hpp>
#include <omnitrack/cfn/athena.hpp>
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/glue/glue_database.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class AthenaWorkgroupTest : public testing_support::OneStackTest {};

TEST_F(AthenaWorkgroupTest, a_workgroup_enforces_its_encrypted_results) {
  stack.add(AthenaWorkgroupProps{.id = "Reports", .workgroup_name = "reports"});
  EXPECT_EQ(properties("Reports"),
            R"({"Name":"reports","State":"ENABLED","WorkGroupConfiguration":{)"
            R"("EnforceWorkGroupConfiguration":true,"PublishCloudWatchMetricsEnabled":true,)"
            R"("RequesterPaysEnabled":false,"ResultConfiguration":{"EncryptionConfiguration":)"
            R"({"EncryptionOption":"SSE_S3"},)"
            R"("OutputLocation":{"Fn::Sub":"s3://${ReportsResults}/"}}}})");
  EXPECT_EQ(written().at("/Resources/ReportsResults/DeletionPolicy").text(), "Retain");
}

TEST_F(AthenaWorkgroupTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack.add(AthenaWorkgroupProps{
      .id = "Reports",
      .workgroup_name = "reports",
      .bytes_limit = 20'000'000,
      .description = "Reports",
      .enabled = false,
      .enforce_settings = false,
      .engine_version = "Athena engine version 3",
      .expected_bucket_owner = "123456789012",
      .kms_key = key,
      .metrics = false,
      .recursive_delete = true,
      .requester_pays = true,
      .result_bucket = bucket,
      .result_prefix = "results/",
  });
  EXPECT_EQ(properties("Reports"),
            R"({"Name":"reports","Description":"Reports","RecursiveDeleteOption":true,)"
            R"("State":"DISABLED","WorkGroupConfiguration":{"BytesScannedCutoffPerQuery":20000000,)"
            R"("EnforceWorkGroupConfiguration":false,)"
            R"("EngineVersion":{"SelectedEngineVersion":"Athena engine version 3"},)"
            R"("PublishCloudWatchMetricsEnabled":false,"RequesterPaysEnabled":true,)"
            R"("ResultConfiguration":{"EncryptionConfiguration":{"EncryptionOption":"SSE_KMS",)"
            R"("KmsKey":{"Fn::GetAtt":["Key","Arn"]}},"ExpectedBucketOwner":"123456789012",)"
            R"("OutputLocation":{"Fn::Sub":"s3://${Bucket}/results/"}}}})");
}

TEST_F(AthenaWorkgroupTest, whoever_runs_queries_reads_and_writes_the_results) {
  AthenaWorkgroup& reports = stack.add(AthenaWorkgroupProps{
      .id = "Reports", .workgroup_name = "reports", .result_prefix = "results/"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  reports.grant_run_queries(role);
  static_cast<void>(reports.metric_processed_bytes());
  static_cast<void>(reports.metric_total_execution_time());
  const std::string policy = properties("RoleDefaultPolicy");
  for (const char* part : {R"("athena:StartQueryExecution")", R"(:workgroup/${Reports})",
                           R"("s3:PutObject")", R"(/results/*)"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
}

TEST_F(AthenaWorkgroupTest, a_query_is_kept_in_a_workgroup) {
  AthenaWorkgroup& reports =
      stack.add(AthenaWorkgroupProps{.id = "Reports", .workgroup_name = "reports"});
  GlueDatabase& database = GlueDatabase::from_name(stack, "Shop", "shop");
  AthenaQuery& query = stack.add(AthenaQueryProps{
      .id = "Orders",
      .database = database,
      .query = "SELECT * FROM orders",
      .description = "All orders",
      .query_name = "orders",
      .workgroup = reports,
  });
  static_cast<void>(query.query_id());
  EXPECT_EQ(properties("Orders"),
            R"({"Database":"shop","QueryString":"SELECT * FROM orders",)"
            R"("Description":"All orders","Name":"orders","WorkGroup":{"Ref":"Reports"}})");
}

TEST_F(AthenaWorkgroupTest, a_name_and_a_limit_made_at_run_time_are_checked) {
  const std::string name = "my reports";
  const int bytes = 1000;
  stack.add(AthenaWorkgroupProps{.id = "Name", .workgroup_name = name});
  stack.add(AthenaWorkgroupProps{.id = "Limit", .workgroup_name = "limit", .bytes_limit = bytes});
  EXPECT_EQ(codes_of(app), "OT3741 OT3742");
}

}  // namespace
}  // namespace omnitrack
