#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::logs {
class QueryDefinition;  // defined in <omnitrack/cfn/logs.hpp>
}

namespace omnitrack {

class LogGroup;
class QueryDefinition;

/// The languages of queries.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Languages.html
enum class LogQueryLanguage : std::uint8_t { insights, ppl, sql };

/// Properties of a saved query.
struct QueryDefinitionProps {
  using Makes = QueryDefinition;
  Id id;
  /// The name, in which `/` makes folders: 1 to 255 characters.
  Required<Value<std::string>, struct required_name> name;
  /// The query, e.g. `fields @timestamp, @message | sort @timestamp desc | limit 20`.
  Required<Value<std::string>, struct required_query> query;
  /// Its language.
  LogQueryLanguage language = LogQueryLanguage::insights;
  /// The log groups that it is about, 50 at most.
  Items<Link<const LogGroup>> log_groups = {};
};

/// A query that is saved for all who look at the logs: AWS::Logs::QueryDefinition.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html
class QueryDefinition final : public Construct {
 public:
  QueryDefinition(Attach at, const QueryDefinitionProps& props);

  /// The query's id.
  [[nodiscard]] Value<std::string> query_id() const;
  /// The query's own resource.
  [[nodiscard]] cfn::logs::QueryDefinition& resource() { return resource_; }

 private:
  cfn::logs::QueryDefinition& resource_;
};

}  // namespace omnitrack
