#include "assets/temporary_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace omnitrack::assets {

TemporaryFile::TemporaryFile() : TemporaryFile(std::filesystem::temp_directory_path().string()) {}

TemporaryFile::TemporaryFile(const std::string& folder)
    : path_((std::filesystem::path(folder) / "omnitrack-asset-XXXXXX").string()),
      file_(::mkstemp(path_.data())) {
  if (file_ < 0) {
    throw std::system_error(errno, std::generic_category(), "cannot make a file in " + path_);
  }
}

TemporaryFile::~TemporaryFile() {
  ::close(file_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

void TemporaryFile::keep_as(const std::string& path) {
  constexpr mode_t for_everybody = 0644;
  if (::fchmod(file_, for_everybody) != 0 || ::rename(path_.c_str(), path.c_str()) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot write " + path);
  }
  path_.clear();
}

void TemporaryFile::append(std::string_view bytes) {
  overwrite(size_, bytes);
  size_ += bytes.size();
}

void TemporaryFile::overwrite(std::uint64_t offset, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category(), "cannot write " + path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

}  // namespace omnitrack::assets
