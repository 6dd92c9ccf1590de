#include "assets/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace omnitrack::assets {

TemporaryFolder::TemporaryFolder()
    : TemporaryFolder(std::filesystem::temp_directory_path().string()) {}

TemporaryFolder::TemporaryFolder(const std::string& parent)
    : path_((std::filesystem::path(parent) / "omnitrack-image-XXXXXX").string()) {
  if (::mkdtemp(path_.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "cannot make a folder " + path_);
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove_all(path_, error);
}

void TemporaryFolder::keep_as(const std::string& path) {
  std::filesystem::permissions(path_, std::filesystem::perms(0755));
  std::filesystem::rename(path_, path);
  path_.clear();
}

}  // namespace omnitrack::assets
