#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/cfn/rds.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>
#include <omnitrack/visitors/encryption_everywhere.hpp>
#include <omnitrack/visitors/log_retention.hpp>
#include <omnitrack/visitors/tag_policy.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class VisitorsTest : public testing_support::OneStackTest {};

TEST_F(VisitorsTest, each_sees_all_resources_once_in_the_order_of_their_making) {
  std::vector<std::string> seen;
  app.add_visitor([&](Resource& resource) { seen.push_back("one " + resource.path()); });
  stack.add_visitor([&](Resource& resource) { seen.push_back("two " + resource.path()); });
  stack.add(LogGroupProps{.id = "A"});
  stack.add(LogGroupProps{.id = "B"});
  EXPECT_EQ(codes_of(app), "");
  EXPECT_EQ(seen,
            (std::vector<std::string>{"one Test/A", "one Test/B", "two Test/A", "two Test/B"}));
}

TEST_F(VisitorsTest, it_sees_what_is_in_its_construct_alone) {
  auto& files = stack.add(BucketProps{.id = "Files"});
  stack.add(LogGroupProps{.id = "Log"});
  std::vector<std::string> seen;
  files.add_visitor([&](Resource& resource) { seen.push_back(resource.path()); });
  EXPECT_EQ(codes_of(app), "");
  EXPECT_EQ(seen, (std::vector<std::string>{"Test/Files", "Test/Files/Policy"}));
}

TEST_F(VisitorsTest, it_sets_properties_by_their_types_and_by_their_names) {
  stack.add(LogGroupProps{.id = "Log"});
  stack.add(BucketProps{.id = "Files"});
  app.add_visitor([](Resource& resource) {
    if (auto* log = resource.as<cfn::logs::LogGroup>()) log->props.retention_in_days = 7;
    EXPECT_FALSE(resource.set_property("Nothing", true));
    if (resource.set_property("ObjectLockEnabled", false)) {
      EXPECT_TRUE(resource.property("ObjectLockEnabled").is_set());
    }
  });
  EXPECT_EQ(properties("Log"), R"({"RetentionInDays":7})");
  EXPECT_THAT(written(), has_resource("Files", {{"ObjectLockEnabled", false}}));
}

TEST_F(VisitorsTest, it_can_add_nothing) {
  stack.add(LogGroupProps{.id = "Log"});
  app.add_visitor([this](Resource&) { stack.add(BucketProps{.id = "Files"}); });
  EXPECT_EQ(codes_of(app).substr(0, 6), "OT1025");
}

TEST_F(VisitorsTest, tags_are_required_by_their_values_or_given) {
  app.add_visitor(TagPolicy{.tags = {
                                {.key = "team"},
                                {.key = "stage", .values = {"dev", "prod"}},
                                {.key = "cost", .default_value = "4711"},
                            }});
  stack.add(LogGroupProps{.id = "Log"});
  auto& files = stack.add(BucketProps{.id = "Files", .tags = {{.key = "team", .value = "media"}}});
  files.add_tag("stage", "test");
  EXPECT_EQ(codes_of(app), "OT3801 OT3801 OT3802");
}

TEST_F(VisitorsTest, a_tag_that_is_given_by_default_is_written) {
  app.add_visitor(TagPolicy{.tags = {{.key = "cost", .default_value = "4711"}}});
  stack.add(LogGroupProps{.id = "Log"});
  EXPECT_EQ(properties("Log"), R"({"RetentionInDays":731,"Tags":[{"Key":"cost","Value":"4711"}]})");
}

TEST_F(VisitorsTest, logs_are_kept_within_bounds) {
  app.add_visitor(LogRetention{.default_retention = RetentionDays::one_year,
                               .least = RetentionDays::one_month,
                               .most = RetentionDays::two_years});
  stack.add(LogGroupProps{.id = "Short", .retention = RetentionDays::one_day});
  stack.add(LogGroupProps{.id = "Long", .retention = RetentionDays::ten_years});
  stack.add(LogGroupProps{.id = "Right", .retention = RetentionDays::one_month});
  stack.add(LogGroupProps{.id = "Without", .retention = RetentionDays::never});
  EXPECT_EQ(codes_of(app), "OT3803 OT3803");
}

TEST_F(VisitorsTest, what_is_kept_for_ever_is_told) {
  app.add_visitor(LogRetention{.most = RetentionDays::two_years, .only_warns = true});
  auto& accepted = stack.add(LogGroupProps{.id = "Accepted", .retention = RetentionDays::never});
  accepted.acknowledge("OT3803", "the law asks for it");
  stack.add(LogGroupProps{.id = "Log", .retention = RetentionDays::never});
  const Synthesis synthesis = synthesize(app);
  ASSERT_TRUE(synthesis.ok());
  ASSERT_EQ(synthesis.diagnostics.size(), 2u);
  EXPECT_EQ(synthesis.diagnostics[0].acknowledged, "the law asks for it");
  EXPECT_EQ(synthesis.diagnostics[1].acknowledged, "");
}

TEST_F(VisitorsTest, what_is_not_encrypted_is_told) {
  app.add_visitor(EncryptionEverywhere{});
  stack.add(cfn::efs::FileSystemProps{.id = "Open"});
  stack.add(cfn::efs::FileSystemProps{.id = "Closed", .encrypted = true});
  stack.add(cfn::rds::DBClusterProps{.id = "Cluster", .storage_encrypted = false});
  stack.add(cfn::rds::DBInstanceProps{.id = "Member", .db_cluster_identifier = "cluster"});
  SynthOptions options;
  options.validate = false;
  EXPECT_EQ(codes_of(app, options), "OT3804 OT3804");
}

}  // namespace
}  // namespace omnitrack
