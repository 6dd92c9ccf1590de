#pragma once

#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// The role of a function as a grantee whose grants are in place before the function is made.
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
