#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

namespace omnitrack::cli {

/// The whole content of a file; where it cannot be read, nothing, and `error` says why. Of a file
/// that has no end, about the first gigabyte.
std::optional<std::string> read_file(const std::string& path, std::error_code& error);

/// The same of an open file, such as standard input.
std::optional<std::string> read_all(int file, std::error_code& error);

/// Whether a path leads to a regular file, which can be read again.
bool is_regular_file(const std::string& path);

/// Writes all of a text to an open file. Returns why it could not.
std::error_code write_all(int file, std::string_view text);

/// A file to be written.
struct NewFile {
  std::string path;
  std::string_view text;
  bool keeps_mode = false;  ///< whether its rights stay those of the file that is in its place
};

/// Throws Failure where a file could not be written, before anything is done that it is to tell of.
/// A device, a pipe or a link is not looked at.
void check_can_write(const std::string& path);

/// Writes files, each beside its place, and renames them over their places once all of them are
/// complete. A device, a pipe or a link is written into instead, last, and stays what it is. Throws
/// Failure, in which case no place has changed unless one of these steps failed.
void write_files(std::span<const NewFile> files);

}  // namespace omnitrack::cli
