#pragma once

#include <string>

namespace omnitrack::assets {

/// A folder that is removed in the end with all that is in it, unless it is kept. Each function
/// throws std::system_error where it cannot be made or moved.
class TemporaryFolder {
 public:
  /// In the folder for temporary files.
  TemporaryFolder();
  explicit TemporaryFolder(const std::string& parent);
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Gives it a name for good, in the same file system, readable by everybody.
  void keep_as(const std::string& path);

 private:
  std::string path_;
};

}  // namespace omnitrack::assets
