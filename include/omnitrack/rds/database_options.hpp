#pragma once

#include <optional>

#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/rds/settings.hpp>
#include <omnitrack/secretsmanager/secret_rotation.hpp>

namespace omnitrack {

class Role;

/// What a feature of a database acts as.
/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_AddRoleToDBInstance.html
struct DatabaseRole {
  /// The feature, e.g. `s3Import` or `S3_INTEGRATION`.
  Required<Text, struct required_feature> feature;
  /// The role, which `rds.amazonaws.com` must be able to assume.
  Required<Link<Role>, struct required_role> role;
};

/// How the queries of a database are measured.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
struct PerformanceInsights {
  /// The key that they are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// For how many days they are kept; 7, which is free, where it is left out.
  InsightsRetention retention = 7;
};

/// How the password of a database's user is exchanged by a function that CloudFormation makes.
struct DatabaseRotation {
  /// Every how many days, 1 to 1,000; 30 where neither this nor `schedule` is given.
  SecretRotationDays automatically_after = {};
  /// Whether it is rotated as soon as the schedule changes too.
  Bool rotate_immediately = true;
  /// When, as `cron(…)` or `rate(…)`, instead of `automatically_after`.
  Value<std::string> schedule = {};
  /// The subnets of the rotation function, which must reach Secrets Manager; those of the database
  /// where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

}  // namespace omnitrack
