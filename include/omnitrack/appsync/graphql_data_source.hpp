#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::appsync {
class DataSource;  // defined in <omnitrack/cfn/appsync.hpp>
enum class DataSourceName : char;
}  // namespace omnitrack::cfn::appsync

namespace omnitrack {

class Role;

/// What the resolvers of an API may do with a table or a domain.
enum class GraphqlTableAccess : std::uint8_t { read, read_write };

/// A web server that an API calls, for `GraphqlApi::add_http_source`.
struct GraphqlHttpProps {
  Id id;
  /// Its URL without a path, e.g. `https://states.eu-central-1.amazonaws.com`.
  Required<Value<std::string>, struct required_endpoint> endpoint;
  /// What it is for.
  Value<std::string> description = {};
  /// The service whose name signs requests by IAM, e.g. `states`; not signed where it is left out.
  Value<std::string> signing_service = {};
  /// The region that signs requests; the stack's where it is left out.
  Value<std::string> signing_region = {};
};

/// What resolvers of an API get their answers from: AWS::AppSync::DataSource, with a `Role` of its
/// own, which grants go to; made by `GraphqlApi::add_table_source` and the like.
/// https://docs.aws.amazon.com/appsync/latest/devguide/data-source-components.html
class GraphqlDataSource final : public Construct, public Grantee {
 public:
  GraphqlDataSource(Attach at, const struct MadeGraphqlDataSourceProps& made);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// The name.
  [[nodiscard]] Value<cfn::appsync::DataSourceName> name() const;
  /// The data source's own resource.
  [[nodiscard]] cfn::appsync::DataSource& resource() { return resource_; }

 private:
  [[nodiscard]] bool has_role(const struct MadeGraphqlDataSourceProps& made) const;
  Role* role_ = nullptr;  // null where nothing is called, or nothing is signed
  cfn::appsync::DataSource& resource_;
};

}  // namespace omnitrack
