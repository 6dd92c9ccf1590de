#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/ecr/image_asset.hpp>
#include <omnitrack/ecs/fargate_task_definition.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;
using testing_support::OneStackTest;

class ImageAssetTest : public OneStackTest {
 protected:
  ImageAssetTest() {
    std::string pattern = testing::TempDir() + "omnitrack-image-XXXXXX";
    folder = ::mkdtemp(pattern.data());
    std::ofstream(folder / "Dockerfile") << "FROM scratch\n";
    // A template needs a resource.
    stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
  ~ImageAssetTest() override { std::filesystem::remove_all(folder); }

  Function& add_function(const FunctionCode& code,
                         const Value<cfn::lambda::FunctionProps::Architectures>& processor = {}) {
    return stack.add(FunctionProps{.id = "Worker", .code = code, .architecture = processor});
  }

  std::filesystem::path folder;
};

TEST_F(ImageAssetTest, AnImageIsNamedByWhatItIsBuiltOf) {
  ImageAsset& image = stack.add(
      ImageAssetProps{.id = "Web",
                      .path = folder.string(),
                      .build = {.build_arguments = {{"B", "2"}, {"A", "1"}}, .target = "release"},
                      .platform = "linux/arm64"});
  EXPECT_EQ(image.hash().size(), 64U);
  EXPECT_EQ(image.bytes(), 13U);
  stack.add(OutputProps{.id = "Out", .value = image.uri()});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.images.size(), 1U);
  const SynthesizedImage& made = synthesis.images.front();
  EXPECT_EQ(made.hash, image.hash());
  EXPECT_EQ(made.recipe.path, std::filesystem::canonical(folder));
  EXPECT_EQ(made.recipe.dockerfile, "Dockerfile");
  EXPECT_EQ(made.recipe.platform, "linux/arm64");
  EXPECT_EQ(made.recipe.target, "release");
  EXPECT_EQ(made.recipe.arguments,
            (std::vector<std::pair<std::string, std::string>>{{"A", "1"}, {"B", "2"}}));
  EXPECT_EQ(made.stacks, std::vector<std::string>{"Test"});
  EXPECT_EQ(made.construct_path, "Test/Web");
  EXPECT_EQ(synthesis.images_repository, "omnitrack-images");
}

TEST_F(ImageAssetTest, TheTemplateNamesTheRepositoryOfItsAccountAndRegion) {
  ImageAsset& image = stack.add(ImageAssetProps{.id = "Web", .path = folder.string()});
  stack.add(OutputProps{.id = "Out", .value = image.uri()});
  EXPECT_EQ(object_at(compact_template(app), "Out"),
            R"({"Value":{"Fn::Sub":"${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix})"
            R"(/omnitrack-images:)" +
                std::string(image.hash()) + R"("}})");
}

TEST_F(ImageAssetTest, ARepositoryOfTheAppsOwnIsTakenBeforeTheFirstImage) {
  app.set_images_repository("cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}");
  Stack& fixed =
      app.add(StackProps{.id = "Fixed", .account = "123456789012", .region = "eu-central-1"});
  ImageAsset& image = fixed.add(ImageAssetProps{.id = "Web", .path = folder.string()});
  EXPECT_EQ(as<std::string>(image.repository().name()).literal_text(),
            "cdk-hnb659fds-container-assets-123456789012-eu-central-1");
}

TEST_F(ImageAssetTest, ARepositoryThatCannotBeOrComesTooLateIsRefused) {
  app.set_images_repository("My Images");
  stack.add(ImageAssetProps{.id = "Web", .path = folder.string()});
  app.set_images_repository("images");
  EXPECT_EQ(codes_of(app), "OT4113 OT4113");
}

TEST_F(ImageAssetTest, WhatIsWrongIsToldAtItsLine) {
  const unsigned line = __LINE__ + 1;
  stack.add(ImageAssetProps{.id = "Web", .path = folder.string(), .build = {.dockerfile = "no"}});
  const Synthesis synthesis = synthesize(app);
  ASSERT_FALSE(synthesis.ok());
  EXPECT_TRUE(synthesis.images.empty());
  EXPECT_EQ(synthesis.diagnostics.front().code, "OT4111");
  EXPECT_EQ(synthesis.diagnostics.front().line, line);
}

TEST_F(ImageAssetTest, OneImageIsBuiltOnceForAllStacksThatHaveIt) {
  Stack& other = app.add(StackProps{.id = "Other"});
  other.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  stack.add(ImageAssetProps{.id = "Web", .path = folder.string()});
  other.add(ImageAssetProps{.id = "Web", .path = folder.string()});
  other.add(ImageAssetProps{.id = "Arm", .path = folder.string(), .platform = "linux/arm64"});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.images.size(), 2U);
  EXPECT_EQ(synthesis.images.front().stacks, (std::vector<std::string>{"Test", "Other"}));
}

TEST_F(ImageAssetTest, AFunctionRunsAnImageThatIsBuiltForItsProcessor) {
  add_function(FunctionCode::from_image_folder(folder.string(), {.target = "function"},
                                               {.command = {"main.run"}}),
               cfn::lambda::FunctionProps::Architectures::arm64);
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.images.size(), 1U);
  const SynthesizedImage& image = synthesis.images.front();
  EXPECT_EQ(image.recipe.platform, "linux/arm64");
  EXPECT_EQ(image.recipe.target, "function");
  EXPECT_EQ(image.construct_path, "Test/Worker/Image");
  const std::string& text = synthesis.stacks.front().text;
  EXPECT_NE(text.find("/omnitrack-images:" + image.hash), std::string::npos) << text;
  EXPECT_NE(text.find(R"("PackageType": "Image")"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("main.run")"), std::string::npos) << text;
}

TEST_F(ImageAssetTest, AFunctionWithoutAProcessorHasTheOneThatLambdaTakes) {
  add_function(FunctionCode::from_image_folder(folder.string()));
  EXPECT_EQ(synthesize(app).images.front().recipe.platform, "linux/amd64");
}

TEST_F(ImageAssetTest, AProcessorThatIsKnownAtDeploymentOnlyIsRefused) {
  Parameter& processor =
      stack.add(ParameterProps{.id = "Processor", .default_value = Json("arm64")});
  add_function(FunctionCode::from_image_folder(folder.string()),
               processor.as<cfn::lambda::FunctionProps::Architectures>());
  EXPECT_EQ(codes_of(app), "OT4114");
}

TEST_F(ImageAssetTest, AFunctionFromAnImageFolderTakesNoRuntime) {
  stack.add(FunctionProps{.id = "Worker",
                          .code = FunctionCode::from_image_folder(folder.string()),
                          .runtime = Runtime::python3_14});
  EXPECT_EQ(codes_of(app), "OT2221");
}

TEST_F(ImageAssetTest, ATaskPullsTheImageThatIsBuiltForItsProcessor) {
  stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "web", .image = ContainerImage::from_folder(folder.string())}},
      .cpu_architecture = CpuArchitecture::arm64,
  });
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.images.size(), 1U);
  const SynthesizedImage& image = synthesis.images.front();
  EXPECT_EQ(image.recipe.platform, "linux/arm64");
  EXPECT_EQ(image.construct_path, "Test/Task/webImage");
  const std::string& text = synthesis.stacks.front().text;
  EXPECT_NE(text.find("/omnitrack-images:" + image.hash), std::string::npos) << text;
  EXPECT_NE(text.find("ecr:BatchGetImage"), std::string::npos) << text;
  EXPECT_NE(text.find(":repository/omnitrack-images\""), std::string::npos) << text;
}

TEST_F(ImageAssetTest, AnEmptyPathOfAContainersImageIsRefused) {
  stack.add(FargateTaskDefinitionProps{
      .id = "Task", .containers = {{.name = "web", .image = ContainerImage::from_folder("")}}});
  EXPECT_EQ(codes_of(app), "OT4101");
}

}  // namespace
}  // namespace omnitrack
