#include "omnitrack/route53/health_check.hpp"

#include <string>

#include "../imported.hpp"
#include "global_metric.hpp"
#include <omnitrack/cfn/route53.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

/// What a health check that is made elsewhere is made of.
struct ImportedHealthCheckProps {
  using Makes = HealthCheck;
  Id id;
  Value<cfn::route53::HealthCheckId> health_check_id;
};

namespace {

using cfn::route53::health_check::HealthCheckConfig;

HealthCheckConfig::Type type_of(const HealthCheckProps& props) {
  using Type = HealthCheckConfig::Type;
  const bool searches = props.search_text.is_set();
  switch (props.kind) {
    case HealthCheckKind::http:
      return searches ? Type::http_str_match : Type::http;
    case HealthCheckKind::https:
      return searches ? Type::https_str_match : Type::https;
    case HealthCheckKind::tcp:
      return Type::tcp;
    case HealthCheckKind::calculated:
      return Type::calculated;
    case HealthCheckKind::cloudwatch_alarm:
      return Type::cloudwatch_metric;
  }
  return Type::https;
}

HealthCheckConfig::InsufficientDataHealthStatus status_of(HealthWithoutData without) {
  using Status = HealthCheckConfig::InsufficientDataHealthStatus;
  if (without == HealthWithoutData::healthy) return Status::healthy;
  return without == HealthWithoutData::unhealthy ? Status::unhealthy : Status::last_known_status;
}

HealthCheckConfig config_of(const HealthCheckProps& props, const Stack& stack) {
  HealthCheckConfig config{
      .type = type_of(props),
      .failure_threshold = props.failure_threshold.value(),
      .fully_qualified_domain_name = props.domain_name,
      .ip_address = props.ip_address,
      .port = props.port.value(),
      .regions = props.regions,
      .request_interval = props.request_interval.value(),
      .resource_path = props.path,
      .search_string = props.search_text,
  };
  if (props.inverted) config.inverted = true;
  if (props.measure_latency) config.measure_latency = true;
  if (props.kind == HealthCheckKind::https) config.enable_sni = props.domain_name.is_set();
  if (props.kind == HealthCheckKind::calculated) {
    for (const auto& each : props.children) {
      config.child_health_checks.add(each->health_check_id());
    }
    config.health_threshold = props.healthy_children.is_set()
                                  ? props.healthy_children
                                  : Value<std::int64_t>(props.children.size());
  }
  if (props.kind == HealthCheckKind::cloudwatch_alarm) {
    config.alarm_identifier = cfn::route53::health_check::AlarmIdentifier{
        .name = props.alarm_name,
        .region = props.alarm_region.is_set() ? props.alarm_region : stack.region(),
    };
    config.insufficient_data_health_status = status_of(props.without_data);
  }
  return config;
}

}  // namespace

HealthCheck::HealthCheck(Attach at, const HealthCheckProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::route53::HealthCheckProps{
          .id = primary(),
          .health_check_config = config_of(props, stack()),
      })),
      id_(resource_->ref()) {
  check(props);
}

HealthCheck::HealthCheck(Attach at, const ImportedHealthCheckProps& props)
    : Construct(std::move(at)), id_(props.health_check_id) {}

HealthCheck& HealthCheck::from_id(Construct& scope, const Id& id,
                                  const Value<cfn::route53::HealthCheckId>& health_check_id) {
  return scope.add(ImportedHealthCheckProps{.id = id, .health_check_id = health_check_id});
}

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
void HealthCheck::check(const HealthCheckProps& props) const {
  const bool asks = props.kind == HealthCheckKind::http || props.kind == HealthCheckKind::https ||
                    props.kind == HealthCheckKind::tcp;
  if (asks && !props.domain_name.is_set() && !props.ip_address.is_set()) {
    error(codes::OT3327, "the health check has nothing to ask",
          "give a `domain_name` or an `ip_address`");
  }
  if (!asks && (props.domain_name.is_set() || props.ip_address.is_set() || props.path.is_set() ||
                props.port.is_set() || props.search_text.is_set())) {
    error(codes::OT3327, "a health check that asks no server has a server's properties",
          "leave out `domain_name`, `ip_address`, `path`, `port` and `search_text`");
  }
  if (props.kind == HealthCheckKind::tcp && (props.path.is_set() || props.search_text.is_set())) {
    error(codes::OT3327, "a health check of TCP has a path or a text to search for",
          "leave them out, or choose http or https");
  }
  if (props.kind == HealthCheckKind::tcp && !props.port.is_set()) {
    error(codes::OT3327, "a health check of TCP has no port", "give the `port`");
  }
  if ((props.kind == HealthCheckKind::calculated) == props.children.empty()) {
    error(codes::OT3327,
          props.children.empty() ? "a calculated health check has no children"
                                 : "a health check that is not calculated has children",
          "`children` go with HealthCheckKind::calculated");
  }
  if ((props.kind == HealthCheckKind::cloudwatch_alarm) != props.alarm_name.is_set()) {
    error(codes::OT3327,
          props.alarm_name.is_set() ? "a health check of another kind has an alarm"
                                    : "a health check of an alarm has no `alarm_name`",
          "`alarm_name` goes with HealthCheckKind::cloudwatch_alarm");
  }
  const auto bounds = [this](const auto& number, const std::string& name, const char* allowed) {
    if (!number.is_broken()) return;
    error(codes::OT3328,
          name + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "it is " + std::string(allowed));
  };
  bounds(props.failure_threshold, "failure_threshold", "1 to 10");
  bounds(props.port, "port", "1 to 65535");
  bounds(props.request_interval, "request_interval", "10 or 30 seconds");
}

Metric HealthCheck::metric(std::string_view metric_name) const {
  return route53::global_metric(*this, metric_name, "HealthCheckId", id_);
}

cfn::route53::HealthCheck& HealthCheck::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::route53::HealthCheckProps{
        .id = primary(),
        .health_check_config = HealthCheckConfig{.type = HealthCheckConfig::Type::https}});
  }
  return *resource_;
}

}  // namespace omnitrack
