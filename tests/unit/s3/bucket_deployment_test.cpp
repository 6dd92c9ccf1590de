#include "omnitrack/s3/bucket_deployment.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cloudfront/static_site.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/asset.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;
using testing_support::OneStackTest;

class BucketDeploymentTest : public OneStackTest {
 protected:
  BucketDeploymentTest() {
    std::string pattern = testing::TempDir() + "omnitrack-pages-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    std::ofstream(folder / "index.html") << "hi";
  }
  ~BucketDeploymentTest() override { std::filesystem::remove_all(folder); }

  std::filesystem::path folder;
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
};

TEST_F(BucketDeploymentTest, the_stack_puts_a_folder_into_the_bucket_whenever_it_changes) {
  auto& deployment =
      stack.add(BucketDeploymentProps{.id = "Pages", .bucket = bucket, .path = folder.string()});
  stack.add(OutputProps{.id = "Files", .value = deployment.file_count()});
  EXPECT_EQ(properties("PagesDeployed"),
            R"({"ServiceToken":{"Fn::GetAtt":["PagesFunction","Arn"]},"ServiceTimeout":960,)"
            R"("Bucket":{"Ref":"Bucket"},"SourceBucket":{"Fn::Sub":)"
            R"("omnitrack-assets-${AWS::AccountId}-${AWS::Region}"},"SourceKey":")" +
                std::string(deployment.asset().object_key().literal_text()) +
                R"(","Prune":true,"Keep":true})");
  EXPECT_THAT(resource("PagesDeployed"), HasSubstr(R"("Type":"Custom::BucketDeployment")"));
  EXPECT_THAT(resource("Files"), HasSubstr(R"({"Fn::GetAtt":["PagesDeployed","Files"]})"));
  EXPECT_THAT(properties("PagesFunction"),
              AllOf(HasSubstr(R"("Runtime":"python3.14")"), HasSubstr(R"("Timeout":900)")));
}

TEST_F(BucketDeploymentTest, its_function_may_touch_the_keys_with_the_prefix_alone) {
  auto& deployment = stack.add(BucketDeploymentProps{
      .id = "Pages", .bucket = bucket, .path = folder.string(), .prefix = "docs/", .prune = false});
  const std::string policy = properties("PagesFunctionRoleDefaultPolicy");
  EXPECT_THAT(policy, AllOf(HasSubstr("${Bucket.Arn}/docs/*"), HasSubstr("s3:PutObject"),
                            Not(HasSubstr("s3:DeleteObject"))));
  EXPECT_THAT(policy, HasSubstr(std::string(deployment.asset().object_key().literal_text())));
  EXPECT_THAT(properties("PagesDeployed"), HasSubstr(R"("Prefix":"docs/")"));
}

TEST_F(BucketDeploymentTest, a_site_gets_its_files_and_its_settings) {
  auto& site = stack.add(StaticSiteProps{.id = "Site"});
  stack.add(BucketDeploymentProps{
      .id = "Pages",
      .bucket = site.bucket(),
      .path = folder.string(),
      .cache_rules = {{.pattern = "assets/*", .cache_control = "public, max-age=31536000"}},
      .content_types = {{".glb", "model/gltf-binary"}},
      .distribution = site.distribution(),
      .removal_policy = RemovalPolicy::destroy,
      .texts = {{"config.json", concat("{\"region\":\"", stack.region(), "\"}")}},
  });
  EXPECT_THAT(
      properties("PagesDeployed"),
      AllOf(HasSubstr(R"("CacheRules":[{"Pattern":"assets/*",)"
                      R"("CacheControl":"public, max-age=31536000"}])"),
            HasSubstr(R"("ContentTypes":{".glb":"model/gltf-binary"})"),
            HasSubstr(R"("Texts":{"config.json":{"Fn::Sub":"{\"region\":\"${AWS::Region}\"}"}})"),
            HasSubstr(R"("Distribution":{"Ref":"SiteDistribution"},"DistributionPaths":["/*"])"),
            HasSubstr(R"("Keep":false)")));
  EXPECT_THAT(properties("PagesFunctionRoleDefaultPolicy"),
              HasSubstr("cloudfront:CreateInvalidation"));
}

TEST_F(BucketDeploymentTest, a_file_that_is_no_archive_is_told) {
  stack.add(BucketDeploymentProps{
      .id = "Pages", .bucket = bucket, .path = (folder / "index.html").string()});
  EXPECT_EQ(codes_of(app), "OT2422");
}

TEST_F(BucketDeploymentTest, a_folder_that_is_not_there_is_told_once) {
  stack.add(
      BucketDeploymentProps{.id = "Pages", .bucket = bucket, .path = (folder / "none").string()});
  EXPECT_EQ(codes_of(app), "OT4101");
}

}  // namespace
}  // namespace omnitrack
