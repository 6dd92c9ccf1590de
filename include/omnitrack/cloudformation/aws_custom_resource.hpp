#pragma once

#include <omnitrack/cloudformation/custom_resource.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/lambda/function_rules.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

class AwsCustomResource;

/// The id that a call gives what it makes; another id in an update has the old one deleted.
class AwsCustomResourceId {
 public:
  /// The logical id of a creation; in an update, the id from before.
  AwsCustomResourceId() = default;
  /// A text of one's own.
  AwsCustomResourceId(const Value<std::string>& text) : text_(text) {}
  /// A text of one's own.
  template <detail::TextLike S>
  AwsCustomResourceId(const S& text) : text_(text) {}
  /// What the response has at a path, e.g. `Rule.RuleId`.
  static AwsCustomResourceId from_response(std::string_view path) {
    AwsCustomResourceId id;
    id.path_ = Value<std::string>(path);
    return id;
  }

  /// The text; not set where the id is another.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// The path in the response; not set where the id is another.
  [[nodiscard]] const Value<std::string>& path() const { return path_; }

 private:
  Value<std::string> text_;
  Value<std::string> path_;
};

/// A call of AWS by the SDK for JavaScript.
/// https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
struct SdkCall {
  /// The service as the SDK names its package behind `client-`, e.g. `ssm`.
  Required<Text, struct required_service> service;
  /// The call, beginning with a capital letter, e.g. `GetParameter`.
  Required<Text, struct required_action> action;
  /// On what it is allowed: ARNs or `*`.
  Required<List<std::string>, struct required_resources> resources;
  /// The names of errors that count as success, e.g. `ParameterNotFound`.
  List<std::string> ignored_errors = {};
  /// Which parts of the response can be read, with what is below them; all where it is left out.
  /// CloudFormation takes 4 KB at most.
  List<std::string> output_paths = {};
  /// What the call is given, an object. `AwsCustomResource::physical_id()` stands for the id.
  Value<Json> parameters = {};
  /// What must be allowed for it, e.g. `s3:ListBucket`; made of the service and the action where it
  /// is left out.
  List<std::string> permissions = {};
  /// The id of what it makes.
  AwsCustomResourceId physical_id = {};
  /// The region that is called; the stack's own where it is left out.
  Value<std::string> region = {};
};

/// Properties of calls that a stack makes.
struct AwsCustomResourceProps {
  using Makes = AwsCustomResource;
  Id id;
  /// How long the function keeps its logs.
  Retention log_retention = RetentionDays::one_month;
  /// Whether what the calls answer is hidden from the stack's events and descriptions.
  Bool no_echo = false;
  /// What is called when it is created; `on_update` where it is left out.
  Optional<SdkCall> on_create = {};
  /// What is called when it is deleted.
  Optional<SdkCall> on_delete = {};
  /// What is called when it is changed.
  Optional<SdkCall> on_update = {};
  /// What happens to it when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// How long a call may take, in seconds, 1 to 900.
  FunctionTimeout timeout = 120;
  /// Its type.
  CustomResourceType type = "Custom::AwsCall";
};

/// Calls of AWS that a stack makes when it is created, changed and deleted, for what CloudFormation
/// has no type for: a `CustomResource` (AWS::CloudFormation::CustomResource) with a `Function` of
/// its own, whose role may make these calls alone.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
class AwsCustomResource final : public Construct, public Grantee {
 public:
  AwsCustomResource(Attach at, const AwsCustomResourceProps& props);

  /// What stands for the id among the parameters of a call.
  static constexpr std::string_view physical_id() { return "@physical-id"; }

  /// Adds to the role that the calls are made by, e.g. for a key.
  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// What the last call answered at a path, e.g. `Parameter.Value` or `Items.0.Name`.
  [[nodiscard]] Value<std::string> response(std::string_view path) const;
  /// The id of what was made.
  [[nodiscard]] Value<std::string> ref() const;
  /// The function that makes the calls.
  [[nodiscard]] Function& function() { return function_; }
  /// The custom resource.
  [[nodiscard]] CustomResource& custom_resource() { return *custom_resource_; }

 private:
  void allow(const SdkCall& call);
  void check(const SdkCall& call) const;

  Function& function_;
  CustomResource* custom_resource_;
};

}  // namespace omnitrack
