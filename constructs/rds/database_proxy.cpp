#include "omnitrack/rds/database_proxy.hpp"

#include <string>

#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include "parts.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/rds/database_instance.hpp>

namespace omnitrack {

namespace {

using Family = cfn::rds::DBProxyProps::EngineFamily;

constexpr std::size_t longest_proxy_name = 63;

// What a proxy needs to know of the database behind it.
struct Behind {
  const Optional<DatabaseEngine>& engine;
  const Link<const Vpc>& vpc;
  const List<cfn::ec2::SubnetId>& subnets;
  Connectable& database;
  const Construct& construct;
};

Behind behind(const DatabaseTarget& target) {
  if (target.instance() != nullptr) {
    DatabaseInstance& of = *target.instance();
    return {of.engine(), of.vpc(), of.subnets(), of, of};
  }
  DatabaseCluster& of = *target.cluster();
  return {of.engine(), of.vpc(), of.subnets(), of, of};
}

Family family_of(const Optional<DatabaseEngine>& engine) {
  if (!engine) return Family::mysql;
  switch (engine->kind()) {
    case DatabaseEngine::Kind::postgres:
      return Family::postgresql;
    case DatabaseEngine::Kind::sql_server:
      return Family::sqlserver;
    case DatabaseEngine::Kind::mariadb:
    case DatabaseEngine::Kind::mysql:
    case DatabaseEngine::Kind::oracle:
      break;
  }
  return Family::mysql;
}

}  // namespace

DatabaseProxy::DatabaseProxy(Attach at, const DatabaseProxyProps& props)
    : Construct(std::move(at)) {
  const Behind of = behind(props.target);
  if (!of.engine || of.engine->kind() == DatabaseEngine::Kind::oracle) {
    error(codes::OT3539, "a proxy is before a database that it cannot speak with",
          "proxies know MariaDB, MySQL, PostgreSQL and SQL Server; give an import its engine");
  }
  if (!of.vpc.is_set() && (!props.subnets.is_set() || props.security_groups.empty())) {
    error(codes::OT3539, "a proxy is before a database whose VPC is not known",
          "give it subnets and security_groups");
  }
  check(props);
  if (of.vpc.is_set()) {
    security_groups_ = rds::security_groups(*this, props.security_groups, of.vpc);
  } else {
    security_groups_ = props.security_groups;
  }
  const Connections server = of.database.connections();
  if (server.port()) port_ = static_cast<std::uint16_t>(server.port()->from());
  Role& role = props.role.is_set()
                   ? *props.role
                   : add(RoleProps{.id = child("Role"),
                                   .assumed_by = PolicyPrincipal::service("rds.amazonaws.com")});
  using Auth = cfn::rds::db_proxy::AuthFormat;
  List<Auth> auth;
  for (const Link<const Secret>& secret : props.secrets) {
    secret->grant_read(role);
    auth.add(Auth{
        .auth_scheme = Auth::AuthScheme::secrets,
        .iam_auth = props.iam_authentication ? Auth::IAMAuth::required : Auth::IAMAuth::disabled,
        .secret_arn = as<cfn::secretsmanager::SecretId>(secret->arn())});
  }
  resource_ = &add(cfn::rds::DBProxyProps{
      .id = primary(),
      .db_proxy_name =
          props.name.is_set() ? props.name.value() : unique_name(*this, longest_proxy_name),
      .engine_family = family_of(of.engine),
      .role_arn = role.arn(),
      .vpc_subnet_ids = props.subnets.is_set() ? props.subnets : of.subnets,
      .auth = auth,
      .idle_client_timeout = props.idle_client_timeout.value(),
      .require_tls = props.require_tls,
      .vpc_security_group_ids = ids_of(security_groups_),
  });
  if (props.debug_logging) resource_->props.debug_logging = true;
  target_group_ = &add(cfn::rds::DBProxyTargetGroupProps{
      .id = child("TargetGroup"),
      .db_proxy_name = resource_->ref(),
      .target_group_name = cfn::rds::DBProxyTargetGroupProps::TargetGroupName::default_,
      .connection_pool_configuration_info =
          cfn::rds::db_proxy_target_group::ConnectionPoolConfigurationInfoFormat{
              .connection_borrow_timeout = props.borrow_timeout.value(),
              .init_query = props.init_query,
              .max_connections_percent = props.max_connections_percent.value(),
              .max_idle_connections_percent = props.max_idle_connections_percent.value(),
              .session_pinning_filters = props.session_pinning_filters},
  });
  if (props.target.instance() != nullptr) {
    target_group_->props.db_instance_identifiers = {props.target.instance()->identifier()};
  } else {
    target_group_->props.db_cluster_identifiers = {
        as<cfn::rds::DBClusterIdentifier>(props.target.cluster()->identifier())};
    // A cluster without its instances has nothing to connect to.
    props.target.cluster()->add_dependent(*target_group_);
  }
  if (!security_groups_.empty()) server.allow_from(*this);
}

void DatabaseProxy::check(const DatabaseProxyProps& props) const {
  if (props.name.is_broken()) {
    error(
        codes::OT3525, "'" + std::string(props.name.text()) + "' cannot name a proxy",
        "begin with a letter, then use letters, digits and single hyphens, 63 characters at most");
  }
  rds::check_number(*this, "borrow_timeout", props.borrow_timeout, "it is 0 to 300 seconds");
  rds::check_number(*this, "idle_client_timeout", props.idle_client_timeout,
                    "it is 1 to 28800 seconds");
  rds::check_number(*this, "max_connections_percent", props.max_connections_percent,
                    "it is 0 to 100");
  rds::check_number(*this, "max_idle_connections_percent", props.max_idle_connections_percent,
                    "it is 0 to 100");
}

// arn:PARTITION:rds:REGION:ACCOUNT:db-proxy:ID
void DatabaseProxy::grant_connect(Grantee& grantee, const Value<std::string>& user) const {
  rds::allow_connecting(*this, grantee,
                        fn::select(6, fn::split(":", resource_->attr_db_proxy_arn())), user);
}

Connections DatabaseProxy::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

Metric DatabaseProxy::metric(std::string_view metric_name) const {
  return MetricProps{
      .name_space = "AWS/RDS", .metric_name = metric_name, .dimensions = {{"ProxyName", name()}}};
}

Metric DatabaseProxy::metric_client_connections() const {
  return metric("ClientConnections").sum();
}

Metric DatabaseProxy::metric_database_connections() const {
  return metric("DatabaseConnections").sum();
}

Value<std::string> DatabaseProxy::arn() const { return resource_->attr_db_proxy_arn(); }

Value<std::string> DatabaseProxy::endpoint_address() const { return resource_->attr_endpoint(); }

Value<std::string> DatabaseProxy::name() const { return resource_->ref(); }

}  // namespace omnitrack
