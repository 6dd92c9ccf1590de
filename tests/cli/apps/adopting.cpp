// An app of constructs that decide by themselves what only the creation of a resource decides.

#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/ec2/flow_logs.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/run.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace {

using namespace omnitrack;

struct Config {
  bool case_sensitive = false;
  std::string group_description = "Workers";

  void describe(ConfigSchema& schema) {
    schema.key("case_sensitive", case_sensitive, "whether capitals tell users apart");
    schema.key("group_description", group_description, "what the workers' group is for");
  }
};

void build(App& app, const Config& config) {
  auto& stack = app.add(StackProps{.id = "Shop"});
  const Vpc& vpc = stack.add(VpcProps{
      .id = "Vpc",
      .availability_zones = 2,
      .subnet_groups = {{.name = "Inner", .kind = SubnetKind::isolated}},
  });
  stack.add(FlowLogsProps{.id = "FlowLogs", .vpc = vpc});
  stack.add(SecurityGroupProps{
      .id = "Workers", .vpc = vpc, .description = std::string_view(config.group_description)});
  stack.add(UserPoolProps{.id = "Users", .case_sensitive = config.case_sensitive});
  stack.add(BucketProps{.id = "Uploads"});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
