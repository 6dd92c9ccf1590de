#pragma once

#include <optional>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/rds/engine.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::rds {
class DBProxy;             // defined in <omnitrack/cfn/rds.hpp>
class DBProxyTargetGroup;  // defined in <omnitrack/cfn/rds.hpp>
}  // namespace omnitrack::cfn::rds

namespace omnitrack {

class DatabaseCluster;
class DatabaseInstance;
class Role;
class Secret;

namespace detail {

inline void the_name_of_a_proxy_has_1_to_63_letters_digits_and_single_hyphens_after_a_letter() {}
inline void a_share_of_connections_is_0_to_100_percent() {}
inline void a_client_of_a_proxy_may_be_idle_for_1_to_28800_seconds() {}
inline void a_proxy_waits_for_a_connection_for_0_to_300_seconds() {}

struct ProxyNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 63 && is_letter(name.front()) && name.back() != '-' &&
           name.find("--") == std::string_view::npos && has_only_letters_digits_and("-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_proxy_has_1_to_63_letters_digits_and_single_hyphens_after_a_letter();
  }
};

}  // namespace detail

/// The name of a proxy: a letter, then letters, digits and single hyphens, 63 characters at most.
using ProxyName = CheckedText<detail::ProxyNameRule>;
/// A share of the connections that a database takes, in percent.
using ConnectionShare =
    CheckedNumber<detail::Between<0, 100, detail::a_share_of_connections_is_0_to_100_percent>>;
/// For how many seconds a client may be idle, 1 to 28,800.
using ProxyIdleTimeout = CheckedNumber<detail::TimeBetween<
    1, 28800, detail::a_client_of_a_proxy_may_be_idle_for_1_to_28800_seconds, 1>>;
/// For how many seconds a client waits for a connection, 0 to 300.
using ProxyBorrowTimeout = CheckedNumber<
    detail::TimeBetween<0, 300, detail::a_proxy_waits_for_a_connection_for_0_to_300_seconds, 1>>;

/// The database behind a proxy, by reference.
class DatabaseTarget {
 public:
  /// None.
  constexpr DatabaseTarget() = default;
  /// An instance.
  DatabaseTarget(DatabaseInstance& instance) : instance_(&instance) {}
  /// A cluster.
  DatabaseTarget(DatabaseCluster& cluster) : cluster_(&cluster) {}

  /// The instance; null where it is a cluster.
  [[nodiscard]] DatabaseInstance* instance() const { return instance_; }
  /// The cluster; null where it is an instance.
  [[nodiscard]] DatabaseCluster* cluster() const { return cluster_; }

 private:
  DatabaseInstance* instance_ = nullptr;
  DatabaseCluster* cluster_ = nullptr;
};

class DatabaseProxy;

/// Properties of a proxy.
struct DatabaseProxyProps {
  using Makes = DatabaseProxy;
  Id id;
  /// The secrets of the users that it connects as.
  Required<Items<Link<const Secret>>, struct required_secrets> secrets;
  /// The database behind it.
  Required<DatabaseTarget, struct required_target> target;
  /// For how many seconds a client waits for a connection, 0 to 300; 120 where it is left out.
  ProxyBorrowTimeout borrow_timeout = {};
  /// Whether it logs the statements that it passes on, for a day.
  Bool debug_logging = false;
  /// Whether clients are authenticated by IAM alone, instead of by passwords.
  Bool iam_authentication = false;
  /// For how many seconds a client may be idle, 1 to 28,800; 1,800 where it is left out.
  ProxyIdleTimeout idle_client_timeout = {};
  /// What is run on each new connection, e.g. `SET sql_mode='ANSI'`.
  Value<std::string> init_query = {};
  /// The share of the database's connections that it may use, in percent.
  ConnectionShare max_connections_percent = {};
  /// The share of the database's connections that it may keep idle, in percent.
  ConnectionShare max_idle_connections_percent = {};
  /// Its name; made of its path and the stack's id where it is left out.
  ProxyName name = {};
  /// Whether clients must speak TLS.
  Bool require_tls = true;
  /// What reads the secrets; a role of its own where it is left out.
  Link<Role> role = {};
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Which statements do not bind a client to a connection, e.g. `EXCLUDE_VARIABLE_SETS`.
  List<std::string> session_pinning_filters = {};
  /// The subnets that it is in; those of the database where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A pool of connections before a database: AWS::RDS::DBProxy with AWS::RDS::DBProxyTargetGroup
/// and, where none is given, AWS::IAM::Role and AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
class DatabaseProxy final : public Construct, public Connectable, public Measured {
 public:
  DatabaseProxy(Attach at, const DatabaseProxyProps& props);

  /// Allows to connect as a user of the database by IAM; as any where none is given. Needs
  /// `iam_authentication`.
  void grant_connect(Grantee& grantee, const Value<std::string>& user = "*") const;

  /// Its security groups and the database's port.
  [[nodiscard]] Connections connections() override;

  /// One of RDS's metrics of the proxy, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many clients are connected.
  [[nodiscard]] Metric metric_client_connections() const;
  /// How many connections to the database there are.
  [[nodiscard]] Metric metric_database_connections() const;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The host name to connect to.
  [[nodiscard]] Value<std::string> endpoint_address() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The proxy's own resource.
  [[nodiscard]] cfn::rds::DBProxy& resource() { return *resource_; }
  /// The target group's resource.
  [[nodiscard]] cfn::rds::DBProxyTargetGroup& target_group() { return *target_group_; }

 private:
  void check(const DatabaseProxyProps& props) const;

  Items<Link<SecurityGroup>> security_groups_;
  std::uint16_t port_ = 0;
  cfn::rds::DBProxy* resource_ = nullptr;
  cfn::rds::DBProxyTargetGroup* target_group_ = nullptr;
};

}  // namespace omnitrack
