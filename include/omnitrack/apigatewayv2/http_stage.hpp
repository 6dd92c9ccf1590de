#pragma once

#include <omnitrack/apigateway/stage.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::apigatewayv2 {
class Stage;  // defined in <omnitrack/cfn/apigatewayv2.hpp>
}

namespace omnitrack {

class HttpApi;

namespace detail {

inline void
a_stage_of_an_http_api_is_dollar_default_or_has_1_to_128_letters_digits_underscores_hyphens() {}

struct HttpStageNameRule {
  static constexpr bool fits(std::string_view name) {
    return name == "$default" || ApiStageNameRule::fits(name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_stage_of_an_http_api_is_dollar_default_or_has_1_to_128_letters_digits_underscores_hyphens();
    }
  }
};

}  // namespace detail

/// The name of a stage of an HTTP API: `$default`, which is no part of the paths, or 1 to 128
/// letters, digits, underscores and hyphens.
using HttpStageName = CheckedText<detail::HttpStageNameRule>;

/// Options of a stage of an HTTP API.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
struct HttpStageOptions {
  /// Where calls are logged; the stage makes a log group of its own where it is left out.
  ApiAccessLog access_log = {};
  /// Whether calls are logged at all.
  Bool access_logging = true;
  /// Whether each change is served at once. Without it, a deployment is replaced whenever what it
  /// serves changes.
  Bool auto_deploy = true;
  /// What the stage is for.
  Value<std::string> description = {};
  /// Whether CloudWatch has metrics of each route, at a price.
  Bool detailed_metrics = false;
  /// The name.
  HttpStageName name = "$default";
  /// For all callers of each route together; the account's own limits where it is left out.
  ApiThrottle throttle = {};
  /// Variables that integrations can read, by name.
  Map<std::string> variables = {};
};

/// A stage of an HTTP API: AWS::ApiGatewayV2::Stage, its access log (AWS::Logs::LogGroup), and
/// AWS::ApiGatewayV2::Deployment where it does not deploy by itself. Made by `HttpApi`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
class HttpStage final : public Construct, public Measured {
 public:
  HttpStage(Attach at, const struct MadeHttpStageProps& props);

  /// One of API Gateway's metrics of the stage.
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many calls there were.
  [[nodiscard]] Metric metric_count() const { return metric("Count").sample_count(); }
  /// How many calls were answered by a status of 400 to 499.
  [[nodiscard]] Metric metric_client_errors() const { return metric("4xx").sum(); }
  /// How many calls were answered by a status of 500 to 599.
  [[nodiscard]] Metric metric_server_errors() const { return metric("5xx").sum(); }
  /// How long answers took, in milliseconds.
  [[nodiscard]] Metric metric_latency() const { return metric("Latency"); }

  /// The name; it does not wait for the stage, so functions of routes may know it.
  [[nodiscard]] const Value<std::string>& stage_name() const { return name_; }
  /// The address of a path in the stage.
  [[nodiscard]] Value<std::string> url(std::string_view path = "/") const;
  /// The stage's own resource.
  [[nodiscard]] cfn::apigatewayv2::Stage& resource() { return resource_; }
  [[nodiscard]] const cfn::apigatewayv2::Stage& resource() const { return resource_; }

 private:
  friend class HttpApi;
  const HttpApi& api_;
  bool auto_deploy_;
  Value<std::string> name_;
  cfn::apigatewayv2::Stage& resource_;
};

}  // namespace omnitrack
