#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class CircleTest : public testing_support::OneStackTest {
 protected:
  // Props of a helper, whose line says nothing of the mistake.
  static FunctionProps a_function() {
    return {.id = "Fn",
            .code = FunctionCode::inline_text("exports.h=async()=>1"),
            .handler = "index.h",
            .runtime = Runtime::nodejs22_x};
  }
  Diagnostic only_finding() {
    const Synthesis synthesis = synthesize(app);
    EXPECT_EQ(synthesis.diagnostics.size(), 1U);
    return synthesis.diagnostics.empty() ? Diagnostic{} : synthesis.diagnostics[0];
  }
};

TEST_F(CircleTest, a_trigger_that_is_granted_its_user_pool_need_not_wait_for_that) {
  auto& function = stack.add(a_function());
  const int line = __LINE__ + 2;
  auto& pool =
      stack.add(UserPoolProps{.id = "Pool", .triggers = {.post_authentication = function}});
  pool.grant(function, {"cognito-idp:DescribeUserPool"});
  const Diagnostic finding = only_finding();
  EXPECT_EQ(finding.code, "OT1004");
  EXPECT_EQ(static_cast<int>(finding.line), line);
  EXPECT_THAT(finding.message, HasSubstr("circle: 'Test/Pool' ("));
  EXPECT_THAT(finding.message, HasSubstr("needs 'Test/Fn' ("));
  EXPECT_THAT(finding.message, HasSubstr("needs 'Test/Fn/Role/DefaultPolicy' ("));
  EXPECT_EQ(finding.hint,
            "set `.wait_for_grants = false` on the function 'Test/Fn', which waits for what its "
            "role is granted");
}

TEST_F(CircleTest, a_function_that_reads_the_bucket_which_tells_it_has_two_ways_out) {
  auto& function = stack.add(a_function());
  const int line = __LINE__ + 1;
  auto& bucket = stack.add(BucketProps{.id = "Files"});
  bucket.notify_function(function, {.event = ObjectEvent::created});
  bucket.grant_read(function);
  const Diagnostic finding = only_finding();
  EXPECT_EQ(finding.code, "OT1004");
  EXPECT_EQ(static_cast<int>(finding.line), line);
  EXPECT_EQ(finding.hint,
            "give the bucket 'Test/Files' a `bucket_name`, which grants name it by then, or set "
            "`.wait_for_grants = false` on the function 'Test/Fn', which waits for what its role "
            "is granted");
}

TEST_F(CircleTest, each_way_out_leads_out) {
  auto props = a_function();
  props.wait_for_grants = false;
  auto& function = stack.add(props);
  auto& bucket = stack.add(BucketProps{.id = "Files"});
  bucket.notify_function(function);
  bucket.grant_read(function);
  auto& other = stack.add(FunctionProps{.id = "Other",
                                        .code = FunctionCode::inline_text("exports.h=async()=>1"),
                                        .handler = "index.h",
                                        .runtime = Runtime::nodejs22_x});
  auto& named = stack.add(BucketProps{.id = "Named", .bucket_name = "files-of-shop"});
  named.notify_function(other);
  named.grant_read(other);
  EXPECT_EQ(testing_support::codes_of(app), "");
}

}  // namespace
}  // namespace omnitrack
