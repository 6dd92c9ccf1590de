#pragma once

#include <omnitrack/cfn/rds.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/rds/credentials.hpp>
#include <omnitrack/rds/database_options.hpp>
#include <omnitrack/rds/engine.hpp>

/// What instances and clusters are made of alike.
namespace omnitrack::rds {

/// The id of what is made below a construct on its behalf.
inline Id child_of(const Construct& at, std::string_view name) { return {name, at.source()}; }

/// `given`, or a group of the database's own.
Items<Link<SecurityGroup>> security_groups(Construct& at, const Items<Link<SecurityGroup>>& given,
                                           const Link<const Vpc>& vpc);

/// `given`, or the inner subnets of the VPC; reports where there are fewer than two.
List<cfn::ec2::SubnetId> subnets(const Construct& at, const List<cfn::ec2::SubnetId>& given,
                                 const Vpc& vpc);
/// A subnet group of the database's own.
cfn::rds::DBSubnetGroup& subnet_group(Construct& at, const List<cfn::ec2::SubnetId>& subnets);

/// Who a database's administrator is, as its resource says it.
struct Login {
  Value<std::string> username;
  Value<std::string> password;
  Link<Secret> secret;
  bool is_managed = false;
};
/// The login of some credentials, with the secret that it may need.
Login login(Construct& at, const DatabaseCredentials& credentials, const DatabaseEngine& engine,
            RemovalPolicy removal_policy);

/// The settings of an engine, with TLS demanded where it is wanted and nothing else is said.
Map<std::string> parameters(const DatabaseEngine& engine, const Map<std::string>& given,
                            bool require_tls);

/// What writes the measurements of the operating system; not set where there are none.
Value<cfn::iam::RoleArn> monitoring_role(Construct& at, const MonitoringInterval& interval,
                                         const Link<Role>& given);

/// The log groups of a database that has a name, which must be there before it.
void make_log_groups(Construct& at, Resource& database, std::string_view kind,
                     const DatabaseIdentifier& identifier, const Items<Text>& exports,
                     const Retention& retention);

/// Whether the data refuses to be deleted.
Bool deletion_protection(const Optional<Bool>& given, RemovalPolicy removal_policy);

/// What a rotation needs to know of its database.
struct Rotated {
  const Optional<DatabaseEngine>& engine;
  const Link<const Vpc>& vpc;
  const List<cfn::ec2::SubnetId>& subnets;
  Connectable& database;
  bool is_managed;
};
/// Has a password exchanged by a hosted function in the VPC of the database; by `superuser` where
/// there is one.
void rotate(Construct& at, Secret& secret, const Rotated& rotated, const DatabaseRotation& rotation,
            const Link<const Secret>& superuser, std::string_view id);

/// Allows to connect as a user by IAM.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
void allow_connecting(const Construct& at, Grantee& grantee, const Value<std::string>& resource_id,
                      const Value<std::string>& user);

/// Reports a text or a number that breaks its rule.
void check_version(const Construct& at, const DatabaseEngine& engine);
void check_class(const Construct& at, const DatabaseClass& instance_class);
void check_identifier(const Construct& at, const DatabaseIdentifier& identifier);
void check_windows(const Construct& at, const DatabaseBackupWindow& backup,
                   const DatabaseMaintenanceWindow& maintenance);
template <class Rule>
void check_number(const Construct& at, std::string_view name, const CheckedNumber<Rule>& number,
                  std::string_view bounds);
/// The port, checked.
std::uint16_t port(const Construct& at, const DatabasePort& given, std::uint16_t usual);

/// Reports a number that is out of bounds.
void out_of_bounds(const Construct& at, std::string_view name, std::int64_t number,
                   std::string_view bounds);

template <class Rule>
void check_number(const Construct& at, std::string_view name, const CheckedNumber<Rule>& number,
                  std::string_view bounds) {
  if (number.is_broken()) out_of_bounds(at, name, number.number(), bounds);
}

}  // namespace omnitrack::rds
