#pragma once

#include <omnitrack/glue/glue_database.hpp>
#include <omnitrack/glue/glue_names.hpp>

namespace omnitrack::cfn::glue {
class Crawler;  // defined in <omnitrack/cfn/glue.hpp>
enum class CrawlerName : char;
}  // namespace omnitrack::cfn::glue

namespace omnitrack {

class Bucket;
class GlueTable;
class Queue;
class Role;
class Table;

/// Objects that a crawler looks at, whose role may then read them.
struct CrawlerS3Target {
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// The name of the connection of AWS Glue, for a bucket that a VPC alone reaches.
  Value<std::string> connection = {};
  /// A queue with the events of the bucket, for a crawler that looks at changes alone.
  Link<Queue> event_queue = {};
  /// Patterns of what it does not look at, e.g. `**.tmp`.
  List<std::string> exclusions = {};
  /// What the objects' keys begin with.
  Text prefix = {};
  /// How many objects of each folder it reads, 1 to 249; all where it is left out.
  Value<std::int64_t> sample_size = {};
};

/// Tables of a database that a crawler looks at.
struct CrawlerJdbcTarget {
  /// The name of the connection of AWS Glue.
  Required<Value<std::string>, struct required_connection> connection;
  /// Which ones, e.g. `shop/%`.
  Required<Value<std::string>, struct required_path> path;
  /// Patterns of what it does not look at.
  List<std::string> exclusions = {};
};

/// What a crawler does with columns and tables that changed, or are gone.
enum class CrawlerUpdate : std::uint8_t { update_in_database, log };
/// What a crawler does with what is gone.
enum class CrawlerDelete : std::uint8_t { deprecate_in_database, delete_from_database, log };
/// What a crawler looks at after its first run.
enum class CrawlerRecrawl : std::uint8_t { everything, new_folders_only, events };

class GlueCrawler;

/// Properties of a crawler.
struct GlueCrawlerProps {
  using Makes = GlueCrawler;
  Id id;
  /// The database that the tables are put into.
  Required<Link<const GlueDatabase>, struct required_database> database;
  /// Tables of the catalog that it keeps up to date.
  Items<Link<GlueTable>> catalog_targets = {};
  /// The names of classifiers of one's own, in order.
  List<std::string> classifiers = {};
  /// More settings as JSON.
  Value<std::string> configuration = {};
  /// The name; made up by CloudFormation where it is left out.
  GlueName crawler_name = {};
  /// What it is for, 2,048 characters at most.
  Value<std::string> description = {};
  /// Tables of databases.
  Items<CrawlerJdbcTarget> jdbc_targets = {};
  /// What it does with what is gone.
  CrawlerDelete on_delete = CrawlerDelete::deprecate_in_database;
  /// What it does with what changed.
  CrawlerUpdate on_update = CrawlerUpdate::update_in_database;
  /// What it looks at after its first run.
  CrawlerRecrawl recrawl = CrawlerRecrawl::everything;
  /// The role by which it runs, which gets what it needs; the crawler makes one of its own where it
  /// is left out.
  Link<Role> role = {};
  /// Objects.
  Items<CrawlerS3Target> s3_targets = {};
  /// When it runs by itself, in UTC.
  GlueSchedule schedule = {};
  /// The name of the security configuration, by which logs are encrypted.
  Value<std::string> security_configuration = {};
  /// Tables of DynamoDB.
  Items<Link<const Table>> table_targets = {};
  /// What the names of the tables begin with.
  Value<std::string> table_prefix = {};
};

/// A crawler, which finds tables in data: AWS::Glue::Crawler and, as needed, a role
/// (AWS::IAM::Role).
/// https://docs.aws.amazon.com/glue/latest/dg/add-crawler.html
class GlueCrawler final : public Construct {
 public:
  GlueCrawler(Attach at, const GlueCrawlerProps& props);

  /// Allows to start and stop the crawler, and to see how it goes.
  void grant_run(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<cfn::glue::CrawlerName> name() const;
  /// The role by which it runs.
  [[nodiscard]] Role& role() { return role_; }
  /// The crawler's own resource.
  [[nodiscard]] cfn::glue::Crawler& resource() { return resource_; }

 private:
  void check(const GlueCrawlerProps& props) const;
  void give_permissions(const GlueCrawlerProps& props);

  Role& role_;
  cfn::glue::Crawler& resource_;
};

}  // namespace omnitrack
