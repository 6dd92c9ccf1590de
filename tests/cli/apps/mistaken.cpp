// An app that makes the mistake that its configuration asks for.

#include <stdexcept>

#include <omnitrack/run.hpp>

namespace {

using namespace omnitrack;

enum class Mistake { errors, warning, exception };

struct Config {
  Mistake mistake = Mistake::errors;

  void describe(ConfigSchema& schema) {
    schema.key("mistake", mistake, {"errors", "warning", "exception"}, "what goes wrong");
  }
};

void build(App& app, const Config& config) {
  if (config.mistake == Mistake::exception) throw std::runtime_error("the build went wrong");
  auto& stack = app.add(StackProps{.id = "Demo"});
  auto& first = stack.add(UntypedResourceProps{.id = "First", .type = "Custom::Thing"});
  auto& second = stack.add(UntypedResourceProps{.id = "Second", .type = "Custom::Thing"});
  for (auto* each : {&first, &second}) {
    each->set("ServiceToken", "arn:aws:lambda:eu-central-1:123456789012:function:make");
  }
  if (config.mistake == Mistake::warning) {
    first.warning("XX0001", "this is odd", "make it even");
  } else {
    first.error("XX0002", "this is wrong", "put it right");
    second.error("XX0003", "this is wrong too");
  }
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
