#include "every_construct.hpp"

namespace every_construct {

void add_efs(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& files = stack.add(FileSystemProps{.id = "FileSystem", .vpc = in.vpc});
  stack.add(AccessPointProps{.id = "AccessPoint",
                             .file_system = files,
                             .path = "/uploads",
                             .posix_gid = 1000,
                             .posix_uid = 1000});
}

}  // namespace every_construct
