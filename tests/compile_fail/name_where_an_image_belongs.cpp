// says: say_where_it_is_by_ContainerImage_registry_repository_or_from_folder
#include <omnitrack/ecs/fargate_task_definition.hpp>

void build(omnitrack::FargateTaskDefinition& task) {
#ifdef MISTAKE
  task.add_container({.name = "web", .image = omnitrack::ContainerImage("nginx")});
#else
  task.add_container({.name = "web", .image = omnitrack::ContainerImage::registry("nginx")});
#endif
}
