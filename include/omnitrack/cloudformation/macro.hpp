#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::cloudformation {
class Macro;  // defined in <omnitrack/cfn/cloudformation.hpp>
}

namespace omnitrack {

class Function;
class LogGroup;
class Macro;
class Role;

/// Properties of a macro.
struct MacroProps {
  using Makes = Macro;
  Id id;
  /// What transforms templates; it is given a part of one and answers with another.
  Required<Link<Function>, struct required_function> function;
  /// The name that templates use it by, unique in the account and region.
  Required<Text, struct required_name> name;
  /// What it does.
  Value<std::string> description = {};
  /// Where CloudFormation writes what went wrong with it.
  Link<LogGroup> log_group = {};
  /// The role by which CloudFormation writes there; made where there is a log group and it is left
  /// out.
  Link<Role> log_role = {};
};

/// What templates are transformed by before they are deployed: AWS::CloudFormation::Macro, with
/// AWS::Lambda::Permission for CloudFormation in this account and, where it logs, a role
/// (AWS::IAM::Role).
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html
class Macro final : public Construct {
 public:
  Macro(Attach at, const MacroProps& props);

  /// Allows to deploy templates that use it.
  void grant_use(Grantee& grantee) const;

  /// The name that templates use it by.
  [[nodiscard]] std::string_view name() const { return name_; }
  /// The macro's own resource.
  [[nodiscard]] cfn::cloudformation::Macro& resource() { return *resource_; }

 private:
  void log(const MacroProps& props);

  Function* function_;
  Text name_;
  cfn::cloudformation::Macro* resource_;
};

}  // namespace omnitrack
