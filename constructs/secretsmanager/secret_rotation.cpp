#include "omnitrack/secretsmanager/secret_rotation.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/cfn/secretsmanager.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

namespace sm = cfn::secretsmanager;

namespace {

constexpr std::int64_t usual_rotation_days = 30;

constexpr std::string_view rotation_types[] = {
    "MySQLSingleUser",     "MySQLMultiUser",     "PostgreSQLSingleUser", "PostgreSQLMultiUser",
    "OracleSingleUser",    "OracleMultiUser",    "MariaDBSingleUser",    "MariaDBMultiUser",
    "SQLServerSingleUser", "SQLServerMultiUser", "RedshiftSingleUser",   "RedshiftMultiUser",
    "MongoDBSingleUser",   "MongoDBMultiUser",
};

std::string_view name_of(HostedRotationType type) {
  return rotation_types[static_cast<std::size_t>(type)];
}

}  // namespace

void Secret::add_rotation(const SecretRotation& rotation, std::string_view id) {
  check_rotation(rotation);
  sm::rotation_schedule::RotationRules rules{
      .automatically_after_days = rotation.automatically_after.value(),
      .duration = rotation.duration,
      .schedule_expression = rotation.schedule,
  };
  if (!rotation.automatically_after.is_set() && !rotation.schedule.is_set()) {
    rules.automatically_after_days = usual_rotation_days;
  }
  auto& schedule = add(sm::RotationScheduleProps{
      .id = child(id),
      .secret_id = arn_,
      .rotation_rules = rules,
  });
  if (!rotation.rotate_immediately) schedule.props.rotate_immediately_on_update = false;
  // The rotation function needs to know the database.
  if (attachment_ != nullptr) schedule.depends_on(*attachment_);
  if (rotation.hosted) {
    rotate_by_hosted(schedule, *rotation.hosted);
  } else if (rotation.function.is_set()) {
    rotate_by_own(schedule, *rotation.function, id);
  }
}

void Secret::check_rotation(const SecretRotation& rotation) const {
  if (!rotation.hosted && !rotation.function.is_set()) {
    error(codes::OT3549, "a secret is rotated by no function",
          "give hosted or function; what a service manages, it rotates itself");
  }
  if (rotation.hosted && rotation.function.is_set()) {
    error(codes::OT3516, "a secret is rotated by both a function of the app and a hosted one",
          "leave out function or hosted");
  }
  if (rotation.automatically_after.is_set() && rotation.schedule.is_set()) {
    error(codes::OT3516, "a rotation has both a schedule and a number of days",
          "leave out schedule or automatically_after");
  }
  if (rotation.automatically_after.is_broken()) {
    error(codes::OT3514,
          "automatically_after is " + std::to_string(rotation.automatically_after.number()) +
              " days, which is out of bounds",
          "it is 1 to 1000 days");
  }
  if (!rotation.hosted) return;
  const bool has_two_users = name_of(rotation.hosted->type).ends_with("MultiUser");
  if (has_two_users != rotation.hosted->superuser_secret.is_set()) {
    error(codes::OT3517,
          "the rotation " + std::string(name_of(rotation.hosted->type)) +
              (has_two_users ? " has no superuser" : " has a superuser"),
          "give superuser_secret to the types with two users, and to no other");
  }
}

// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
void Secret::rotate_by_own(sm::RotationSchedule& schedule, Function& function,
                           std::string_view id) {
  grant(function, {"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue",
                   "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"});
  // It has no resource that it could be limited to.
  function.add_to_policy({.actions = {"secretsmanager:GetRandomPassword"}, .resources = {"*"}});
  kms_key_.grant(function, {"kms:Decrypt", "kms:GenerateDataKey"},
                 concat("secretsmanager.", stack().region(), ".", stack().url_suffix()));
  const auto& permission = function.add_permission(
      std::string(this->id()).append(id),
      PolicyPrincipal::service(concat("secretsmanager.", stack().url_suffix())), arn_);
  schedule.props.rotation_lambda_arn = function.arn();
  schedule.depends_on(permission);
  schedule.depends_on(function);
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html
void Secret::rotate_by_hosted(sm::RotationSchedule& schedule, const HostedRotation& hosted) {
  stack().add_transform("AWS::SecretsManager-2024-09-16");
  sm::rotation_schedule::HostedRotationLambda lambda{
      .rotation_type = name_of(hosted.type),
      .exclude_characters =
          hosted.exclude_characters.is_set() ? hosted.exclude_characters : excluded_,
      .kms_key_arn = kms_key_.arn(),
  };
  if (!hosted.function_name.empty()) lambda.rotation_lambda_name = hosted.function_name;
  if (hosted.superuser_secret.is_set()) {
    lambda.superuser_secret_arn = hosted.superuser_secret->arn();
    lambda.superuser_secret_kms_key_arn = hosted.superuser_secret->kms_key().arn();
  }
  List<std::string> groups;
  for (const Link<SecurityGroup>& group : hosted.security_groups) groups.add(group->id());
  if (groups.is_set()) {
    lambda.vpc_security_group_ids = as<cfn::ec2::SecurityGroupId>(fn::join(",", groups));
  }
  if (hosted.subnets.is_set()) {
    lambda.vpc_subnet_ids = fn::join(",", as<std::string>(hosted.subnets));
  }
  schedule.props.hosted_rotation_lambda = lambda;
}

}  // namespace omnitrack
