#include "every_construct.hpp"

namespace every_construct {

void add_glue(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& database = stack.add(GlueDatabaseProps{.id = "GlueDatabase", .database_name = "shop"});
  stack.add(GlueTableProps{.id = "GlueTable",
                           .bucket = in.bucket,
                           .columns = {{.name = "total"}},
                           .database = database,
                           .table_name = "orders"});
  auto& job = stack.add(
      GlueJobProps{.id = "GlueJob", .script_bucket = in.bucket, .script_key = "jobs/sum.py"});
  stack.add(GlueTriggerProps{
      .id = "GlueTrigger", .jobs = {{.job = job}}, .schedule = "cron(0 2 * * ? *)"});
  stack.add(GlueCrawlerProps{
      .id = "GlueCrawler", .database = database, .s3_targets = {{.bucket = in.bucket}}});
}

}  // namespace every_construct
