#pragma once

#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// A role as a grantee whose grants are in place as soon as the role is, for what tries them while
/// it is made.
class InlineGrantee final : public Grantee {
 public:
  /// That role.
  explicit InlineGrantee(Role& role) : role_(role) {}
  void add_to_policy(const PolicyStatement& statement) override {
    role_.add_inline_statement(statement);
  }
  [[nodiscard]] Value<std::string> grantee_arn() const override { return role_.arn(); }

 private:
  Role& role_;
};

}  // namespace omnitrack
