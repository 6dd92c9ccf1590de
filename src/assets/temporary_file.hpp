#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace omnitrack::assets {

/// A file that is removed in the end, unless it is kept. Each function throws std::system_error
/// where the file cannot be written.
class TemporaryFile {
 public:
  /// In the folder for temporary files.
  TemporaryFile();
  explicit TemporaryFile(const std::string& folder);
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();

  [[nodiscard]] const std::string& path() const { return path_; }
  /// How many bytes were appended.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  void append(std::string_view bytes);
  /// Replaces bytes that were appended before.
  void overwrite(std::uint64_t offset, std::string_view bytes) const;
  /// Gives it a name for good, in the same file system, readable by everybody.
  void keep_as(const std::string& path);

 private:
  std::string path_;
  int file_;
  std::uint64_t size_ = 0;
};

}  // namespace omnitrack::assets
