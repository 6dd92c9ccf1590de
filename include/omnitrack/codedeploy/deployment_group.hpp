#pragma once

#include <vector>

#include <omnitrack/checked_text.hpp>
#include <omnitrack/codedeploy/deployment_speed.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/map.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::codedeploy {
class Application;      // defined in <omnitrack/cfn/codedeploy.hpp>
class DeploymentGroup;  // defined in <omnitrack/cfn/codedeploy.hpp>
}  // namespace omnitrack::cfn::codedeploy

namespace omnitrack {

class Alarm;
class ApplicationListener;
class AutoScalingGroup;
class DeploymentApplication;
class EcsDeploymentGroup;
class EcsService;
class LambdaDeploymentGroup;
class Role;
class ServerDeploymentGroup;
class TargetGroup;

namespace detail {

inline void a_deployment_waits_0_to_2880_minutes() {}
inline void
the_name_of_a_deployment_group_has_1_to_100_letters_digits_and_dots_underscores_plus_equals_comma_at_hyphens() {
}

struct DeploymentNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 100 && has_only_letters_digits_and("._+=,@-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_name_of_a_deployment_group_has_1_to_100_letters_digits_and_dots_underscores_plus_equals_comma_at_hyphens();
    }
  }
};

}  // namespace detail

/// The name of an application or a group of deployments: 1 to 100 letters, digits and `._+=,@-`.
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
using DeploymentName = CheckedText<detail::DeploymentNameRule>;
/// How long a deployment waits for something, in minutes, 0 to 2,880.
using DeploymentWait =
    CheckedNumber<detail::TimeBetween<0, 2880, detail::a_deployment_waits_0_to_2880_minutes, 60>>;

/// Where an application runs.
enum class DeploymentPlatform : std::uint8_t { ecs, lambda, server };

/// When a deployment is rolled back to the last one that went well.
struct DeploymentRollback {
  /// When one of the alarms goes off.
  Bool on_alarm = true;
  /// When the deployment fails.
  Bool on_failure = true;
  /// When somebody stops the deployment.
  Bool on_stop = false;
};

/// Properties of an application.
struct DeploymentApplicationProps {
  using Makes = DeploymentApplication;
  Id id;
  /// The name; made up by CloudFormation where it is left out.
  DeploymentName application_name = {};
  /// Where it runs.
  DeploymentPlatform platform = DeploymentPlatform::server;
};

/// What CodeDeploy deploys, by its groups: AWS::CodeDeploy::Application.
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/applications.html
class DeploymentApplication final : public Construct {
 public:
  DeploymentApplication(Attach at, const DeploymentApplicationProps& props);
  DeploymentApplication(Attach at, const struct ImportedDeploymentApplicationProps& props);

  /// An application of this stack's region and account that is made elsewhere.
  static DeploymentApplication& from_name(Construct& scope, const Id& id,
                                          const Value<std::string>& name,
                                          DeploymentPlatform platform);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// Where it runs.
  [[nodiscard]] DeploymentPlatform platform() const { return platform_; }
  /// The application's own resource; an error where the application is made elsewhere.
  [[nodiscard]] cfn::codedeploy::Application& resource();

 private:
  cfn::codedeploy::Application* resource_ = nullptr;  // null where it is made elsewhere
  DeploymentPlatform platform_;
  Value<std::string> name_;
};

/// What all groups of deployments have in common.
class DeploymentGroup : public Construct {
 public:
  /// The application.
  [[nodiscard]] DeploymentApplication& application() const { return *application_; }
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The role that CodeDeploy acts by.
  [[nodiscard]] Role& role() const { return *role_; }
  /// The group's own resource.
  [[nodiscard]] cfn::codedeploy::DeploymentGroup& resource() const { return *resource_; }

  /// Has deployments stopped, and rolled back, when an alarm goes off; 10 at most.
  void add_alarm(const Alarm& alarm);
  /// Allows to begin deployments and to follow them.
  void grant_deploy(Grantee& grantee) const;
  /// Allows a function that is called during a deployment to tell how it went.
  void grant_tell_status(Grantee& grantee) const;

 protected:
  /// What the kinds of groups have in common.
  struct Parts {
    DeploymentPlatform platform;
    std::string_view managed_policy;
    Link<DeploymentApplication> application;
    Link<Role> role;
    DeploymentName group_name;
    Items<Link<const Alarm>> alarms;
    DeploymentRollback rollback;
    Bool ignore_alarm_failure;
  };

  DeploymentGroup(Attach at, const Parts& parts);
  ~DeploymentGroup() = default;
  /// Has the traffic shift so.
  void shift(const TrafficShift& shift, DeploymentPlatform platform);

 private:
  void check(const Parts& parts) const;
  void set_rollback(const DeploymentRollback& rollback);

  DeploymentApplication* application_;
  Role* role_;
  cfn::codedeploy::DeploymentGroup* resource_;
  std::vector<Value<std::string>> alarms_;
  bool ignores_alarm_failure_;
};

/// Properties of a group of deployments of a function.
struct LambdaDeploymentGroupProps {
  using Makes = LambdaDeploymentGroup;
  Id id;
  /// The alias that moves from version to version.
  Required<Link<FunctionAlias>, struct required_alias> alias;
  /// A function that is called when all traffic has moved, and tells CodeDeploy how it went.
  FunctionLink after_shift = {};
  /// The alarms that stop a deployment, 10 at most.
  Items<Link<const Alarm>> alarms = {};
  /// The application; one of its own where it is left out.
  Link<DeploymentApplication> application = {};
  /// A function that is called before any traffic moves, and tells CodeDeploy how it went.
  FunctionLink before_shift = {};
  /// The name; made up by CloudFormation where it is left out.
  DeploymentName group_name = {};
  /// Whether deployments go on where the state of the alarms cannot be read.
  Bool ignore_alarm_failure = false;
  /// The role that CodeDeploy acts by; one of its own where it is left out.
  Link<Role> role = {};
  /// When a deployment is rolled back.
  DeploymentRollback rollback = {};
  /// How the traffic moves.
  TrafficShift shift = TrafficShift::canary(10, 5);
};

/// Moves the traffic of a function from one version to the next, and back where something is
/// wrong: AWS::CodeDeploy::DeploymentGroup, a `DeploymentApplication` and a `Role`, and for a speed
/// that CodeDeploy has none of AWS::CodeDeploy::DeploymentConfig.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-codedeploylambdaaliasupdate
class LambdaDeploymentGroup final : public DeploymentGroup {
 public:
  LambdaDeploymentGroup(Attach at, const LambdaDeploymentGroupProps& props);

 private:
  Value<std::string> hook(const FunctionLink& function);
};

/// Properties of a group of deployments of a service on ECS.
struct EcsDeploymentGroupProps {
  using Makes = EcsDeploymentGroup;
  Id id;
  /// The target group that is in use at first, which the service is attached to.
  Required<Link<TargetGroup>, struct required_blue> blue;
  /// The target group that the tasks of the next deployment are put into.
  Required<Link<TargetGroup>, struct required_green> green;
  /// The listener whose requests move.
  Required<Link<ApplicationListener>, struct required_listener> listener;
  /// The service, which has `deployed_by_code_deploy` set.
  Required<Link<EcsService>, struct required_service> service;
  /// The alarms that stop a deployment, 10 at most.
  Items<Link<const Alarm>> alarms = {};
  /// The application; one of its own where it is left out.
  Link<DeploymentApplication> application = {};
  /// The name; made up by CloudFormation where it is left out.
  DeploymentName group_name = {};
  /// Whether deployments go on where the state of the alarms cannot be read.
  Bool ignore_alarm_failure = false;
  /// The role that CodeDeploy acts by; one of its own where it is left out.
  Link<Role> role = {};
  /// When a deployment is rolled back.
  DeploymentRollback rollback = {};
  /// How the traffic moves.
  TrafficShift shift = TrafficShift::all_at_once();
  /// How long the old tasks are kept when all traffic has moved, in minutes, 0 to 2,880.
  DeploymentWait termination_wait = 5;
  /// The listener by which the new tasks are tried before the traffic moves.
  Link<ApplicationListener> test_listener = {};
};

/// Moves the requests to a service on ECS from one set of tasks to the next:
/// AWS::CodeDeploy::DeploymentGroup, a `DeploymentApplication` and a `Role`, and for a speed that
/// CodeDeploy has none of AWS::CodeDeploy::DeploymentConfig.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html
class EcsDeploymentGroup final : public DeploymentGroup {
 public:
  EcsDeploymentGroup(Attach at, const EcsDeploymentGroupProps& props);
};

/// Properties of a group of deployments to servers.
struct ServerDeploymentGroupProps {
  using Makes = ServerDeploymentGroup;
  Id id;
  /// The alarms that stop a deployment, 10 at most.
  Items<Link<const Alarm>> alarms = {};
  /// The application; one of its own where it is left out.
  Link<DeploymentApplication> application = {};
  /// The groups of servers, 10 at most.
  Items<Link<const AutoScalingGroup>> auto_scaling_groups = {};
  /// The name; made up by CloudFormation where it is left out.
  DeploymentName group_name = {};
  /// How many servers stay healthy.
  HealthyHosts healthy_hosts = HealthyHosts::one_at_a_time();
  /// Whether deployments go on where the state of the alarms cannot be read.
  Bool ignore_alarm_failure = false;
  /// Tags by which servers are found, any of which suffices.
  Map<std::string> instance_tags = {};
  /// The role that CodeDeploy acts by; one of its own where it is left out.
  Link<Role> role = {};
  /// When a deployment is rolled back.
  DeploymentRollback rollback = {};
  /// The target groups that a server is taken out of while it is worked on.
  Items<Link<const TargetGroup>> target_groups = {};
};

/// Brings an application to servers, in place: AWS::CodeDeploy::DeploymentGroup, a
/// `DeploymentApplication` and a `Role`, and for a number of servers that CodeDeploy has no
/// configuration for AWS::CodeDeploy::DeploymentConfig.
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups.html
class ServerDeploymentGroup final : public DeploymentGroup {
 public:
  ServerDeploymentGroup(Attach at, const ServerDeploymentGroupProps& props);

 private:
  void keep_healthy(const HealthyHosts& hosts);
};

}  // namespace omnitrack
