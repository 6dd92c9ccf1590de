#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/codecommit.hpp>
#include <omnitrack/codecommit/code_repository.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class CodeRepositoryTest : public testing_support::OneStackTest {};

TEST_F(CodeRepositoryTest, a_repository_is_kept_after_the_stack) {
  stack.add(CodeRepositoryProps{
      .id = "Shop",
      .name = "shop",
      .description = "ours",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
  });
  EXPECT_EQ(resource("Shop"),
            R"({"Type":"AWS::CodeCommit::Repository","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"RepositoryName":"shop",)"
            R"("KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
            R"("RepositoryDescription":"ours"}})");
}

TEST_F(CodeRepositoryTest, grants_name_this_repository) {
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  stack.add(CodeRepositoryProps{.id = "Shop", .name = "shop"}).grant_pull_push(role);
  CodeRepository& other = CodeRepository::from_name(stack, "Other", "other");
  other.grant_pull(role);
  stack.add(OutputProps{.id = "Url", .value = other.clone_url_http()});
  const std::string policy = properties("RoleDefaultPolicy");
  EXPECT_NE(policy.find(R"("Action":["codecommit:GitPull","codecommit:GitPush"],)"
                        R"("Resource":{"Fn::GetAtt":["Shop","Arn"]})"),
            std::string::npos);
  EXPECT_NE(policy.find("codecommit:${AWS::Region}:${AWS::AccountId}:other"), std::string::npos);
}

TEST_F(CodeRepositoryTest, a_repository_of_elsewhere_has_no_resource) {
  static_cast<void>(CodeRepository::from_name(stack, "Other", "other").resource());
  EXPECT_NE(codes_of(app), "");
}

}  // namespace
}  // namespace omnitrack
