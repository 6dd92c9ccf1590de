#pragma once

#include <omnitrack/iam/role.hpp>

namespace omnitrack::kinesisfirehose {

/// The role as a grantee whose grants are in place before the delivery stream is made, which tries
/// them.
class RoleItself final : public Grantee {
 public:
  explicit RoleItself(Role& role) : role_(role) {}
  void add_to_policy(const PolicyStatement& statement) override {
    role_.add_inline_statement(statement);
  }
  [[nodiscard]] Value<std::string> grantee_arn() const override { return role_.arn(); }

 private:
  Role& role_;
};

}  // namespace omnitrack::kinesisfirehose
