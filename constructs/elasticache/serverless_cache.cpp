#include "omnitrack/elasticache/serverless_cache.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include "cache_access.hpp"
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

/// What a serverless cache that is made elsewhere is made of.
struct ImportedServerlessCacheProps {
  using Makes = ServerlessCache;
  Id id;
  const ServerlessCacheAttributes& attributes;
};

namespace {

namespace limits = cfn::elasticache::serverless_cache;

constexpr std::size_t longest_serverless_name = 40;
constexpr std::string_view engine_names[] = {"valkey", "redis", "memcached"};

std::uint16_t port_of(CacheEngine cache_engine) {
  return cache_engine == CacheEngine::memcached ? 11211 : 6379;
}

Value<limits::CacheUsageLimits> limits_of(const ServerlessCacheLimits& given) {
  limits::CacheUsageLimits made;
  const bool has_storage = given.max_storage.is_set() || given.min_storage.is_set();
  const bool has_processing =
      given.max_ecpu_per_second.is_set() || given.min_ecpu_per_second.is_set();
  if (has_storage) {
    made.data_storage = limits::DataStorage{.unit = as<limits::DataStorage::Unit>("GB"),
                                            .maximum = given.max_storage.value(),
                                            .minimum = given.min_storage.value()};
  }
  if (has_processing) {
    made.ecpu_per_second = limits::ECPUPerSecond{.maximum = given.max_ecpu_per_second.value(),
                                                 .minimum = given.min_ecpu_per_second.value()};
  }
  if (!has_storage && !has_processing) return {};
  return made;
}

template <class Rule>
bool is_above(const CheckedNumber<Rule>& least, const CheckedNumber<Rule>& most) {
  return least.is_known() && most.is_known() && least.number() > most.number();
}

}  // namespace

ServerlessCache::ServerlessCache(Attach at, const ServerlessCacheProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"),
                                      .vpc = props.vpc,
                                      .description = "Serverless cache " + path()})),
      port_(port_of(props.engine)) {
  check(props);
  resource_ = &add(cfn::elasticache::ServerlessCacheProps{
      .id = primary(),
      .engine = engine_names[static_cast<std::size_t>(props.engine)],
      .serverless_cache_name = props.cache_name.is_set()
                                   ? props.cache_name.value()
                                   : unique_name(*this, longest_serverless_name),
      .cache_usage_limits = limits_of(props.limits),
      .daily_snapshot_time = props.daily_snapshot_time.value(),
      .description = props.description,
      .final_snapshot_name = props.final_snapshot_name,
      .kms_key_id = props.kms_key.arn(),
      .security_group_ids = ids_of(security_groups_),
      .snapshot_arns_to_restore = props.snapshot_arns_to_restore,
      .snapshot_retention_limit = props.snapshot_retention.value(),
      .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
  });
  cfn::elasticache::ServerlessCacheProps& made = resource_->props;
  if (!props.major_engine_version.empty()) made.major_engine_version = props.major_engine_version;
  if (!props.snapshot_retention.is_set() && props.engine != CacheEngine::memcached) {
    made.snapshot_retention_limit = 1;
  }
  if (props.user_group.is_set()) {
    made.user_group_id = as<cfn::elasticache::UserGroupId>(props.user_group->user_group_id());
  }
  if (!props.users.empty()) {
    const CacheUserGroup& group = elasticache::add_user_group(
        {*this, props.cache_name.is_text() ? props.cache_name.text() : std::string_view(),
         child("Users"), child("DefaultUser")},
        props.users, props.engine);
    made.user_group_id = as<cfn::elasticache::UserGroupId>(group.user_group_id());
  }
  resource_->set_removal_policy(props.removal_policy);
  name_ = resource_->ref();
  arn_ = resource_->attr_arn();
  address_ = resource_->attr_endpoint_address();
}

ServerlessCache::ServerlessCache(Attach at, const ImportedServerlessCacheProps& props)
    : Construct(std::move(at)),
      security_groups_(props.attributes.security_groups),
      port_(port_of(props.attributes.engine)),
      name_(props.attributes.cache_name),
      arn_(stack().arn("elasticache", concat("serverlesscache:", name_))),
      address_(props.attributes.endpoint_address) {}

ServerlessCache& ServerlessCache::from_attributes(Construct& scope, const Id& id,
                                                  const ServerlessCacheAttributes& attributes) {
  return scope.add(ImportedServerlessCacheProps{.id = id, .attributes = attributes});
}

void ServerlessCache::check(const ServerlessCacheProps& props) const {
  if (props.cache_name.is_broken()) {
    error(codes::OT3541, "'" + std::string(props.cache_name.text()) + "' cannot name a cache",
          "begin with a small letter, then use small letters, digits and single hyphens, 40 "
          "characters at most");
  }
  if (props.daily_snapshot_time.is_broken()) {
    error(codes::OT3545,
          "'" + std::string(props.daily_snapshot_time.text()) + "' is not a time for a snapshot",
          "give one such as 03:00");
  }
  const ServerlessCacheLimits& given = props.limits;
  const auto check_bounds = [this](std::string_view name, const auto& number,
                                   std::string_view bounds) {
    if (!number.is_broken()) return;
    error(codes::OT3546,
          std::string(name) + " is " + std::to_string(number.number()) + ", which is out of bounds",
          bounds);
  };
  check_bounds("max_storage", given.max_storage, "it is 1 to 5000 GB");
  check_bounds("min_storage", given.min_storage, "it is 1 to 5000 GB");
  check_bounds("max_ecpu_per_second", given.max_ecpu_per_second, "it is 1000 to 15000000");
  check_bounds("min_ecpu_per_second", given.min_ecpu_per_second, "it is 1000 to 15000000");
  check_bounds("snapshot_retention", props.snapshot_retention, "it is 0 to 35 days");
  if (is_above(given.min_storage, given.max_storage) ||
      is_above(given.min_ecpu_per_second, given.max_ecpu_per_second)) {
    error(codes::OT3546, "a minimum of the cache is above its maximum", "exchange them");
  }
  if (props.user_group.is_set() && !props.users.empty()) {
    error(codes::OT2620, "the cache has both a user_group and users", "leave one of them out");
  }
  if (props.engine != CacheEngine::memcached) return;
  if (props.user_group.is_set()) {
    error(codes::OT3542, "Memcached has no users", "take CacheEngine::valkey or redis");
  }
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
void ServerlessCache::grant_connect(Grantee& grantee, const CacheUser& user) const {
  grantee.add_to_policy({.actions = {"elasticache:Connect"}, .resources = {arn_, user.arn()}});
}

void ServerlessCache::connect(Function& function, const CacheUser& user) {
  connections().allow_from(function);
  grant_connect(function, user);
  elasticache::set_cache_environment(
      function, {.host = address_, .port = endpoint_port(), .has_tls = true, .is_cluster = true});
  elasticache::set_iam_environment(*this, function, user, name_, true);
}

Connections ServerlessCache::connections() {
  return {*this, security_groups_, Port::tcp_range(port_, static_cast<std::uint16_t>(port_ + 1))};
}

Metric ServerlessCache::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ElastiCache",
                     .metric_name = metric_name,
                     .dimensions = {{"clusterId", name_}}};
}

Value<std::string> ServerlessCache::endpoint_port() const {
  return resource_ != nullptr ? resource_->attr_endpoint_port()
                              : Value<std::string>(std::to_string(port_));
}

cfn::elasticache::ServerlessCache& ServerlessCache::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::elasticache::ServerlessCacheProps{
        .id = primary(), .engine = "valkey", .serverless_cache_name = name_});
  }
  return *resource_;
}

}  // namespace omnitrack
