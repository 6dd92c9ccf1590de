#include <omnitrack/ecs/task_definition.hpp>
#include <omnitrack/efs/file_system.hpp>

namespace omnitrack {

TaskVolume TaskVolume::bind(std::string_view name) { return TaskVolume(name); }

TaskVolume TaskVolume::host(std::string_view name, std::string_view path) {
  TaskVolume volume(name);
  volume.host_path_ = path;
  return volume;
}

TaskVolume TaskVolume::efs(std::string_view name, FileSystem& file_system,
                           std::string_view root_directory, bool read_only) {
  TaskVolume volume(name);
  volume.file_system_ = &file_system;
  volume.root_directory_ = root_directory;
  volume.is_read_only_ = read_only;
  return volume;
}

TaskVolume TaskVolume::efs(std::string_view name, const AccessPoint& access_point, bool read_only) {
  TaskVolume volume(name);
  volume.file_system_ = &access_point.file_system();
  volume.access_point_ = &access_point;
  volume.is_read_only_ = read_only;
  return volume;
}

}  // namespace omnitrack
