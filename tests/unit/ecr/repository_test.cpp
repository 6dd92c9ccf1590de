#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ecr.hpp>
#include <omnitrack/ecr/repository.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::OneStackTest;

class RepositoryTest : public OneStackTest {
 protected:
  Role& role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  }
};

TEST_F(RepositoryTest, a_repository_is_scanned_immutable_and_kept) {
  stack.add(RepositoryProps{.id = "Images"});
  EXPECT_EQ(
      resource("Images"),
      R"({"Type":"AWS::ECR::Repository","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"ImageScanningConfiguration":{"ScanOnPush)"
      R"(":true},"ImageTagMutability":"IMMUTABLE"}})");
}

TEST_F(RepositoryTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  stack.add(RepositoryProps{
      .id = "Images",
      .dual_layer_encryption = true,
      .empty_on_delete = true,
      .image_scan_on_push = false,
      .immutable_tags = false,
      .kms_key = key,
      .removal_policy = RemovalPolicy::destroy,
      .repository_name = "team/web",
      .tag_mutability_exclusions = {"v*"},
  });
  EXPECT_EQ(
      properties("Images"),
      R"({"EmptyOnDelete":true,"EncryptionConfiguration":{"EncryptionType":"KMS_DSSE",)"
      R"("KmsKey":{"Fn::GetAtt":["Key","Arn"]}},)"
      R"("ImageScanningConfiguration":{"ScanOnPush":false},)"
      R"("ImageTagMutability":"MUTABLE_WITH_EXCLUSION",)"
      R"("ImageTagMutabilityExclusionFilters":[{"ImageTagMutabilityExclusionFilterType":"WILDCA)"
      R"(RD","ImageTagMutabilityExclusionFilterValue":"v*"}],"RepositoryName":"team/web"})");
}

TEST_F(RepositoryTest, immutable_tags_can_have_exclusions_and_a_key_one_layer) {
  stack.add(RepositoryProps{
      .id = "Images",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .tag_mutability_exclusions = {"latest"},
  });
  EXPECT_EQ(
      properties("Images"),
      R"({"EncryptionConfiguration":{"EncryptionType":"KMS",)"
      R"("KmsKey":"arn:aws:kms:eu-central-1:123456789012:key/k"},)"
      R"("ImageScanningConfiguration":{"ScanOnPush":true},)"
      R"("ImageTagMutability":"IMMUTABLE_WITH_EXCLUSION",)"
      R"("ImageTagMutabilityExclusionFilters":[{"ImageTagMutabilityExclusionFilterType":"WILDCA)"
      R"(RD","ImageTagMutabilityExclusionFilterValue":"latest"}]})");
}

TEST_F(RepositoryTest, rules_for_any_image_have_the_last_priority) {
  Repository& images = stack.add(RepositoryProps{
      .id = "Images",
      .lifecycle_rules = {{.description = "Keep \"some\"", .max_image_count = 50},
                          {.max_image_age = std::chrono::days(14),
                           .tag_status = ImageTagStatus::untagged}},
  });
  images.add_lifecycle_rule({.max_image_count = 5,
                             .tag_prefixes = {"dev-", "test-"},
                             .tag_status = ImageTagStatus::tagged});
  images.add_lifecycle_rule(
      {.max_image_count = 9, .tag_patterns = {"v*"}, .tag_status = ImageTagStatus::tagged});
  EXPECT_EQ(properties("Images"),
            R"({"ImageScanningConfiguration":{"ScanOnPush":true},"ImageTagMutability":"IMMUTABLE",)"
            R"("LifecyclePolicy":{"LifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,)"
            R"(\"selection\":{\"tagStatus\":\"untagged\",\"countType\":\"sinceImagePushed\",)"
            R"(\"countUnit\":\"days\",\"countNumber\":14},\"action\":{\"type\":\"expire\"}},)"
            R"({\"rulePriority\":2,\"selection\":{\"tagStatus\":\"tagged\",)"
            R"(\"tagPrefixList\":[\"dev-\",\"test-\"],\"countType\":\"imageCountMoreThan\",)"
            R"(\"countNumber\":5},\"action\":{\"type\":\"expire\"}},{\"rulePriority\":3,)"
            R"(\"selection\":{\"tagStatus\":\"tagged\",\"tagPatternList\":[\"v*\"],)"
            R"(\"countType\":\"imageCountMoreThan\",\"countNumber\":9},)"
            R"(\"action\":{\"type\":\"expire\"}},{\"rulePriority\":4,)"
            R"(\"description\":\"Keep \\\"some\\\"\",\"selection\":{\"tagStatus\":\"any\",)"
            R"(\"countType\":\"imageCountMoreThan\",\"countNumber\":50},)"
            R"(\"action\":{\"type\":\"expire\"}}]}"}})");
}

TEST_F(RepositoryTest, grants_name_the_repository_and_the_token_of_the_registry) {
  Repository& images = stack.add(RepositoryProps{.id = "Images"});
  Role& who = role();
  images.grant_read(who);
  images.grant_pull_push(who);
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["ecr:DescribeImages","ecr:DescribeRepositories","ecr:ListImages",)"
      R"("ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer",)"
      R"("ecr:CompleteLayerUpload","ecr:InitiateLayerUpload","ecr:PutImage",)"
      R"("ecr:UploadLayerPart"],"Resource":{"Fn::GetAtt":["Images","Arn"]}},{"Effect":"Allow",)"
      R"("Action":"ecr:GetAuthorizationToken","Resource":"*"}]},"PolicyName":"DefaultPolicy",)"
      R"("Roles":[{"Ref":"Role"}]})");
}

TEST_F(RepositoryTest, its_policy_grows_by_statements) {
  stack.add(RepositoryProps{.id = "Images"})
      .add_to_resource_policy({.actions = {"ecr:BatchGetImage"},
                               .principals = PolicyPrincipal::service("lambda.amazonaws.com")});
  EXPECT_EQ(properties("Images"),
            R"({"ImageScanningConfiguration":{"ScanOnPush":true},"ImageTagMutability":"IMMUTABLE",)"
            R"("RepositoryPolicyText":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Service":"lambda.amazonaws.com"},"Action":"ecr:BatchGetImage"}]}})");
}

TEST_F(RepositoryTest, images_are_named_by_tag_and_digest_and_pulls_are_counted) {
  Repository& images = stack.add(RepositoryProps{.id = "Images"});
  stack.add(OutputProps{.id = "Tag", .value = images.uri_for_tag("v1")});
  stack.add(OutputProps{.id = "Digest", .value = images.uri_for_digest("sha256:00")});
  EXPECT_EQ(resource("Outputs"),
            R"({"Tag":{"Value":{"Fn::Sub":"${Images.RepositoryUri}:v1"}},)"
            R"("Digest":{"Value":{"Fn::Sub":"${Images.RepositoryUri}@sha256:00"}}})");
  (void)images.metric_pulls();
}

TEST_F(RepositoryTest, one_that_is_made_elsewhere_is_granted_but_not_changed) {
  Repository& named = Repository::from_name(stack, "Named", "team/web");
  Repository& remote = Repository::from_arn(
      stack, "Remote", "arn:aws:ecr:eu-west-1:210987654321:repository/other/web");
  Repository& unknown = Repository::from_arn(stack, "Unknown", stack.stack_name());
  stack.add(OutputProps{.id = "Uri", .value = named.uri_for_tag()});
  stack.add(OutputProps{.id = "RemoteUri", .value = remote.uri()});
  stack.add(OutputProps{.id = "UnknownUri", .value = unknown.uri()});
  Role& who = role();
  named.grant_pull(who);
  EXPECT_EQ(
      resource("Outputs"),
      R"({"Uri":{"Value":{"Fn::Sub":"${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix})"
      R"(/team/web:latest"}},"RemoteUri":{"Value":{"Fn::Sub":"210987654321.dkr.ecr.eu-west-1.${)"
      R"(AWS::URLSuffix}/other/web"}},"UnknownUri":{"Value":{"Fn::Join":["",[{"Fn::Select":[4,)"
      R"({"Fn::Split":[":",{"Ref":"AWS::StackName"}]}]},".dkr.ecr.",{"Fn::Select":[3,)"
      R"({"Fn::Split":[":",{"Ref":"AWS::StackName"}]}]},".",{"Ref":"AWS::URLSuffix"},"/",)"
      R"({"Fn::Select":[1,{"Fn::Split":[":repository/",{"Ref":"AWS::StackName"}]}]}]]}}})");
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage",)"
      R"("ecr:GetDownloadUrlForLayer"],"Resource":{"Fn::Sub":"arn:${AWS::Partition}:ecr:${AWS::)"
      R"(Region}:${AWS::AccountId}:repository/team/web"}},{"Effect":"Allow",)"
      R"("Action":"ecr:GetAuthorizationToken","Resource":"*"}]},"PolicyName":"DefaultPolicy",)"
      R"("Roles":[{"Ref":"Role"}]})");
}

TEST_F(RepositoryTest, what_only_its_owner_can_do_is_refused) {
  Repository& named = Repository::from_name(stack, "Named", "team/web");
  named.add_to_resource_policy({.actions = {"ecr:BatchGetImage"}});
  named.add_lifecycle_rule({.max_image_count = 1});
  (void)named.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

TEST_F(RepositoryTest, what_cannot_be_is_an_error) {
  const std::string name = "Web";
  const int none = 0;
  stack.add(RepositoryProps{.id = "A", .repository_name = name});
  stack.add(RepositoryProps{.id = "B", .dual_layer_encryption = true});
  stack.add(RepositoryProps{.id = "C", .empty_on_delete = true});
  stack.add(RepositoryProps{.id = "D", .lifecycle_rules = {{.description = "nothing"}}});
  stack.add(RepositoryProps{
      .id = "E",
      .lifecycle_rules = {{.max_image_count = none, .tag_prefixes = {"a"}}},
  });
  stack.add(RepositoryProps{
      .id = "F",
      .lifecycle_rules = {{.max_image_count = 1,
                           .tag_patterns = {"a*"},
                           .tag_prefixes = {"a"},
                           .tag_status = ImageTagStatus::tagged}},
  });
  EXPECT_EQ(codes_of(app), "OT3403 OT3404 OT3405 OT3401 OT3402 OT3406 OT3402");
}

TEST(RepositoryNameTest, the_rule_is_the_one_of_ecr) {
  using Rule = detail::RepositoryNameRule;
  for (const char* name : {"ab", "team/web", "a-b_c.d/e__f", "a--b"}) {
    EXPECT_TRUE(Rule::fits(name)) << name;
  }
  for (const char* name : {"a", "Web", "a//b", "-ab", "ab/", "a..b", "a_-b", "a b"}) {
    EXPECT_FALSE(Rule::fits(name)) << name;
  }
}

}  // namespace
}  // namespace omnitrack
