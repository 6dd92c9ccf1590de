#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;

class KeyLinkTest : public testing_support::OneStackTest {
 protected:
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
};

TEST_F(KeyLinkTest, a_key_that_is_given_by_its_alias_is_granted_by_a_condition) {
  KeyLink("alias/orders").grant(role, {"kms:Decrypt"});
  EXPECT_THAT(
      properties("RoleDefaultPolicy"),
      HasSubstr(R"("Action":"kms:Decrypt","Resource":"*","Condition":{"ForAnyValue:StringEquals":)"
                R"({"kms:ResourceAliases":"alias/orders"}})"));
}

TEST_F(KeyLinkTest, keys_of_aws_need_no_grant) {
  KeyLink("alias/aws/sqs").grant(role, {"kms:Decrypt"});
  EXPECT_THAT(written(), has_no_resource("RoleDefaultPolicy"));
}

}  // namespace
}  // namespace omnitrack
