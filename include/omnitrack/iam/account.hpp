#pragma once

#include <omnitrack/iam/policy.hpp>

namespace omnitrack {

/// An account beside the stack's own, as a whole: what it is granted, it shares out among its roles
/// and users itself.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html
class Account final : public Construct, public Grantee {
 public:
  Account(Attach at, const struct ImportedAccountProps& props);

  /// The account of that number, 12 digits.
  static Account& from_number(Construct& scope, const Id& id, const Value<std::string>& number);

  /// An error: no policy of the stack is about another account.
  void add_to_policy(const PolicyStatement& statement) override;
  /// Its number, which policies take for the ARN of an account.
  [[nodiscard]] Value<std::string> grantee_arn() const override { return number_; }
  [[nodiscard]] bool takes_policies() const override { return false; }
  /// The account in the policies of what it uses.
  [[nodiscard]] PolicyPrincipal principal() const { return PolicyPrincipal::aws(grantee_arn()); }
  /// Its number.
  [[nodiscard]] const Value<std::string>& number() const { return number_; }

 private:
  Value<std::string> number_;
};

}  // namespace omnitrack
