// An app of one stack with a key of each type.

#include <omnitrack/run.hpp>

namespace {

using namespace omnitrack;

constexpr const char* maker = "arn:aws:lambda:eu-central-1:123456789012:function:make";

enum class Environment { development, production };

struct Config {
  Environment environment = Environment::development;
  bool alarms = true;
  std::int64_t retention_days = 30;
  std::string name_prefix = "demo";
  std::vector<std::string> origins = {"https://a.example", "https://b.example"};

  void describe(ConfigSchema& schema) {
    schema.key("environment", environment, {"development", "production"}, "where it runs");
    schema.key("alarms", alarms, "whether there are alarms");
    schema.key("retention_days", retention_days, 1, 3650, "how long logs are kept");
    schema.key("name_prefix", name_prefix, "what all names begin with");
    schema.key("origins", origins, "the origins that may call");
  }
};

void build(App& app, const Config& config) {
  auto& stack = app.add(StackProps{.id = "Demo"});
  auto& thing = stack.add(UntypedResourceProps{.id = "Thing", .type = "Custom::Thing"});
  thing.set("ServiceToken", maker);
  thing.set("Environment", config.environment == Environment::production ? "prod" : "dev");
  thing.set("Alarms", config.alarms);
  thing.set("RetentionDays", config.retention_days);
  thing.set("NamePrefix", config.name_prefix);
  for (const std::string& origin : config.origins) {
    auto& allowed = stack.add(UntypedResourceProps{.id = origin, .type = "Custom::Origin"});
    allowed.set("ServiceToken", maker);
    allowed.set("Origin", origin);
  }
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
