#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace omnitrack::support {

/// Why a file could not be written, with what to do about it, which may be empty.
class WriteError final : public std::runtime_error {
 public:
  explicit WriteError(const std::string& message, std::string hint = {})
      : std::runtime_error(message), hint_(std::move(hint)) {}

  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

/// Writes all of a text to an open file. Returns why it could not.
std::error_code write_all(int file, std::string_view text);

/// A file to be written.
struct NewFile {
  std::string path;
  std::string_view text;
  bool keeps_mode = false;  ///< whether its rights stay those of the file that is in its place
};

/// Throws WriteError where a file could not be written, before anything is done that it is to tell
/// of. A device or a pipe is not looked at.
void check_can_put(const std::string& path);

/// Writes files that a person named, each whole beside its place, and renames them over their
/// places once all of them are on the disk. Where a link is named, that is what it leads to; a
/// device or a pipe is written into instead, last. Throws WriteError, in which case no place has
/// changed unless one of these steps failed.
void put_files(std::span<const NewFile> files);

/// Writes files of our naming into a folder in the same way. What is in their places is replaced,
/// whatever it is, and no folder below this one may be a link that leads out of it.
void put_files_into(const std::string& folder, std::span<const NewFile> files);

}  // namespace omnitrack::support
