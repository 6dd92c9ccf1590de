#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/glue/glue_crawler.hpp>
#include <omnitrack/glue/glue_job.hpp>
#include <omnitrack/glue/glue_table.hpp>
#include <omnitrack/glue/glue_trigger.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class GlueTest : public testing_support::OneStackTest {
 protected:
  Role& add_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }

  Bucket& bucket = stack.add(BucketProps{.id = "Lake"});
  GlueDatabase& database = stack.add(GlueDatabaseProps{.id = "Shop", .database_name = "shop"});
};

TEST_F(GlueTest, a_database_stays_with_its_tables) {
  EXPECT_EQ(resource("Shop"),
            R"({"Type":"AWS::Glue::Database","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{)"
            R"("CatalogId":{"Ref":"AWS::AccountId"},"DatabaseInput":{"Name":"shop"}}})");
}

TEST_F(GlueTest, every_property_of_a_database_is_written_where_it_belongs) {
  stack.add(GlueDatabaseProps{
      .id = "All",
      .catalog_id = "123456789012",
      .database_name = "all",
      .description = "All",
      .location_uri = "s3://lake/all/",
      .parameters = {{"owner", "shop"}},
      .removal_policy = RemovalPolicy::destroy,
  });
  EXPECT_EQ(properties("All"),
            R"({"CatalogId":"123456789012","DatabaseInput":{"Description":"All",)"
            R"("LocationUri":"s3://lake/all/","Name":"all","Parameters":{"owner":"shop"}}})");
}

TEST_F(GlueTest, grants_on_a_database_name_the_catalog_and_its_tables) {
  Role& role = add_role();
  GlueDatabase::from_name(stack, "Theirs", "theirs").grant_write(role);
  const std::string policy = properties("RoleDefaultPolicy");
  for (const char* part : {R"("glue:GetTables")", R"("glue:CreateTable")", R"(:catalog")",
                           R"(:database/theirs")", R"(:table/theirs/*")"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
}

TEST_F(GlueTest, a_table_of_parquet_reads_and_writes_its_folder) {
  GlueTable& table = stack.add(GlueTableProps{
      .id = "Orders",
      .bucket = bucket,
      .columns = {{.name = "customer"},
                  {.name = "total", .type = ColumnType::decimal(10, 2), .comment = "In euros"}},
      .database = database,
      .prefix = "orders/",
      .table_name = "orders",
  });
  table.grant_read_write(add_role());
  EXPECT_EQ(properties("Orders"),
            R"({"CatalogId":{"Ref":"AWS::AccountId"},"DatabaseName":{"Ref":"Shop"},"TableInput":{)"
            R"("Name":"orders","Parameters":{"classification":"parquet","EXTERNAL":"TRUE"},)"
            R"("PartitionKeys":[],"StorageDescriptor":{"Columns":[{"Name":"customer",)"
            R"x("Type":"string"},{"Name":"total","Comment":"In euros","Type":"decimal(10,2)"}],)x"
            R"("Compressed":false,)"
            R"("InputFormat":"org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",)"
            R"("Location":{"Fn::Sub":"s3://${Lake}/orders/"},)"
            R"("OutputFormat":"org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",)"
            R"("SerdeInfo":{"Parameters":{"serialization.format":"1"},"SerializationLibrary":)"
            R"("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"}},)"
            R"("TableType":"EXTERNAL_TABLE"}})");
  const std::string policy = properties("RoleDefaultPolicy");
  for (const char* part : {R"("glue:GetPartitions")", R"(:table/${Shop}/${Orders})",
                           R"("s3:PutObject")", R"(/orders/*)"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
}

TEST_F(GlueTest, every_property_of_a_table_is_written_where_it_belongs) {
  stack.add(GlueTableProps{
      .id = "Clicks",
      .bucket = bucket,
      .columns = {{.name = "tags", .type = ColumnType::array(ColumnType::string())},
                  {.name = "by", .type = ColumnType::map(ColumnType::limited_text(5), "int")},
                  {.name = "at",
                   .type = ColumnType::structure({{.name = "x", .type = ColumnType::integer()},
                                                  {.name = "y", .type = ColumnType::bigint()}})}},
      .database = database,
      .compressed = true,
      .description = "Clicks",
      .format = TableFormat::json,
      .parameters = {{"owner", "shop"}},
      .partition_keys = {{.name = "day"}, {.name = "hour"}, {.name = "kind"}, {.name = "user"}},
      .partition_projection = {PartitionProjection::dates("day", "2024/01/01,NOW", "yyyy/MM/dd"),
                               PartitionProjection::integers("hour", 0, 23, 1, 2),
                               PartitionProjection::values("kind", {"a", "b"}),
                               PartitionProjection::injected("user")},
      .removal_policy = RemovalPolicy::retain,
      .serde_parameters = {{"ignore.malformed.json", "true"}},
      .storage_template = "${day}/${hour}/",
      .stored_as_sub_directories = true,
      .table_name = "clicks",
  });
  const std::string text = resource("Clicks");
  for (const char* part :
       {R"("DeletionPolicy":"Retain")", R"("Description":"Clicks")",
        R"("projection.enabled":"true","projection.day.type":"date",)"
        R"("projection.day.range":"2024/01/01,NOW","projection.day.format":"yyyy/MM/dd",)"
        R"("projection.hour.type":"integer","projection.hour.range":"0,23",)"
        R"("projection.hour.digits":"2","projection.kind.type":"enum",)"
        R"("projection.kind.values":"a,b","projection.user.type":"injected")",
        R"("owner":"shop")", R"("Type":"array<string>")", R"("Type":"map<varchar(5),int>")",
        R"("Type":"struct<x:int,y:bigint>")", R"("Compressed":true)",
        R"("Parameters":{"ignore.malformed.json":"true"},)"
        R"("SerializationLibrary":"org.openx.data.jsonserde.JsonSerDe"})",
        R"("StoredAsSubDirectories":true)",
        R"("PartitionKeys":[{"Name":"day","Type":"string"},{"Name":"hour","Type":"string"})"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST_F(GlueTest, a_job_of_spark_logs_and_reads_its_script) {
  stack.add(GlueJobProps{.id = "Job", .script_bucket = bucket, .script_key = "jobs/orders.py"});
  EXPECT_EQ(properties("Job"),
            R"({"Command":{"Name":"glueetl","PythonVersion":"3",)"
            R"("ScriptLocation":{"Fn::Sub":"s3://${Lake}/jobs/orders.py"}},)"
            R"("Role":{"Fn::GetAtt":["JobRole","Arn"]},"DefaultArguments":{)"
            R"("--job-language":"python","--job-bookmark-option":"job-bookmark-disable",)"
            R"("--enable-metrics":"true","--enable-continuous-cloudwatch-log":"true",)"
            R"("--continuous-log-logGroup":{"Ref":"JobLogGroup"}},"GlueVersion":"5.0",)"
            R"("NumberOfWorkers":10,"WorkerType":"G.1X"})");
  EXPECT_THAT(properties("JobRoleDefaultPolicy"), HasSubstr(R"(/jobs/orders.py)"));
  EXPECT_THAT(properties("JobRole"), HasSubstr(R"("cloudwatch:namespace":"Glue")"));
}

TEST_F(GlueTest, every_property_of_a_job_is_written_where_it_belongs) {
  stack.add(GlueJobProps{
      .id = "Job",
      .script_bucket = bucket,
      .script_key = "orders.scala",
      .arguments = {{"--day", "today"}},
      .bookmark = JobBookmark::enabled,
      .connections = {"warehouse"},
      .description = "Orders",
      .extra_files = "s3://lake/a.conf",
      .extra_python_files = "s3://lake/a.py",
      .flexible = true,
      .glue_version = "4.0",
      .job_name = "orders",
      .language = GlueLanguage::scala,
      .logging = false,
      .max_concurrent_runs = 2,
      .metrics = false,
      .non_overridable_arguments = {{"--safe", "yes"}},
      .notify_after = 30,
      .queue_runs = true,
      .retries = 1,
      .scala_class = "Orders",
      .security_configuration = "secure",
      .spark_history = true,
      .timeout = 60,
      .worker = GlueWorker::g_2x,
      .workers = 4,
  });
  const std::string text = properties("Job");
  for (const char* part :
       {R"("Command":{"Name":"glueetl","ScriptLocation")",
        R"("Connections":{"Connections":["warehouse"]})",
        R"("--job-language":"scala","--job-bookmark-option":"job-bookmark-enable",)"
        R"("--enable-spark-ui":"true","--spark-event-logs-path":{"Fn::Sub":)"
        R"("s3://${Lake}/spark-history/"},"--class":"Orders","--extra-files":"s3://lake/a.conf",)"
        R"("--extra-py-files":"s3://lake/a.py","--day":"today"})",
        R"("Description":"Orders","ExecutionClass":"FLEX",)"
        R"("ExecutionProperty":{"MaxConcurrentRuns":2},"GlueVersion":"4.0",)"
        R"("JobRunQueuingEnabled":true,"MaxRetries":1,"Name":"orders",)"
        R"("NonOverridableArguments":{"--safe":"yes"},)"
        R"("NotificationProperty":{"NotifyDelayAfter":30},"NumberOfWorkers":4,)"
        R"("SecurityConfiguration":"secure","Timeout":60,"WorkerType":"G.2X")"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(properties("JobRole"), HasSubstr(R"(:connection/warehouse)"));
  EXPECT_THAT(properties("JobRoleDefaultPolicy"), HasSubstr(R"(/spark-history/*)"));
}

TEST_F(GlueTest, a_job_of_the_python_shell_has_a_part_of_a_machine) {
  stack.add(GlueJobProps{.id = "Job",
                         .script_bucket = bucket,
                         .script_key = "small.py",
                         .kind = GlueJobKind::python_shell});
  EXPECT_THAT(properties("Job"), HasSubstr(R"("Name":"pythonshell","PythonVersion":"3.9")"));
  EXPECT_THAT(properties("Job"), HasSubstr(R"("MaxCapacity":0.0625)"));
}

TEST_F(GlueTest, a_job_is_granted_and_tells_of_its_state) {
  GlueJob& job =
      stack.add(GlueJobProps{.id = "Job", .script_bucket = bucket, .script_key = "a.py"});
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  job.grant_run(add_role());
  bucket.grant_read(job, "data/");
  job.on_state_change("Failed", {{.target = queue}}, {"FAILED", "TIMEOUT"});
  static_cast<void>(job.metric_bytes_read());
  static_cast<void>(job.metric_elapsed_time());
  static_cast<void>(job.metric_failed_tasks());
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"(:job/${Job})"));
  EXPECT_THAT(properties("JobRoleDefaultPolicy"), HasSubstr(R"(/data/*)"));
  EXPECT_THAT(properties("JobFailed"),
              HasSubstr(R"("detail":{"jobName":[{"Ref":"Job"}],"state":["FAILED","TIMEOUT"]})"));
}

TEST_F(GlueTest, what_is_imported_has_no_resource_and_no_role) {
  GlueJob& job = GlueJob::from_name(stack, "Theirs", "theirs");
  job.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"*"}});
  static_cast<void>(job.role());
  static_cast<void>(job.resource());
  static_cast<void>(GlueDatabase::from_name(stack, "Other", "other").resource());
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901 OT2901");
}

TEST_F(GlueTest, a_crawler_reads_what_it_looks_at) {
  Table& table = stack.add(TableProps{.id = "Items", .partition_key = {"id"}});
  GlueCrawler& crawler = stack.add(GlueCrawlerProps{
      .id = "Crawler",
      .database = database,
      .crawler_name = "shop",
      .description = "Finds tables",
      .jdbc_targets = {{.connection = "warehouse", .path = "shop/%"}},
      .on_delete = CrawlerDelete::log,
      .on_update = CrawlerUpdate::log,
      .s3_targets =
          {{.bucket = bucket, .exclusions = {"**.tmp"}, .prefix = "raw/", .sample_size = 10}},
      .schedule = "cron(0 2 * * ? *)",
      .table_targets = {table},
      .table_prefix = "raw_",
  });
  crawler.grant_run(add_role());
  const std::string text = properties("Crawler");
  for (
      const char* part :
      {R"("DynamoDBTargets":[{"Path":{"Ref":"Items"}}])",
       R"("JdbcTargets":[{"ConnectionName":"warehouse","Path":"shop/%"}])",
       R"("S3Targets":[{"Exclusions":["**.tmp"],"Path":{"Fn::Sub":"s3://${Lake}/raw/"},"SampleSize":10}])",
       R"("DatabaseName":{"Ref":"Shop"},"Description":"Finds tables","Name":"shop",)"
       R"("RecrawlPolicy":{"RecrawlBehavior":"CRAWL_EVERYTHING"},)"
       R"x("Schedule":{"ScheduleExpression":"cron(0 2 * * ? *)"},)x"
       R"("SchemaChangePolicy":{"DeleteBehavior":"LOG","UpdateBehavior":"LOG"},)"
       R"("TablePrefix":"raw_")"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(properties("CrawlerRoleDefaultPolicy"), HasSubstr(R"(/raw/*)"));
  EXPECT_THAT(properties("CrawlerRoleDefaultPolicy"), HasSubstr(R"("dynamodb:Scan")"));
  EXPECT_THAT(properties("CrawlerRole"), HasSubstr(R"(:connection/warehouse)"));
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"(:crawler/${Crawler})"));
}

TEST_F(GlueTest, a_crawler_looks_at_what_changed_by_a_queue_of_events) {
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  stack.add(GlueCrawlerProps{
      .id = "Crawler",
      .database = database,
      .recrawl = CrawlerRecrawl::events,
      .s3_targets = {{.bucket = bucket, .event_queue = queue}},
  });
  EXPECT_THAT(properties("Crawler"),
              HasSubstr(R"("S3Targets":[{"EventQueueArn":{"Fn::GetAtt":["Queue","Arn"]},)"));
  EXPECT_THAT(properties("Crawler"), HasSubstr(R"("CRAWL_EVENT_MODE")"));
  EXPECT_THAT(properties("CrawlerRoleDefaultPolicy"), HasSubstr(R"("sqs:ReceiveMessage")"));
}

TEST_F(GlueTest, triggers_start_jobs_by_time_and_after_others) {
  GlueJob& first =
      stack.add(GlueJobProps{.id = "First", .script_bucket = bucket, .script_key = "a.py"});
  GlueJob& second =
      stack.add(GlueJobProps{.id = "Second", .script_bucket = bucket, .script_key = "b.py"});
  stack.add(GlueTriggerProps{.id = "Nightly",
                             .jobs = {{.job = first, .arguments = {{"--day", "x"}}, .timeout = 5}},
                             .schedule = "cron(0 2 * * ? *)"});
  stack.add(
      GlueTriggerProps{.id = "After", .conditions = {{.job = first}}, .jobs = {{.job = second}}});
  EXPECT_EQ(properties("Nightly"),
            R"({"Actions":[{"Arguments":{"--day":"x"},"JobName":{"Ref":"First"},"Timeout":5}],)"
            R"x("Type":"SCHEDULED","Schedule":"cron(0 2 * * ? *)","StartOnCreation":true})x");
  EXPECT_EQ(properties("After"),
            R"({"Actions":[{"JobName":{"Ref":"Second"}}],"Type":"CONDITIONAL","Predicate":)"
            R"({"Conditions":[{"JobName":{"Ref":"First"},"LogicalOperator":"EQUALS",)"
            R"("State":"SUCCEEDED"}],"Logical":"AND"},"StartOnCreation":true})");
}

TEST_F(GlueTest, mistakes_in_the_catalog_are_reported) {
  const std::string name = "A-b";
  const GlueTableProps sound{.id = "Sound",
                             .bucket = bucket,
                             .columns = {{.name = "a"}},
                             .database = database,
                             .partition_keys = {{.name = "day"}}};
  const auto with = [&](std::string_view id, const auto& change) {
    GlueTableProps props = sound;
    props.id = id;
    change(props);
    stack.add(props);
  };
  stack.add(GlueDatabaseProps{.id = "Database", .database_name = name});
  with("Fine", [](GlueTableProps&) {});
  with("Name", [&](GlueTableProps& props) { props.table_name = name; });
  with("Columns", [](GlueTableProps& props) { props.columns = Items<GlueColumn>(); });
  with("Key", [](GlueTableProps& props) { props.columns = Items<GlueColumn>{{.name = "day"}}; });
  with("Projection", [](GlueTableProps& props) {
    props.partition_projection = {PartitionProjection::injected("hour")};
  });
  with("Prefix", [](GlueTableProps& props) { props.prefix = "a"; });
  EXPECT_EQ(codes_of(app), "OT3722 OT3723 OT3724 OT3725 OT3726 OT3721");
}

TEST_F(GlueTest, mistakes_in_jobs_crawlers_and_triggers_are_reported) {
  const std::string empty;
  const int workers = 1;
  const std::string rate = "rate(1 day)";
  stack.add(
      GlueJobProps{.id = "Name", .script_bucket = bucket, .script_key = "a.py", .job_name = empty});
  stack.add(GlueJobProps{
      .id = "Workers", .script_bucket = bucket, .script_key = "a.py", .workers = workers});
  stack.add(GlueJobProps{.id = "Shell",
                         .script_bucket = bucket,
                         .script_key = "a.py",
                         .kind = GlueJobKind::python_shell,
                         .workers = 2});
  stack.add(GlueCrawlerProps{.id = "Crawler", .database = database});
  stack.add(GlueTriggerProps{.id = "Trigger", .schedule = rate});
  EXPECT_EQ(codes_of(app), "OT3727 OT3728 OT3729 OT3730 OT3731 OT3732");
}

}  // namespace
}  // namespace omnitrack
