// An app with a configuration of its own: the members of a struct, each with its bounds and its
// help. A struct keeps what was given; `build` reads it.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

struct Config {
  bool keep_versions = false;
  std::int64_t log_days = 30;
  std::string team = "platform";
  std::vector<std::string> folders = {"incoming"};

  void describe(ConfigSchema& schema) {
    schema.key("keep_versions", keep_versions, "whether replaced files are kept");
    schema.key("log_days", log_days, {7, 30, 90, 365}, "days that logs are kept");
    schema.key("team", team, "whose stack it is");
    schema.key("folders", folders, "the folders that files arrive in");
  }
};

void build(App& app, const Config& config) {
  auto& stack = app.add(StackProps{.id = "Files"});
  stack.add_tag("team", config.team);
  auto& files = stack.add(BucketProps{.id = "Files", .versioning = config.keep_versions});
  for (const std::string& folder : config.folders) {
    files.add_lifecycle_rule({.expire_after_days = 90, .id = folder, .prefix = folder + "/"});
  }
  stack.add(LogGroupProps{.id = "Log", .retention = config.log_days});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
