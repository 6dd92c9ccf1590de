#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/aws_cli.hpp"
#include "deploy/stack_state.hpp"

namespace omnitrack::deploy {

/// What the user says of how stacks are deployed; only that is passed.
struct DeploySettings {
  std::vector<NamedValue> tags = {};
  std::optional<std::string> role_arn = {};
  std::vector<std::string> notification_arns = {};
  std::vector<std::string> rollback_alarms = {};     ///< ARNs of alarms that roll an update back
  std::optional<std::string> rollback_minutes = {};  ///< how long they are watched afterwards
  bool no_rollback = false;
  bool express = false;  ///< whether it ends before what was made is ready

  /// Whether they say something of the stacks themselves, which may differ from what they have.
  [[nodiscard]] bool change_stacks() const {
    return !tags.empty() || role_arn || !notification_arns.empty() || !rollback_alarms.empty();
  }
};

/// A parameter of a template and what it is given.
struct ParameterChoice {
  std::string name;
  std::optional<std::string> value;  ///< nothing for the one that it has already
};

/// Where CloudFormation gets a template: its text, `file://PATH`, or the URL of an object.
struct TemplateSource {
  bool is_url = false;
  std::string text;
};

/// A change set to be made.
struct ChangeSetRequest {
  std::string stack;  ///< the name that it is deployed under
  std::string name;   ///< of the change set
  bool is_new_stack = false;
  TemplateSource source;
  std::vector<ParameterChoice> parameters;
  std::vector<std::string_view> capabilities;
  bool has_parts = false;  ///< whether the stack is split, so that it looks into nested stacks
};

// The calls of the AWS CLI that change something, each as its words.
// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/

AwsCli::Words create_change_set_call(const ChangeSetRequest& request,
                                     const DeploySettings& settings);
/// `token` marks the events that follow.
AwsCli::Words execute_change_set_call(const std::string& change_set, const std::string& token,
                                      const DeploySettings& settings);
AwsCli::Words delete_change_set_call(const std::string& change_set, const std::string& stack);
/// A stack by its name or ARN.
AwsCli::Words delete_stack_call(const std::string& stack, const std::string& token,
                                const DeploySettings& settings);

/// Protects a stack, by its name or ARN, against deletion, or takes the protection away.
AwsCli::Words protection_call(const std::string& stack, bool is_protected);

/// A token for the events of one operation, which no other has.
std::string new_token();
/// A name for a change set, which no other has: `omnitrack-` and the token.
std::string change_set_name(const std::string& token);

/// The longest template that is passed without a bucket, and the longest of all, in bytes.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
inline constexpr std::size_t longest_body = 51'200;
inline constexpr std::size_t longest_template = 1'000'000;

}  // namespace omnitrack::deploy
