#include "engine_test.hpp"

namespace omnitrack {
namespace {

using DynamicReferenceTest = EngineTest;

TEST_F(DynamicReferenceTest, a_whole_secret) {
  EXPECT_EQ(as_written(secret({.secret_id = "db"})),
            R"("{{resolve:secretsmanager:db:SecretString:}}")");
}

TEST_F(DynamicReferenceTest, a_key_of_a_secret) {
  EXPECT_EQ(as_written(secret({.secret_id = "db", .json_key = "password"})),
            R"("{{resolve:secretsmanager:db:SecretString:password}}")");
}

TEST_F(DynamicReferenceTest, a_stage_of_a_secret) {
  EXPECT_EQ(as_written(secret(
                {.secret_id = "db", .json_key = "password", .version_stage = "AWSPREVIOUS"})),
            R"("{{resolve:secretsmanager:db:SecretString:password:AWSPREVIOUS}}")");
}

TEST_F(DynamicReferenceTest, a_version_of_a_secret) {
  EXPECT_EQ(as_written(secret({.secret_id = "db", .version_id = "v1"})),
            R"("{{resolve:secretsmanager:db:SecretString:::v1}}")");
}

TEST_F(DynamicReferenceTest, a_secret_of_the_same_template) {
  auto& stored = add_thing("Stored");
  EXPECT_EQ(as_written(secret({.secret_id = stored.ref(), .json_key = "user"})),
            R"({"Fn::Sub":"{{resolve:secretsmanager:${Stored}:SecretString:user}}"})");
}

TEST_F(DynamicReferenceTest, the_latest_value_of_an_ssm_parameter) {
  EXPECT_EQ(as_written(ssm_parameter("/app/name")), R"("{{resolve:ssm:/app/name}}")");
}

TEST_F(DynamicReferenceTest, a_version_of_an_ssm_parameter) {
  EXPECT_EQ(as_written(ssm_parameter("/app/name", 3)), R"("{{resolve:ssm:/app/name:3}}")");
}

TEST_F(DynamicReferenceTest, a_secure_string_of_ssm) {
  EXPECT_EQ(as_written(ssm_secure_parameter("key", 12)), R"("{{resolve:ssm-secure:key:12}}")");
}

}  // namespace
}  // namespace omnitrack
