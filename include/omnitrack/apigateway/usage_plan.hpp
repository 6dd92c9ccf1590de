#pragma once

#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/apigateway/stage.hpp>

namespace omnitrack {

/// What a quota counts over.
enum class QuotaPeriod : std::uint8_t { day, week, month };

/// How many calls a key has in a period.
struct ApiQuota {
  /// The number of calls; without it there is no quota.
  Value<std::int64_t> limit = {};
  /// The calls that are taken off the first period.
  Value<std::int64_t> offset = {};
  QuotaPeriod period = QuotaPeriod::month;
};

/// Properties of a usage plan.
struct UsagePlanProps {
  Id id;
  /// What it is for.
  Value<std::string> description = {};
  /// The plan's name; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// For each key.
  ApiQuota quota = {};
  /// For each key.
  ApiThrottle throttle = {};
};

/// Properties of an API key.
struct ApiKeyProps {
  Id id;
  /// The customer's id in the AWS Marketplace.
  Value<std::string> customer_id = {};
  /// What it is for.
  Value<std::string> description = {};
  /// Whether callers can use it.
  Bool enabled = true;
  /// The key's name; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
};

/// Who may call how much: AWS::ApiGateway::UsagePlan with AWS::ApiGateway::ApiKey and
/// AWS::ApiGateway::UsagePlanKey for each key. Made by `RestApi::add_usage_plan`; it counts the
/// methods that require an API key. A key tells callers apart, it does not authorize them.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
class UsagePlan final : public Construct {
 public:
  UsagePlan(Attach at, const struct MadeUsagePlanProps& props);

  /// Makes a key of this plan; AWS makes up its value, which no template shows.
  cfn::apigateway::ApiKey& add_key(const ApiKeyProps& props);
  /// Adds a key that was made elsewhere.
  void add_key(const Id& id, const Value<cfn::apigateway::ApiKeyId>& key);

  /// What `Ref` returns.
  [[nodiscard]] Value<cfn::apigateway::UsagePlanId> id() const { return resource_.ref(); }
  /// The plan's own resource.
  [[nodiscard]] cfn::apigateway::UsagePlan& resource() { return resource_; }

 private:
  void add_key(const Id& id, const Value<cfn::apigateway::ApiKeyId>& key, Construct& parent);

  cfn::apigateway::UsagePlan& resource_;
};

}  // namespace omnitrack
