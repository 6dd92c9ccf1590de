#include <chrono>

#include "late_props.hpp"
#include <omnitrack/lambda/function_url.hpp>
#include <omnitrack/lambda/sqs_event_source.hpp>
#include <omnitrack/signer/signing_profile.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateFunctionsTest : public testing_support::LatePropsTest {
 protected:
  Function& add_function(const std::string& id) {
    return stack.add(FunctionProps{.id = id,
                                   .code = FunctionCode::inline_text("exports.h = 1"),
                                   .handler = "index.h",
                                   .runtime = Runtime::nodejs24_x});
  }
};

TEST_F(LateFunctionsTest, a_function_with_all_that_a_helper_gives) {
  add_later([] {
    const std::string team = "shop";
    const std::vector<FunctionFileSystem> systems{
        {.access_point = "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-" +
                         std::string(17, '0'),
         .mount_path = "/mnt/" + team}};
    return FunctionProps{
        .id = team,
        .code = FunctionCode::image("123456789012.dkr.ecr.eu-central-1.amazonaws.com/" + team,
                                    {.command = std::vector<std::string>{team + ".run"}}),
        .file_systems = systems,
        .runtime_management = RuntimeManagement::on_function_update(),
        .security_groups = {},
        .subnets = {},
        .tags = std::vector<Tag>{Tag{"team", team}},
    };
  });
  EXPECT_EQ(testing_support::codes_of(app), "OT2235");
}

TEST_F(LateFunctionsTest, an_alias_with_shares_and_schedules_from_vectors) {
  auto& function = add_function("Fn");
  auto& old = FunctionVersion::from_number(stack, "Old", function, std::string("3"));
  auto& fourth = FunctionVersion::from_number(stack, "Fourth", function, std::string("4"));
  add_later([&] {
    using namespace std::chrono_literals;
    const std::string name = "live";
    const int percent = 20;
    std::vector<VersionShare> shares{{.version = old, .percent = percent}};
    std::vector<ProvisionedSchedule> schedules;
    for (const std::string& day : {std::string("MON"), std::string("TUE")}) {
      schedules.push_back(
          {.name = "On" + day, .schedule = "cron(0 8 ? * " + day + " *)", .min = 2});
    }
    return FunctionAliasProps{
        .id = name,
        .function = function,
        .additional_versions = shares,
        .max_event_age = 10min,
        .provisioned_scaling = ProvisionedScaling{.max = 5, .schedules = schedules},
        .version = fourth};
  });
  EXPECT_THAT(properties("live"), HasSubstr(R"("FunctionWeight":0.2)"));
  EXPECT_THAT(properties("liveScaling"), HasSubstr(R"("ScheduledActionName":"OnTUE")"));
  EXPECT_THAT(properties("liveEventInvokeConfig"), HasSubstr(R"("MaximumEventAgeInSeconds":600)"));
}

TEST_F(LateFunctionsTest, urls_and_signing_of_helpers) {
  auto& function = add_function("Fn");
  add_later([&] {
    std::vector<UrlMethod> methods{UrlMethod::get};
    const std::string origin = "https://www.example.com";
    return FunctionUrlProps{
        .id = std::string("Url"),
        .function = function,
        .cors = FunctionUrlCors{.allow_methods = methods,
                                .allow_origins = std::vector<std::string>{origin}}};
  });
  auto& profile = add_later([] { return SigningProfileProps{.id = std::string("Profile")}; });
  add_later([&] {
    const std::vector<Link<const SigningProfile>> profiles{profile};
    return CodeSigningConfigProps{.id = std::string("Signed"), .signing_profiles = profiles};
  });
  EXPECT_THAT(properties("Url"), HasSubstr(R"("AllowOrigins":["https://www.example.com"])"));
  EXPECT_THAT(properties("Signed"), HasSubstr(R"({"Fn::GetAtt":["Profile","ProfileVersionArn"]})"));
}

TEST_F(LateFunctionsTest, an_event_source_that_was_stored) {
  auto& function = add_function("Fn");
  auto& queue = stack.add(QueueProps{.id = "Jobs"});
  const auto stored = std::make_unique<std::vector<SqsEventSource>>();
  for (const std::string& kind : {std::string("order")}) {
    std::vector<MatchFields> filters;
    filters.push_back({{"body", MatchFields{{"kind", kind}}}});
    stored->push_back({.queue = queue, .filters = filters});
  }
  for (const SqsEventSource& each : *stored) function.add_event_source(each);
  EXPECT_THAT(properties("FnJobsMapping"), HasSubstr(R"({\"kind\":[\"order\"]})"));
}

}  // namespace
}  // namespace omnitrack
