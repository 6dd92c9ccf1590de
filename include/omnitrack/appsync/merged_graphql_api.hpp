#pragma once

#include <omnitrack/appsync/graphql_api.hpp>

namespace omnitrack {

class MergedGraphqlApi;

/// Properties of an API that is merged of others.
struct MergedGraphqlApiProps {
  using Makes = MergedGraphqlApi;
  Id id;
  /// The APIs that it is merged of.
  Required<Items<Link<const GraphqlApi>>, struct required_sources> sources;
  /// Others who may call it, by the directives of the schemas.
  Items<GraphqlAuth> additional_auth = {};
  /// When the key runs out, in seconds since 1970, up to a year ahead; after a week where it is
  /// left out.
  Value<std::int64_t> api_key_expires = {};
  /// Who may call it, each by a way that the API of the field takes too.
  GraphqlAuth auth = GraphqlAuth::iam();
  /// Whether a change of an API is merged at once, or when somebody asks for it.
  Bool auto_merge = true;
  /// Whether headers and the values of variables are logged.
  Bool log_content = false;
  /// What is logged of each field.
  GraphqlLogLevel log_level = GraphqlLogLevel::error;
  /// For how long logs are kept.
  Retention log_retention = RetentionDays::two_years;
  /// The name; its id's where it is left out.
  Value<std::string> name = {};
  /// Whether requests are traced by X-Ray.
  Bool tracing = true;
};

/// One API of several, each of which a team keeps by itself: AWS::AppSync::GraphQLApi with
/// AWS::AppSync::SourceApiAssociation, a `Role` that may ask the others, with keys
/// AWS::AppSync::ApiKey, and for its logs AWS::Logs::LogGroup.
/// https://docs.aws.amazon.com/appsync/latest/devguide/merged-api.html
class MergedGraphqlApi final : public Construct, public Measured {
 public:
  MergedGraphqlApi(Attach at, const MergedGraphqlApiProps& props);

  /// Allows to call fields of a type by IAM; all of them where none is named.
  void grant(Grantee& grantee, std::string_view type_name, const Items<Text>& fields = {}) const;
  /// Allows to query by IAM; all fields where none is named.
  void grant_query(Grantee& grantee, const Items<Text>& fields = {}) const {
    grant(grantee, "Query", fields);
  }
  /// Allows to change by IAM; all fields where none is named.
  void grant_mutation(Grantee& grantee, const Items<Text>& fields = {}) const {
    grant(grantee, "Mutation", fields);
  }

  /// One of AppSync's metrics of the API, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
  [[nodiscard]] Metric metric(std::string_view name) const override;

  /// The id.
  [[nodiscard]] Value<cfn::appsync::GraphQLApiId> api_id() const;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The address of queries and mutations.
  [[nodiscard]] Value<std::string> url() const;
  /// The address of subscriptions.
  [[nodiscard]] Value<std::string> realtime_url() const;
  /// The key, which then shows in whatever it is written to; not set without
  /// `GraphqlAuth::api_key()`.
  [[nodiscard]] const Value<std::string>& api_key() const { return key_; }
  /// The API's own resource.
  [[nodiscard]] cfn::appsync::GraphQLApi& resource() { return *resource_; }

 private:
  void merge(const MergedGraphqlApiProps& props, Role& role);

  cfn::appsync::GraphQLApi* resource_;
  Value<std::string> key_;
};

}  // namespace omnitrack
