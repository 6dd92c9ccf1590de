#include <functional>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/layer_version.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::compact_template;
using testing_support::object_at;

FunctionProps a_function() {
  return {.id = "Fn",
          .code = FunctionCode::inline_text("exports.h=async()=>1"),
          .handler = "index.h",
          .runtime = Runtime::nodejs22_x};
}

// The logical id of the version that the alias `live` stands for, after a change of the function.
std::string id_of_version(const std::function<void(FunctionProps&)>& change,
                          const std::function<void(Function&)>& change_late = {}) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  FunctionProps props = a_function();
  if (change) change(props);
  auto& function = stack.add(props);
  stack.add(FunctionAliasProps{.id = "live", .function = function});
  if (change_late) change_late(function);
  const std::string text = compact_template(app);
  constexpr std::string_view before = R"("FunctionVersion":{"Fn::GetAtt":[")";
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return text;
  const std::size_t end = text.find('"', begin + before.size());
  return text.substr(begin + before.size(), end - begin - before.size());
}

std::string id_as_it_was() { return id_of_version({}); }

TEST(FunctionVersionIdTest, settings_of_the_function_as_a_whole_make_no_other_version) {
  const std::string id = id_as_it_was();
  EXPECT_EQ(id.substr(0, 11), "liveVersion");
  EXPECT_EQ(id_of_version({}, [](Function& fn) { fn.add_tag("team", "b"); }), id);
  EXPECT_EQ(id_of_version({}, [](Function& fn) { fn.app().add_tag("team", "b"); }), id);
  EXPECT_EQ(id_of_version([](FunctionProps& p) { p.tags = {Tag{"team", "b"}}; }), id);
  EXPECT_EQ(id_of_version([](FunctionProps& p) { p.reserved_concurrency = 5; }), id);
  EXPECT_EQ(id_of_version([](FunctionProps& p) { p.retry_attempts = 0; }), id);
  EXPECT_EQ(id_of_version([](FunctionProps& p) { p.recursive_loop = RecursiveLoop::allow; }), id);
  EXPECT_EQ(id_of_version([](FunctionProps& p) { p.wait_for_grants = false; }), id);
  EXPECT_EQ(
      id_of_version({},
                    [](Function& fn) {
                      fn.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
                    }),
      id);
  EXPECT_EQ(id_of_version(
                {}, [](Function& fn) { fn.resource().set_removal_policy(RemovalPolicy::retain); }),
            id);
}

TEST(FunctionVersionIdTest, whatever_a_version_holds_makes_another_one) {
  const std::string id = id_as_it_was();
  const std::function<void(FunctionProps&)> changes[] = {
      [](FunctionProps& p) { p.code = FunctionCode::inline_text("exports.h=async()=>2"); },
      [](FunctionProps& p) { p.handler = "index.g"; },
      [](FunctionProps& p) { p.runtime = Runtime::nodejs24_x; },
      [](FunctionProps& p) {
        p.environment = {{"MODE", "test"}};
      },
      [](FunctionProps& p) { p.memory = 256; },
      [](FunctionProps& p) { p.timeout = 30; },
      [](FunctionProps& p) { p.tracing = true; },
      [](FunctionProps& p) { p.ephemeral_storage = 1024; },
      [](FunctionProps& p) { p.description = "Does it"; },
      [](FunctionProps& p) { p.system_log_level = SystemLogLevel::warn; },
      [](FunctionProps& p) { p.kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k"; },
      [](FunctionProps& p) { p.architecture = cfn::lambda::FunctionProps::Architectures::arm64; },
      [](FunctionProps& p) {
        p.dead_letter = EventDestination::queue("arn:aws:sqs:eu-central-1:123456789012:dead");
      },
      [](FunctionProps& p) { p.runtime_management = RuntimeManagement::on_function_update(); },
  };
  for (const auto& change : changes) {
    const std::string changed = id_of_version(change);
    EXPECT_EQ(changed.substr(0, 11), "liveVersion");
    EXPECT_NE(changed, id);
  }
  EXPECT_NE(id_of_version({}, [](Function& fn) { fn.add_environment("MODE", "test"); }), id);
  EXPECT_NE(id_of_version(
                {}, [](Function& fn) { fn.resource().override_at("/Properties/MemorySize", 512); }),
            id);
}

TEST(FunctionVersionIdTest, a_layer_with_other_content_makes_another_version) {
  const auto id_with_layer = [](const char* key) {
    return id_of_version({}, [&](Function& fn) {
      fn.add_layer(fn.stack().add(LayerVersionProps{
          .id = "Layer",
          .bucket = Bucket::from_name(fn.stack(), "Code", "code-bucket"),
          .key = key,
      }));
    });
  };
  EXPECT_EQ(id_with_layer("a.zip"), id_with_layer("a.zip"));
  EXPECT_NE(id_with_layer("a.zip"), id_with_layer("b.zip"));
}

class FunctionVersionTest : public testing_support::OneStackTest {
 protected:
  std::string whole() { return compact_template(app); }
  Function& function = stack.add(a_function());
};

TEST_F(FunctionVersionTest, a_function_as_it_is_has_one_version_however_many_ask_for_it) {
  auto& version = function.current_version();
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = function});
  auto& next = stack.add(FunctionAliasProps{.id = "next", .function = function});
  EXPECT_EQ(&version, &live.version());
  EXPECT_EQ(&version, &next.version());
  EXPECT_EQ(&version, &function.current_version());
  const std::string text = whole();
  EXPECT_THAT(text, HasSubstr(R"("FnCurrentVersion)"));
  EXPECT_EQ(text.find(R"("AWS::Lambda::Version")"), text.rfind(R"("AWS::Lambda::Version")"));
}

TEST_F(FunctionVersionTest, every_property_is_written_where_it_belongs) {
  stack.add(FunctionVersionProps{
      .id = "First",
      .function = function,
      .code_sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      .description = "The first",
      .provisioned_concurrency = 2,
      .removal_policy = RemovalPolicy::retain,
  });
  EXPECT_THAT(
      whole(),
      HasSubstr(
          R"({"Type":"AWS::Lambda::Version","DeletionPolicy":"Retain",)"
          R"("UpdateReplacePolicy":"Retain","Properties":{"FunctionName":{"Ref":"Fn"},)"
          R"("CodeSha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","Description":"The first",)"
          R"("ProvisionedConcurrencyConfig":{"ProvisionedConcurrentExecutions":2}}})"));
}

TEST_F(FunctionVersionTest, a_version_is_granted_and_measured_by_its_own_name) {
  auto& role = stack.add(
      RoleProps{.id = "Caller", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  auto& third = FunctionVersion::from_number(stack, "Third", function, "3");
  third.grant_invoke(role);
  function.latest_version().grant_invoke(role);
  EXPECT_EQ(&function.latest_version(), &function.latest_version());
  third.add_permission("Topic", PolicyPrincipal::service("sns.amazonaws.com"));
  EXPECT_EQ(object_at(properties("CallerDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"lambda:InvokeFunction","Resource":{"Fn::Sub":"${Fn.Arn}:3"}},)"
            R"({"Effect":"Allow","Action":"lambda:InvokeFunction",)"
            R"("Resource":{"Fn::Sub":"${Fn.Arn}:$LATEST"}}]})");
  EXPECT_EQ(properties("ThirdTopic"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Fn::Sub":"${Fn.Arn}:3"},)"
            R"("Principal":"sns.amazonaws.com"})");
}

TEST_F(FunctionVersionTest, what_is_made_elsewhere_has_no_version_and_no_resource) {
  auto& other =
      Function::from_arn(stack, "Other", "arn:aws:lambda:eu-central-1:123456789012:function:f");
  other.current_version();
  static_cast<void>(FunctionVersion::from_number(stack, "Third", other, "3").resource());
  EXPECT_EQ(testing_support::codes_of(app), "OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
