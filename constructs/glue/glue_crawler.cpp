#include "omnitrack/glue/glue_crawler.hpp"

#include <string>

#include "glue_role.hpp"
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/glue/glue_table.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

namespace {

namespace crawler = cfn::glue::crawler;
using DeleteBehavior = crawler::SchemaChangePolicy::DeleteBehavior;
using UpdateBehavior = crawler::SchemaChangePolicy::UpdateBehavior;
using RecrawlBehavior = crawler::RecrawlPolicy::RecrawlBehavior;

crawler::Targets targets_of(const GlueCrawlerProps& props) {
  crawler::Targets made;
  for (const auto& table : props.catalog_targets) {
    made.catalog_targets.add(
        crawler::CatalogTarget{.database_name = props.database->name(), .tables = {table->name()}});
  }
  for (const CrawlerJdbcTarget& each : props.jdbc_targets) {
    made.jdbc_targets.add(crawler::JdbcTarget{
        .connection_name = each.connection, .exclusions = each.exclusions, .path = each.path});
  }
  for (const CrawlerS3Target& each : props.s3_targets) {
    crawler::S3Target target{
        .connection_name = each.connection,
        .exclusions = each.exclusions,
        .path = concat("s3://", each.bucket->name(), "/", each.prefix.text()),
        .sample_size = each.sample_size,
    };
    if (each.event_queue.is_set()) target.event_queue_arn = each.event_queue->arn();
    made.s3_targets.add(target);
  }
  for (const auto& table : props.table_targets) {
    made.dynamo_db_targets.add(crawler::DynamoDBTarget{.path = table->name()});
  }
  return made;
}

crawler::SchemaChangePolicy policy_of(const GlueCrawlerProps& props) {
  static constexpr DeleteBehavior deletions[] = {DeleteBehavior::deprecate_in_database,
                                                 DeleteBehavior::delete_from_database,
                                                 DeleteBehavior::log};
  return {
      .delete_behavior = deletions[static_cast<std::size_t>(props.on_delete)],
      .update_behavior = props.on_update == CrawlerUpdate::log ? UpdateBehavior::log
                                                               : UpdateBehavior::update_in_database,
  };
}

cfn::glue::CrawlerProps crawler_resource_props(const Id& id, const GlueCrawlerProps& props,
                                               const Role& role) {
  static constexpr RecrawlBehavior recrawls[] = {RecrawlBehavior::crawl_everything,
                                                 RecrawlBehavior::crawl_new_folders_only,
                                                 RecrawlBehavior::crawl_event_mode};
  cfn::glue::CrawlerProps made{
      .id = id,
      .role = role.arn(),
      .targets = targets_of(props),
      .classifiers = props.classifiers,
      .configuration = props.configuration,
      .crawler_security_configuration = props.security_configuration,
      .database_name = props.database->name(),
      .description = props.description,
      .name = props.crawler_name.value(),
      .recrawl_policy =
          crawler::RecrawlPolicy{.recrawl_behavior =
                                     recrawls[static_cast<std::size_t>(props.recrawl)]},
      .schema_change_policy = policy_of(props),
      .table_prefix = props.table_prefix,
  };
  if (props.schedule.is_set()) {
    made.schedule = crawler::Schedule{.schedule_expression = props.schedule.value()};
  }
  return made;
}

}  // namespace

GlueCrawler::GlueCrawler(Attach at, const GlueCrawlerProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? props.role->used_by(*this, child("Role"))
                                : add(glue::role_props(child("Role"), stack()))),
      resource_(add(crawler_resource_props(primary(), props, role_))) {
  give_permissions(props);
  check(props);
}

// https://docs.aws.amazon.com/glue/latest/dg/crawler-prereqs.html
void GlueCrawler::give_permissions(const GlueCrawlerProps& props) {
  props.database->grant_write(role_);
  for (const auto& table : props.catalog_targets) table->grant_read(role_);
  for (const CrawlerS3Target& each : props.s3_targets) {
    each.bucket->grant_read(role_, each.prefix);
    if (each.event_queue.is_set()) {
      each.event_queue->grant_consume_messages(role_);
      each.event_queue->grant(role_, {"sqs:SetQueueAttributes"});
    }
  }
  for (const auto& table : props.table_targets) {
    role_.add_to_policy(
        {.actions = {"dynamodb:DescribeTable", "dynamodb:Scan"}, .resources = {table->arn()}});
  }
  role_.add_inline_statement({
      .actions = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"},
      .resources = {stack().arn("logs", "log-group:/aws-glue/*")},
  });
  List<std::string> connections{stack().arn("glue", "catalog")};
  bool has_connections = false;
  const auto allow_connection = [&](const Value<std::string>& name) {
    if (!name.is_set()) return;
    has_connections = true;
    connections.add(stack().arn("glue", concat("connection/", name)));
  };
  for (const CrawlerS3Target& each : props.s3_targets) allow_connection(each.connection);
  for (const CrawlerJdbcTarget& each : props.jdbc_targets) allow_connection(each.connection);
  if (!has_connections) return;
  role_.add_inline_statement({.actions = {"glue:GetConnection"}, .resources = connections});
  role_.add_inline_statement({
      .actions = {"ec2:CreateNetworkInterface", "ec2:CreateTags", "ec2:DeleteNetworkInterface",
                  "ec2:DescribeNetworkInterfaces", "ec2:DescribeRouteTables",
                  "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute",
                  "ec2:DescribeVpcEndpoints"},
      .resources = {"*"},
  });
}

void GlueCrawler::check(const GlueCrawlerProps& props) const {
  if (props.crawler_name.is_broken()) {
    error(codes::OT3727,
          "'" + std::string(props.crawler_name.text()) + "' is not a name for a crawler",
          "use 1 to 255 characters");
  }
  if (props.catalog_targets.empty() && props.jdbc_targets.empty() && props.s3_targets.empty() &&
      props.table_targets.empty()) {
    error(codes::OT3730, "a crawler has nothing to look at",
          "set `s3_targets`, `jdbc_targets`, `table_targets` or `catalog_targets`");
  }
  if (props.schedule.is_broken()) {
    error(codes::OT3732,
          "'" + std::string(props.schedule.text()) + "' is not a schedule for a crawler",
          "write e.g. 'cron(0 2 * * ? *)'");
  }
}

void GlueCrawler::grant_run(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"glue:GetCrawler", "glue:StartCrawler", "glue:StopCrawler"},
                         .resources = {arn()}});
}

Value<std::string> GlueCrawler::arn() const {
  return stack().arn("glue", concat("crawler/", name()));
}

Value<cfn::glue::CrawlerName> GlueCrawler::name() const { return resource_.ref(); }

}  // namespace omnitrack
