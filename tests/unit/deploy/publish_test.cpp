#include "deploy/publish.hpp"

#include <gtest/gtest.h>

namespace omnitrack::deploy {
namespace {

const PublishStack place{.name = "S", .account = "123456789012", .region = "eu-central-1"};

TEST(Publish, TheBucketIsNamedAfterThePlaceOfItsStack) {
  EXPECT_EQ(name_at("a-${AWS::AccountId}-${AWS::Region}-${AWS::Region}", place),
            "a-123456789012-eu-central-1-eu-central-1");
  EXPECT_EQ(name_at("builds", place), "builds");
}

TEST(Publish, NothingIsAskedWhereNoStackNeedsAnAsset) {
  SynthesizedAsset asset;
  asset.stacks = {"Other"};
  SynthesizedImage image;
  image.stacks = {"Other"};
  const std::vector<PublishStack> stacks{place};
  // A profile that is not there would make any call fail.
  const Published published =
      publish({.profile = "not-there", .region = {}},
              {.assets = {&asset, 1}, .bucket = "builds", .images = {&image, 1}}, stacks,
              {.note = [](const std::string& text) { ADD_FAILURE() << text; }});
  EXPECT_EQ(published.uploaded + published.present, 0U);
  EXPECT_TRUE(published.problems.empty());
}

}  // namespace
}  // namespace omnitrack::deploy
