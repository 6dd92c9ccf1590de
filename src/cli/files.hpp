#pragma once

#include <span>
#include <string>
#include <string_view>

#include "support/new_files.hpp"

namespace omnitrack::cli {

using support::NewFile;
using support::write_all;

/// Whether the name of a file to write stands for standard output.
[[nodiscard]] inline bool is_standard_output(std::string_view path) { return path == "-"; }

/// As in support, but throws Failure.
void check_can_write(const std::string& path);

/// As in support, but throws Failure.
void write_files(std::span<const NewFile> files);

/// As in support, but throws Failure.
void write_files_into(const std::string& folder, std::span<const NewFile> files);

}  // namespace omnitrack::cli
