// Two stacks with images that are built of folders: of a function, and of a task.

#include <omnitrack/ecs/fargate_task_definition.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/run.hpp>

using namespace omnitrack;

namespace {

void build(App& app) {
  Stack& work = app.add(StackProps{.id = "Work"});
  work.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::from_image_folder(
          "worker", {.build_arguments = {{"LEVEL", "2; $(id)"}}, .target = "function"}),
      .architecture = cfn::lambda::FunctionProps::Architectures::arm64,
  });
  Stack& web = app.add(StackProps{.id = "Web"});
  web.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "web",
                      .image = ContainerImage::from_folder("web", {.ignore = {"*.log"}})}},
  });
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv, build); }
