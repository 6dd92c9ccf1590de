#include "made_props.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

std::string_view text_of(QuotaPeriod period) {
  constexpr std::string_view texts[] = {"DAY", "WEEK", "MONTH"};
  return texts[static_cast<std::size_t>(period)];
}

Value<cfn::apigateway::usage_plan::QuotaSettings> lower(const ApiQuota& quota) {
  if (!quota.limit.is_set()) return {};
  return cfn::apigateway::usage_plan::QuotaSettings{
      .limit = quota.limit,
      .offset = quota.offset,
      .period = text_of(quota.period),
  };
}

Value<cfn::apigateway::usage_plan::ThrottleSettings> lower(const ApiThrottle& throttle) {
  if (!throttle.burst_limit.is_set() && !throttle.rate_limit.is_set()) return {};
  return cfn::apigateway::usage_plan::ThrottleSettings{
      .burst_limit = throttle.burst_limit,
      .rate_limit = throttle.rate_limit,
  };
}

}  // namespace

UsagePlan::UsagePlan(Attach at, const MadeUsagePlanProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::apigateway::UsagePlanProps{
          .id = primary(),
          .api_stages = {{.api_id = props.api, .stage = props.stage}},
          .description = props.given.description,
          .quota = lower(props.given.quota),
          .throttle = lower(props.given.throttle),
          .usage_plan_name = props.given.name,
      })) {
  if (props.given.quota.offset.is_set() && !props.given.quota.limit.is_set()) {
    error(codes::OT2717, "the quota has an offset but no limit",
          "give the number of calls as its limit");
  }
}

cfn::apigateway::ApiKey& UsagePlan::add_key(const ApiKeyProps& props) {
  auto& key = add(cfn::apigateway::ApiKeyProps{
      .id = props.id,
      .customer_id = props.customer_id,
      .description = props.description,
      // A key is disabled where nothing is said.
      .enabled = props.enabled,
      .name = props.name,
  });
  add_key(Id("InPlan", props.id.source()), key.ref(), key);
  return key;
}

void UsagePlan::add_key(const Id& id, const Value<cfn::apigateway::ApiKeyId>& key) {
  add_key(id, key, *this);
}

void UsagePlan::add_key(const Id& id, const Value<cfn::apigateway::ApiKeyId>& key,
                        Construct& parent) {
  parent.add(cfn::apigateway::UsagePlanKeyProps{
      .id = id,
      .key_id = key,
      .key_type = cfn::apigateway::UsagePlanKeyProps::KeyType::api_key,
      .usage_plan_id = resource_.ref(),
  });
}

}  // namespace omnitrack
