#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/codeconnections.hpp>
#include <omnitrack/codeconnections/connection.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class ConnectionTest : public testing_support::OneStackTest {};

TEST_F(ConnectionTest, a_connection_is_to_github) {
  stack.add(ConnectionProps{.id = "Code", .connection_name = "code"});
  EXPECT_EQ(properties("Code"), R"({"ConnectionName":"code","ProviderType":"GitHub"})");
}

TEST_F(ConnectionTest, a_host_stands_in_for_the_provider) {
  stack.add(ConnectionProps{
      .id = "Code",
      .connection_name = "code",
      .host_arn = "arn:aws:codeconnections:eu-central-1:123456789012:host/h-1",
  });
  EXPECT_EQ(properties("Code"),
            R"({"ConnectionName":"code",)"
            R"("HostArn":"arn:aws:codeconnections:eu-central-1:123456789012:host/h-1"})");
}

TEST_F(ConnectionTest, grants_name_the_connection_alone) {
  Connection& connection = stack.add(ConnectionProps{
      .id = "Code", .connection_name = "code", .provider = ConnectionProvider::gitlab});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("codebuild.amazonaws.com")});
  connection.grant_use(role);
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Action":["codeconnections:UseConnection",)"
                        R"("codestar-connections:UseConnection"],)"
                        R"("Resource":{"Fn::GetAtt":["Code","ConnectionArn"]})"));
}

TEST_F(ConnectionTest, an_imported_connection_has_no_resource) {
  Connection& connection = Connection::from_arn(
      stack, "Code", "arn:aws:codeconnections:eu-central-1:123456789012:connection/1");
  static_cast<void>(connection.resource());
  EXPECT_EQ(codes_of(app), "OT2901");
}

TEST_F(ConnectionTest, a_name_made_at_run_time_is_checked) {
  const std::string name(33, 'a');
  stack.add(ConnectionProps{.id = "Code", .connection_name = name});
  EXPECT_EQ(codes_of(app), "OT3701");
}

}  // namespace
}  // namespace omnitrack
