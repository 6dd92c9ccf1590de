#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::iam {
class ServiceLinkedRole;  // defined in <omnitrack/cfn/iam.hpp>
enum class RoleArn : char;
}  // namespace omnitrack::cfn::iam

namespace omnitrack {

class ServiceLinkedRole;

/// Properties of a role that is linked to a service.
struct ServiceLinkedRoleProps {
  using Makes = ServiceLinkedRole;
  Id id;
  /// The host of the service, e.g. `elasticbeanstalk.amazonaws.com`.
  Required<Text, struct required_aws_service_name> aws_service_name;
  /// What the role's name ends in; few services let it be chosen.
  Value<std::string> custom_suffix = {};
  /// What the role is for, 1,000 characters at most.
  Value<std::string> description = {};
  /// What happens to the role, which all of the account use, when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
};

/// A role that a service defines and acts by; an account has one of each service at most, unless it
/// has a suffix: AWS::IAM::ServiceLinkedRole.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
class ServiceLinkedRole final : public Construct {
 public:
  ServiceLinkedRole(Attach at, const ServiceLinkedRoleProps& props);

  /// The ARN.
  [[nodiscard]] Value<cfn::iam::RoleArn> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The role's own resource.
  [[nodiscard]] cfn::iam::ServiceLinkedRole& resource() { return resource_; }

 private:
  Text service_;
  cfn::iam::ServiceLinkedRole& resource_;
};

}  // namespace omnitrack
