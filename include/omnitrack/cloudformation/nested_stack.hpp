#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::cloudformation {
class Stack;  // defined in <omnitrack/cfn/cloudformation.hpp>
}

namespace omnitrack {

/// The template of a nested stack.
class NestedTemplate {
 public:
  /// A file in S3 by its URL, e.g. `https://my-bucket.s3.eu-central-1.amazonaws.com/network.json`.
  static NestedTemplate url(const Value<std::string>& url);
  /// A file of this machine. `aws cloudformation package` uploads it and writes the template that
  /// can be deployed; it looks for a relative path from the template's folder.
  /// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
  static NestedTemplate local(std::string_view path);

  /// The URL or path.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }

 private:
  explicit NestedTemplate(const Value<std::string>& text) : text_(text) {}
  Value<std::string> text_;
};

namespace detail {

inline void a_nested_stack_waits_1_or_more_minutes() {}

}  // namespace detail

/// How long a nested stack may take to be made, in minutes.
using NestedStackTimeout = CheckedNumber<
    detail::TimeBetween<1, 2147483647, detail::a_nested_stack_waits_1_or_more_minutes, 60>>;

class NestedStack;

/// Properties of a nested stack.
struct NestedStackProps {
  using Makes = NestedStack;
  Id id;
  /// Its template.
  Required<NestedTemplate, struct required_template_by_NestedTemplate_url_or_local> template_file;
  /// Topics that are told what happens to it, 5 at most.
  Items<Link<EventTarget>> notifications = {};
  /// The values of its parameters by their names; lists are joined by commas.
  Map<std::string> parameters = {};
  /// What happens to it, with all that is in it, when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// How long it may take to be made, in minutes; it fails then.
  NestedStackTimeout timeout = {};
};

/// A stack inside of the stack, of a template that is written elsewhere:
/// AWS::CloudFormation::Stack.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
class NestedStack final : public Construct {
 public:
  NestedStack(Attach at, const NestedStackProps& props);

  /// Sets a parameter.
  void set_parameter(std::string_view name, const Value<std::string>& value);

  /// One of the template's outputs.
  [[nodiscard]] Value<std::string> output(std::string_view name) const;
  /// The ARN of the nested stack.
  [[nodiscard]] Value<std::string> stack_id() const;
  /// The nested stack's own resource.
  [[nodiscard]] cfn::cloudformation::Stack& resource() { return resource_; }

 private:
  cfn::cloudformation::Stack& resource_;
};

}  // namespace omnitrack
