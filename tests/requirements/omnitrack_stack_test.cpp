#include <gtest/gtest.h>

#include "app/stack.hpp"
#include <omnitrack/testing.hpp>

namespace omnitrack::app {
namespace {

using namespace omnitrack::assertions;

class OmniTrackStackTest : public testing::Test {
 protected:
  Template made_by(const Config& config) {
    build(app_, config);
    return templates_of(app_).of("OmniTrack");
  }

  const Deployment here_{.region = "eu-central-1", .account = "123456789012"};

 private:
  App app_;
};

TEST_F(OmniTrackStackTest, data_is_encrypted_and_kept) {
  const Template made = made_by({});
  EXPECT_THAT(
      made, all_resources("AWS::DynamoDB::Table", {{"BillingMode", "PAY_PER_REQUEST"},
                                                   {"SSESpecification", {{"SSEEnabled", true}}}}));
  EXPECT_THAT(made,
              all_resources("AWS::S3::Bucket",
                            {{"PublicAccessBlockConfiguration",
                              {{"BlockPublicAcls", true}, {"RestrictPublicBuckets", true}}}}));
  EXPECT_THAT(made, all_resources("AWS::Logs::LogGroup", {{"RetentionInDays", 30}}));
}

TEST_F(OmniTrackStackTest, only_the_vpc_gets_to_the_cache) {
  const Template made = made_by({}).with(here_);
  EXPECT_THAT(made, can_reach("CacheHealthFunction", "RedisCluster", {.port = 6379}));
  EXPECT_THAT(made, cannot_reach("internet", "RedisCluster"));
}

TEST_F(OmniTrackStackTest, production_has_a_cache_in_several_zones) {
  Config production;
  production.environment = Environment::production;
  production.cors_origins = {"https://app.example.com"};
  const Template made = made_by(production);
  EXPECT_THAT(made, has_no_resource("AWS::ElastiCache::CacheCluster"));
  EXPECT_THAT(
      made, has_resource("AWS::ElastiCache::ReplicationGroup",
                         {{"AutomaticFailoverEnabled", true}, {"TransitEncryptionEnabled", true}}));
}

TEST_F(OmniTrackStackTest, the_functions_read_no_table) {
  EXPECT_THAT(made_by({}).with(here_),
              may_not("CacheHealthFunction", "dynamodb:GetItem", "MainTable"));
}

}  // namespace
}  // namespace omnitrack::app
