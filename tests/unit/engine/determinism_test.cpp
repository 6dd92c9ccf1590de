#include <clocale>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <thread>

#include "engine_test.hpp"
#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/cfn/s3.hpp>

namespace omnitrack {
namespace {

// An app that uses what could depend on its surroundings: numbers, tags, digests, several stacks.
std::string written() {
  App app;
  app.add_tag("team", "core");
  auto& data = app.add(StackProps{.id = "Data", .description = "Straße"});
  auto& bucket = data.add(cfn::s3::BucketProps{.id = "Bucket"});
  auto& table = data.add(cfn::dynamodb::TableProps{
      .id = "Table", .key_schema = {{.attribute_name = "PK", .key_type = "HASH"}}});
  table.depends_on(bucket);
  auto& service = app.add(StackProps{.id = "Service"});
  auto& thing = service.add(UntypedResourceProps{
      .id = "Thing",
      .type = "Custom::Thing",
      .properties = {{"Float", 1234567.125}, {"Big", 1e15}, {"Arn", bucket.attr_arn()}}});
  service.add(UntypedResourceProps{.id = "Deployment", .type = "Custom::Deployment"})
      .add_digest_source(thing);
  std::string text;
  for (const SynthesizedStack& each : synthesize(app, unvalidated).stacks) text += each.text;
  return text;
}

class DeterminismTest : public testing::Test {
 protected:
  const std::string expected_ = written();
};

TEST_F(DeterminismTest, an_app_is_written_alike_twice) {
  EXPECT_FALSE(expected_.empty());
  EXPECT_EQ(written(), expected_);
}

TEST_F(DeterminismTest, the_bytes_do_not_depend_on_the_locale) {
  bool was_set = false;
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "en_US.UTF-8", "C.UTF-8"}) {
    if (std::setlocale(LC_ALL, name) == nullptr) continue;
    was_set = true;
    EXPECT_EQ(written(), expected_) << name;
  }
  std::setlocale(LC_ALL, "C");
  EXPECT_TRUE(was_set);
}

TEST_F(DeterminismTest, the_bytes_do_not_depend_on_the_time_zone) {
  for (const char* zone : {"Pacific/Kiritimati", "America/New_York"}) {
    setenv("TZ", zone, 1);
    tzset();
    EXPECT_EQ(written(), expected_) << zone;
  }
  unsetenv("TZ");
  tzset();
}

TEST_F(DeterminismTest, the_bytes_do_not_depend_on_the_folder) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path("/");
  EXPECT_EQ(written(), expected_);
  std::filesystem::current_path(before);
}

TEST_F(DeterminismTest, the_bytes_do_not_depend_on_the_thread) {
  std::string one;
  std::string two;
  std::thread first([&] { one = written(); });
  std::thread second([&] { two = written(); });
  first.join();
  second.join();
  EXPECT_EQ(one, expected_);
  EXPECT_EQ(two, expected_);
}

}  // namespace
}  // namespace omnitrack
