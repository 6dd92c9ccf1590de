// An HTTP API whose function is the folder `function`. `bootstrap` makes the bucket that `deploy`
// uploads it to, once an account and region.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "@NAME@"});
  auto& greeter = stack.add(FunctionProps{
      .id = "Greeter",
      .code = FunctionCode::from_folder(OMNITRACK_APP_DIR "/function"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  auto& api = stack.add(HttpApiProps{
      .id = "Api",
      .routes = {{.key = "GET /greeting", .integration = greeter}},
  });
  stack.add(OutputProps{.id = "Url", .value = api.url("/greeting")});
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
