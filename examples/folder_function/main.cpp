// A function whose code lies in a folder beside this file.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Greeting", .description = "A function from a folder"});
  auto& greeter = stack.add(FunctionProps{
      .id = "Greeter",
      .code = FunctionCode::from_folder(OMNITRACK_APP_DIR "/greeter", {.ignore = {"test_*.py"}}),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack.add(OutputProps{.id = "FunctionName", .value = greeter.name()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
