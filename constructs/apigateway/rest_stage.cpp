#include "gateway.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

std::string_view text_of(ApiCacheSize size) {
  constexpr std::string_view texts[] = {"",     "0.5",  "1.6", "6.1", "13.5",
                                        "28.4", "58.2", "118", "237"};
  return texts[static_cast<std::size_t>(size)];
}

Value<cfn::apigateway::stage::AccessLogSetting> access_log_setting(const ApiAccessLog& log) {
  if (!log.destination.is_set()) return {};
  return cfn::apigateway::stage::AccessLogSetting{
      .destination_arn = log.destination.arn(),
      .format = log.format.is_set()
                    ? log.format
                    : Value<std::string>(R"({"requestId":"$context.requestId",)"
                                         R"("caller":"$context.identity.caller",)"
                                         R"("httpMethod":"$context.httpMethod",)"
                                         R"("ip":"$context.identity.sourceIp",)"
                                         R"("protocol":"$context.protocol",)"
                                         R"("requestTime":"$context.requestTime",)"
                                         R"("resourcePath":"$context.resourcePath",)"
                                         R"("responseLength":"$context.responseLength",)"
                                         R"("status":"$context.status",)"
                                         R"("user":"$context.identity.user"})"),
  };
}

// One setting for all methods; none where it would say nothing.
List<cfn::apigateway::stage::MethodSetting> method_settings(const ApiStageOptions& stage) {
  const bool caches = stage.cache_size != ApiCacheSize::none;
  const bool logs = stage.log_level != ApiLogLevel::off;
  const bool throttles = stage.throttle.burst_limit.is_set() || stage.throttle.rate_limit.is_set();
  if (!caches && !logs && !throttles && !stage.data_trace && !stage.metrics) return {};
  cfn::apigateway::stage::MethodSetting setting{
      .http_method = "*",
      .resource_path = "/*",
      .throttling_burst_limit = stage.throttle.burst_limit,
      .throttling_rate_limit = stage.throttle.rate_limit,
  };
  if (caches) {
    setting.caching_enabled = true;
    setting.cache_data_encrypted = stage.cache_encrypted;
    setting.cache_ttl_in_seconds = stage.cache_ttl;
  }
  if (stage.data_trace) setting.data_trace_enabled = true;
  if (logs) setting.logging_level = apigateway::text_of(stage.log_level);
  if (stage.metrics) setting.metrics_enabled = true;
  return {setting};
}

void check_cache(const Construct& api, const ApiStageOptions& stage) {
  if (!stage.cache_ttl.is_set()) return;
  const Node& ttl = stage.cache_ttl.node();
  if (stage.cache_size == ApiCacheSize::none) {
    api.error(codes::OT2711, "the stage keeps answers for some time, but has no cache",
              "give it a cache_size, or leave cache_ttl out");
  } else if (ttl.kind == NodeKind::integer && (ttl.integer < 0 || ttl.integer > 3600)) {
    api.error(codes::OT2711, "a stage keeps answers for 0 to 3,600 seconds");
  }
}

}  // namespace

cfn::apigateway::Stage& RestApi::make_stage(const ApiStageOptions& stage) {
  check_cache(*this, stage);
  cfn::apigateway::StageProps lowered{
      .id = child("Stage"),
      .rest_api_id = id_,
      .access_log_setting = access_log_setting(stage.access_log),
      .deployment_id = deployment_->ref(),
      .description = stage.description,
      .method_settings = method_settings(stage),
      .stage_name = stage_name_,
      .variables = stage.variables,
  };
  if (stage.cache_size != ApiCacheSize::none) {
    lowered.cache_cluster_enabled = true;
    lowered.cache_cluster_size = text_of(stage.cache_size);
  }
  if (stage.tracing) lowered.tracing_enabled = true;
  return add(lowered);
}

}  // namespace omnitrack
