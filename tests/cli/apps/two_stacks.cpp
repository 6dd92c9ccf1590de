// An app of two stacks, of which one uses a value of the other.

#include <omnitrack/run.hpp>

namespace {

using namespace omnitrack;

constexpr const char* maker = "arn:aws:lambda:eu-central-1:123456789012:function:make";

void build(App& app) {
  auto& compute = app.add(StackProps{.id = "Compute"});
  auto& network = app.add(StackProps{.id = "Network"});
  auto& vpc = network.add(UntypedResourceProps{.id = "Vpc", .type = "Custom::Vpc"});
  vpc.set("ServiceToken", maker);
  auto& server = compute.add(UntypedResourceProps{.id = "Server", .type = "Custom::Server"});
  server.set("ServiceToken", maker);
  server.set("VpcId", vpc.ref());
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
