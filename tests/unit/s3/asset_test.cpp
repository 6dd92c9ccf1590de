#include <filesystem>
#include <fstream>

#include "../resource_text.hpp"
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/asset.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;
using testing_support::OneStackTest;

class AssetTest : public OneStackTest {
 protected:
  AssetTest() {
    std::string pattern = testing::TempDir() + "omnitrack-asset-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    std::ofstream(folder / "page.html") << "hi";
    // A template needs a resource.
    stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
  ~AssetTest() override { std::filesystem::remove_all(folder); }

  Asset& add_page() {
    return stack.add(AssetProps{.id = "Page", .path = (folder / "page.html").string()});
  }
  std::string output(const Value<std::string>& value) {
    stack.add(OutputProps{.id = "Out", .value = value});
    return object_at(compact_template(app), "Out");
  }

  std::filesystem::path folder;
};

TEST_F(AssetTest, AFileIsNamedByItsContentAndItsEnding) {
  Asset& page = add_page();
  EXPECT_EQ(page.hash().size(), 64U);
  EXPECT_EQ(page.object_key().literal_text(), std::string(page.hash()) + ".html");
  EXPECT_EQ(page.bytes(), 2U);
  EXPECT_FALSE(page.is_archive());
  stack.add(OutputProps{.id = "Out", .value = page.s3_url()});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.assets.size(), 1U);
  const SynthesizedAsset& asset = synthesis.assets.front();
  EXPECT_EQ(asset.hash, page.hash());
  EXPECT_EQ(asset.path, std::filesystem::canonical(folder / "page.html"));
  EXPECT_EQ(asset.packaging, AssetPackaging::file);
  EXPECT_EQ(synthesis.assets_bucket, "omnitrack-assets-${AWS::AccountId}-${AWS::Region}");
  EXPECT_EQ(asset.stacks, std::vector<std::string>{"Test"});
  EXPECT_EQ(asset.construct_path, "Test/Page");
}

TEST_F(AssetTest, TheTemplateNamesTheBucketOfItsAccountAndRegion) {
  Asset& page = add_page();
  EXPECT_EQ(output(page.s3_url()),
            R"({"Value":{"Fn::Sub":"s3://omnitrack-assets-${AWS::AccountId}-${AWS::Region}/)" +
                std::string(page.object_key().literal_text()) + R"("}})");
}

TEST_F(AssetTest, AStackThatIsFixedToAPlaceHasTheNameItself) {
  Stack& fixed =
      app.add(StackProps{.id = "Fixed", .account = "123456789012", .region = "eu-central-1"});
  Asset& page = fixed.add(AssetProps{.id = "Page", .path = (folder / "page.html").string()});
  EXPECT_EQ(page.bucket_name().literal_text(), "omnitrack-assets-123456789012-eu-central-1");
}

TEST_F(AssetTest, ABucketOfTheAppsOwnIsTakenBeforeTheFirstAsset) {
  app.set_assets_bucket("builds-${AWS::Region}");
  Asset& page = add_page();
  EXPECT_EQ(output(page.bucket_name()), R"({"Value":{"Fn::Sub":"builds-${AWS::Region}"}})");
}

TEST_F(AssetTest, ABucketThatCannotBeOrComesTooLateIsRefused) {
  app.set_assets_bucket("My Builds");
  add_page();
  app.set_assets_bucket("builds");
  EXPECT_EQ(codes_of(app), "OT4108 OT4108");
}

TEST_F(AssetTest, WhatIsWrongIsToldAtItsLine) {
  const unsigned line = __LINE__ + 1;
  stack.add(AssetProps{.id = "Gone", .path = "not/there"});
  const Synthesis synthesis = synthesize(app);
  ASSERT_FALSE(synthesis.ok());
  EXPECT_TRUE(synthesis.assets.empty());
  EXPECT_EQ(synthesis.diagnostics.front().code, "OT4101");
  EXPECT_EQ(synthesis.diagnostics.front().line, line);
}

TEST_F(AssetTest, OneContentIsUploadedOnceForAllStacksThatHaveIt) {
  std::filesystem::copy_file(folder / "page.html", folder / "copy.html");
  Stack& other = app.add(StackProps{.id = "Other"});
  other.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  Asset& page = add_page();
  Asset& copy = other.add(AssetProps{.id = "Copy", .path = (folder / "copy.html").string()});
  Asset& again = other.add(AssetProps{.id = "Again", .path = (folder / "page.html").string()});
  stack.add(OutputProps{.id = "Out", .value = page.http_url()});
  other.add(OutputProps{.id = "Out", .value = copy.http_url()});
  other.add(OutputProps{.id = "Too", .value = again.http_url()});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.assets.size(), 1U);
  EXPECT_EQ(synthesis.assets.front().stacks, (std::vector<std::string>{"Test", "Other"}));
}

TEST_F(AssetTest, AFolderIsAnArchiveThatIgnoresWhatItIsTold) {
  std::ofstream(folder / "page.log") << "log";
  Asset& folder_asset =
      stack.add(AssetProps{.id = "Site", .path = folder.string(), .ignore = {"*.log"}});
  EXPECT_TRUE(folder_asset.is_archive());
  EXPECT_EQ(folder_asset.bytes(), 2U);
  EXPECT_EQ(folder_asset.object_key().literal_text(), std::string(folder_asset.hash()) + ".zip");
}

TEST_F(AssetTest, ReadingIsGrantedOnTheOneKey) {
  Asset& page = add_page();
  Role& role = stack.add(
      RoleProps{.id = "Reader", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  page.grant_read(role);
  const std::string text = compact_template(app);
  EXPECT_NE(text.find(R"({"Effect":"Allow","Action":"s3:GetObject",)"), std::string::npos) << text;
  EXPECT_NE(text.find(std::string(page.object_key().literal_text()) + "*"), std::string::npos);
}

}  // namespace
}  // namespace omnitrack
