// Two stacks, of which one uses a value of the other: what is configured decides how strongly.

#include <omnitrack/fn.hpp>
#include <omnitrack/run.hpp>

namespace {

using namespace omnitrack;

constexpr const char* maker = "arn:aws:lambda:eu-central-1:123456789012:function:make";

struct Config {
  ReferenceStrength strength = ReferenceStrength::inherited;

  void describe(ConfigSchema& schema) {
    schema.key("strength", strength, {"inherited", "strong", "weak"}, "how strong references are");
  }
};

void build(App& app, const Config& config) {
  app.set_reference_strength(config.strength);
  auto& network = app.add(StackProps{.id = "Network"});
  auto& vpc = network.add(UntypedResourceProps{.id = "Vpc", .type = "Custom::Vpc"});
  vpc.set("ServiceToken", maker);
  auto& compute = app.add(StackProps{.id = "Compute"});
  auto& server = compute.add(UntypedResourceProps{.id = "Server", .type = "Custom::Server"});
  server.set("ServiceToken", maker);
  server.set("VpcId", vpc.ref());
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
