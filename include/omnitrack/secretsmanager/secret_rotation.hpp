#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/list.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Function;
class Secret;
class SecurityGroup;

namespace detail {

inline void a_secret_is_rotated_every_1_to_1000_days() {}

// One of some choices, which a required property can be made of.
template <class Choice>
class Chosen {
 public:
  constexpr Chosen(Choice choice) : choice_(choice) {}
  constexpr operator Choice() const { return choice_; }

 private:
  Choice choice_;
};

}  // namespace detail

/// How often a secret is rotated, in days.
using SecretRotationDays = CheckedNumber<
    detail::TimeBetween<1, 1000, detail::a_secret_is_rotated_every_1_to_1000_days, 86400>>;

/// The functions that Secrets Manager has for rotation: by the user whose password it is, or by a
/// superuser that alternates between two users.
/// https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
enum class HostedRotationType : std::uint8_t {
  mysql_single_user,
  mysql_multi_user,
  postgresql_single_user,
  postgresql_multi_user,
  oracle_single_user,
  oracle_multi_user,
  mariadb_single_user,
  mariadb_multi_user,
  sqlserver_single_user,
  sqlserver_multi_user,
  redshift_single_user,
  redshift_multi_user,
  mongodb_single_user,
  mongodb_multi_user,
};

/// A rotation function that CloudFormation makes of a template of Secrets Manager's.
struct HostedRotation {
  /// What it rotates, and how.
  Required<detail::Chosen<HostedRotationType>, struct required_type> type;
  /// Characters that new passwords must not have; those of the secret where they are left out.
  Value<std::string> exclude_characters = {};
  /// The name of the function, 64 characters at most; made up where it is left out.
  Text function_name = {};
  /// The security groups that the function reaches the database by.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets that the function reaches the database through; outside of any VPC where they are
  /// left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The secret of the superuser, for the types with two users.
  Link<const Secret> superuser_secret = {};
};

/// How the value of a secret is exchanged: by a function of one's own or a hosted one.
/// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
struct SecretRotation {
  /// Every how many days, 1 to 1,000; 30 where neither this nor `schedule` is given.
  SecretRotationDays automatically_after = {};
  /// For how many hours a rotation may take, e.g. `3h`.
  Value<std::string> duration = {};
  /// The function that rotates.
  Link<Function> function = {};
  /// A hosted function that rotates; adds the transform `AWS::SecretsManager-2024-09-16`.
  Optional<HostedRotation> hosted = {};
  /// Whether it is rotated as soon as the schedule changes too.
  Bool rotate_immediately = true;
  /// When, as `cron(…)` or `rate(…)`, instead of `automatically_after`.
  Value<std::string> schedule = {};
};

}  // namespace omnitrack
