// says: a_function_mounts_a_file_system_below_mnt_at_letters_digits_and_dots_hyphens_underscores
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::FunctionProps& props, const omnitrack::FunctionFileSystem& system) {
  props.file_systems = {{
      .access_point = system.access_point,
#ifdef MISTAKE
      .mount_path = "/data",
#else
      .mount_path = "/mnt/data",
#endif
  }};
}
