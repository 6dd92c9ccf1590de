#pragma once

#include <optional>
#include <string>
#include <system_error>

namespace omnitrack::cli {

/// More bytes than any input has: a hundred times what CloudFormation takes.
inline constexpr std::size_t most_bytes_of_file = 100'000'000;

/// The whole content of a file; where it cannot be read, nothing, and `error` says why. A device, a
/// file that is too large and a pipe into which nothing comes for a while are such errors.
std::optional<std::string> read_file(const std::string& path, std::error_code& error);

/// The same of standard input, which may be a terminal, and into which something may come late.
std::optional<std::string> read_stdin(std::error_code& error);

/// Whether a path leads to a regular file, which can be read again.
bool is_regular_file(const std::string& path);

}  // namespace omnitrack::cli
