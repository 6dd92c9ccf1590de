#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "FirstApp"});
  auto& photos = stack.add(BucketProps{.id = "Photos", .versioning = true});
  auto& albums = stack.add(TableProps{
      .id = "Albums",
      .partition_key = {"Owner"},
      .sort_key = {"Album"},
  });
  auto& worker = stack.add(RoleProps{
      .id = "Worker",
      .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
  });
  photos.grant_read(worker);
  albums.grant_read_write_data(worker);
  stack.add(OutputProps{.id = "PhotosBucket", .value = photos.name()});
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
