#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::athena {
class NamedQuery;  // defined in <omnitrack/cfn/athena.hpp>
class WorkGroup;   // defined in <omnitrack/cfn/athena.hpp>
enum class WorkGroupName : char;
}  // namespace omnitrack::cfn::athena

namespace omnitrack {

class Bucket;
class GlueDatabase;

namespace detail {

inline void a_workgroup_name_has_1_to_128_letters_digits_dots_underscores_or_hyphens() {}
inline void a_workgroup_limits_queries_to_10000000_bytes_at_least() {}

struct WorkgroupNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 128 && has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_workgroup_name_has_1_to_128_letters_digits_dots_underscores_or_hyphens();
  }
};

}  // namespace detail

/// The name of a workgroup: 1 to 128 letters, digits, `.`, `_` and `-`.
/// https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html
using WorkgroupName = CheckedText<detail::WorkgroupNameRule, struct required_workgroup_name>;
/// How many bytes a query may scan.
using QueryBytes =
    CheckedNumber<detail::Between<10'000'000, INT64_MAX,
                                  detail::a_workgroup_limits_queries_to_10000000_bytes_at_least>>;

class AthenaWorkgroup;

/// Properties of a workgroup.
struct AthenaWorkgroupProps {
  using Makes = AthenaWorkgroup;
  Id id;
  /// The name, unique in the account and region.
  WorkgroupName workgroup_name;
  /// How many bytes a query may scan, 10,000,000 at least; no limit where it is left out.
  QueryBytes bytes_limit = {};
  /// What it is for, 1,024 characters at most.
  Value<std::string> description = {};
  /// Whether queries may be run.
  Bool enabled = true;
  /// Whether queries have the workgroup's settings, whatever the client says.
  Bool enforce_settings = true;
  /// The version of the engine, e.g. `Athena engine version 3`; chosen by Athena where it is left
  /// out.
  Value<std::string> engine_version = {};
  /// The account that must own the bucket of results.
  Value<std::string> expected_bucket_owner = {};
  /// The key that results are encrypted with; S3's own where it is left out.
  KeyLink kms_key = {};
  /// Whether CloudWatch gets metrics of the queries.
  Bool metrics = true;
  /// Whether it is deleted with its queries and their history.
  Bool recursive_delete = false;
  /// What happens to the results' own bucket when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Whether queries may read buckets whose reader pays.
  Bool requester_pays = false;
  /// The bucket of results; the workgroup makes one of its own where it is left out.
  Link<Bucket> result_bucket = {};
  /// What the keys of results begin with.
  Text result_prefix = {};
};

/// A workgroup, whose queries have one place for results and one limit: AWS::Athena::WorkGroup and,
/// as needed, a bucket (AWS::S3::Bucket).
/// https://docs.aws.amazon.com/athena/latest/ug/workgroups-manage-queries-control-costs.html
class AthenaWorkgroup final : public Construct, public Measured {
 public:
  AthenaWorkgroup(Attach at, const AthenaWorkgroupProps& props);

  /// Allows to run queries and to read and write their results; the data needs grants of its own,
  /// such as `GlueTable::grant_read`.
  void grant_run_queries(Grantee& grantee);

  /// One of Athena's metrics of the workgroup, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many bytes queries scanned.
  [[nodiscard]] Metric metric_processed_bytes() const { return metric("ProcessedBytes").sum(); }
  /// How long queries took, in milliseconds.
  [[nodiscard]] Metric metric_total_execution_time() const { return metric("TotalExecutionTime"); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<cfn::athena::WorkGroupName> name() const;
  /// The bucket of results.
  [[nodiscard]] Bucket& result_bucket() { return bucket_; }
  /// The workgroup's own resource.
  [[nodiscard]] cfn::athena::WorkGroup& resource() { return resource_; }

 private:
  Bucket& bucket_;
  Text prefix_;
  KeyLink kms_key_;
  cfn::athena::WorkGroup& resource_;
};

class AthenaQuery;

/// Properties of a query.
struct AthenaQueryProps {
  using Makes = AthenaQuery;
  Id id;
  /// The database that it asks.
  Required<Link<const GlueDatabase>, struct required_database> database;
  /// The query in SQL.
  Required<Value<std::string>, struct required_query> query;
  /// What it is for, 1,024 characters at most.
  Value<std::string> description = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> query_name = {};
  /// The workgroup; `primary` where it is left out.
  Link<const AthenaWorkgroup> workgroup = {};
};

/// A query that is kept under a name: AWS::Athena::NamedQuery.
/// https://docs.aws.amazon.com/athena/latest/ug/saved-queries.html
class AthenaQuery final : public Construct {
 public:
  AthenaQuery(Attach at, const AthenaQueryProps& props);

  /// The query's id.
  [[nodiscard]] Value<std::string> query_id() const;
  /// The query's own resource.
  [[nodiscard]] cfn::athena::NamedQuery& resource() { return resource_; }

 private:
  cfn::athena::NamedQuery& resource_;
};

}  // namespace omnitrack
