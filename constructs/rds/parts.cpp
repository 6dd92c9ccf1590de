#include "parts.hpp"

#include <string>

#include "../security_groups.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack::rds {

namespace {

// All punctuation but hyphens and underscores, which no connection string needs to escape.
constexpr std::string_view excluded_characters = R"( !"#$%&'()*+,./:;<=>?@[\]^`{|}~)";
// Oracle takes no more. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
constexpr int password_length = 30;

}  // namespace

Items<Link<SecurityGroup>> security_groups(Construct& at, const Items<Link<SecurityGroup>>& given,
                                           const Link<const Vpc>& vpc) {
  return groups_or_own(
      at, given,
      {.id = child_of(at, "SecurityGroup"), .vpc = vpc, .description = "Database " + at.path()});
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
List<cfn::ec2::SubnetId> subnets(const Construct& at, const List<cfn::ec2::SubnetId>& given,
                                 const Vpc& vpc) {
  const List<cfn::ec2::SubnetId> chosen = given.is_set() ? given : vpc.inner_subnets();
  const Node& node = chosen.node();
  if (!node.is_set() || (node.kind == NodeKind::list && node.size < 2)) {
    at.error(codes::OT3533, "a database has fewer than two subnets",
             "give it subnets in two availability zones at least");
  }
  return chosen;
}

cfn::rds::DBSubnetGroup& subnet_group(Construct& at, const List<cfn::ec2::SubnetId>& subnets) {
  return at.add(cfn::rds::DBSubnetGroupProps{
      .id = child_of(at, "SubnetGroup"),
      .db_subnet_group_description = "Subnets of " + at.path(),
      .subnet_ids = subnets,
  });
}

Login login(Construct& at, const DatabaseCredentials& credentials, const DatabaseEngine& engine,
            RemovalPolicy removal_policy) {
  const Value<std::string> username =
      credentials.username().is_set() ? credentials.username() : Value<std::string>(engine.admin());
  switch (credentials.kind()) {
    case DatabaseCredentials::Kind::given:
      if (credentials.password().is_literal_text() &&
          !credentials.password().literal_text().starts_with("{{resolve:")) {
        at.warning(codes::OT3531, "the administrator's password can be read in the template",
                   "use DatabaseCredentials::generated()");
      }
      return {.username = username, .password = credentials.password(), .secret = {}};
    case DatabaseCredentials::Kind::managed_by_rds:
      return {.username = username, .password = {}, .secret = {}, .is_managed = true};
    case DatabaseCredentials::Kind::of_secret:
      return {.username = credentials.secret()->field("username"),
              .password = credentials.secret()->field("password"),
              .secret = credentials.secret()};
    case DatabaseCredentials::Kind::generated:
      break;
  }
  const GeneratedCredentials& options = credentials.options();
  Secret& secret = at.add(SecretProps{
      .id = child_of(at, "Secret"),
      .description = "The administrator of the database " + at.path(),
      .generate_secret_string =
          GeneratedSecret{
              .exclude_characters = excluded_characters,
              .generate_string_key = "password",
              .password_length = password_length,
              .secret_string_template = concat(R"({"username":")", username, R"("})"),
          },
      .kms_key = options.kms_key,
      .name = options.secret_name,
      // A snapshot holds no password that could not be set anew.
      .removal_policy =
          removal_policy == RemovalPolicy::snapshot ? RemovalPolicy::destroy : removal_policy,
      .replicas = options.replicas,
  });
  // Not the secret's field: a dynamic reference in the name would hide it from reviewers.
  return {.username = username, .password = secret.field("password"), .secret = secret};
}

Map<std::string> parameters(const DatabaseEngine& engine, const Map<std::string>& given,
                            bool require_tls) {
  Map<std::string> all;
  if (require_tls && !engine.tls_parameter().empty()) {
    all.set(engine.tls_parameter(), engine.tls_value());
  }
  all.set_all(given);
  return all;
}

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
Value<cfn::iam::RoleArn> monitoring_role(Construct& at, const MonitoringInterval& interval,
                                         const Link<Role>& given) {
  check_number(at, "monitoring_interval", interval, "it is 0, 1, 5, 10, 15, 30 or 60 seconds");
  if (!interval.is_set() || (interval.is_known() && interval.number() == 0)) return {};
  if (given.is_set()) return given->arn();
  return at
      .add(RoleProps{
          .id = child_of(at, "MonitoringRole"),
          .assumed_by = PolicyPrincipal::service("monitoring.rds.amazonaws.com"),
          .managed_policies = {aws_managed_policy("service-role/AmazonRDSEnhancedMonitoringRole")},
      })
      .arn();
}

void make_log_groups(Construct& at, Resource& database, std::string_view kind,
                     const DatabaseIdentifier& identifier, const Items<Text>& exports,
                     const Retention& retention) {
  if (retention.is_set() && (exports.empty() || !identifier.is_set())) {
    at.error(
        codes::OT3534, "the logs of a database without exports or a name have a retention",
        "give it the logs to export and an identifier: RDS makes the log groups of a name that "
        "is not known before");
  }
  if (!identifier.is_set()) return;
  for (const Text& log : exports) {
    std::string id = "Log";
    for (const char c : log.text()) {
      if (detail::is_letter_or_digit(c)) id += c;
    }
    LogGroupProps props{
        .id = child_of(at, id),
        .name = concat("/aws/rds/", kind, "/", identifier.value(), "/", log),
    };
    if (retention.is_set()) props.retention = retention;
    // RDS would make them itself, and keep events for ever.
    database.depends_on(at.add(props));
  }
}

Bool deletion_protection(const Optional<Bool>& given, RemovalPolicy removal_policy) {
  return given.value_or(Bool(removal_policy != RemovalPolicy::destroy));
}

void rotate(Construct& at, Secret& secret, const Rotated& rotated, const DatabaseRotation& rotation,
            const Link<const Secret>& superuser, std::string_view id) {
  if (rotated.is_managed && !superuser.is_set()) {
    at.error(codes::OT3550, "a rotation is asked of a password that RDS manages",
             "leave it out: RDS rotates it every week");
    return;
  }
  if (!rotated.engine || !rotated.vpc.is_set()) {
    at.error(codes::OT3535, "a rotation is asked of a database whose engine or VPC is not known",
             "rotate the password where the database is made");
    return;
  }
  HostedRotationType type = HostedRotationType::mysql_single_user;
  switch (rotated.engine->kind()) {
    case DatabaseEngine::Kind::mysql:
      break;
    case DatabaseEngine::Kind::mariadb:
      type = HostedRotationType::mariadb_single_user;
      break;
    case DatabaseEngine::Kind::oracle:
      type = HostedRotationType::oracle_single_user;
      break;
    case DatabaseEngine::Kind::postgres:
      type = HostedRotationType::postgresql_single_user;
      break;
    case DatabaseEngine::Kind::sql_server:
      type = HostedRotationType::sqlserver_single_user;
      break;
  }
  if (superuser.is_set()) {
    type = static_cast<HostedRotationType>(static_cast<int>(type) + 1);  // for two users
  }
  SecurityGroup& group = at.add(SecurityGroupProps{
      .id = child_of(at, std::string(id) + "SecurityGroup"),
      .vpc = rotated.vpc,
      .description = "Rotation of passwords of " + at.path(),
  });
  rotated.database.connections().allow_from(group);
  secret.add_rotation({
      .automatically_after = rotation.automatically_after,
      .hosted =
          HostedRotation{
              .type = type,
              .exclude_characters = excluded_characters,
              .security_groups = {Link<SecurityGroup>(group)},
              .subnets = rotation.subnets.is_set() ? rotation.subnets : rotated.subnets,
              .superuser_secret = superuser,
          },
      .rotate_immediately = rotation.rotate_immediately,
      .schedule = rotation.schedule,
  });
}

void allow_connecting(const Construct& at, Grantee& grantee, const Value<std::string>& resource_id,
                      const Value<std::string>& user) {
  if (!resource_id.is_set() || !user.is_set()) {
    at.error(codes::OT3536, "a connection by IAM is granted without the id or the user it needs",
             "give the import a resource_id, and the grant a user");
    return;
  }
  grantee.add_to_policy({
      .actions = {"rds-db:connect"},
      .resources = {at.stack().arn("rds-db", concat("dbuser:", resource_id, "/", user))},
  });
}

}  // namespace omnitrack::rds
