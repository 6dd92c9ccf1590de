#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::deploy {

/// A word as a POSIX shell reads it back, quoted only where it must be.
std::string shell_quoted(std::string_view word);

/// A command line as a POSIX shell reads it back, an option a line.
std::string shell_command(const std::vector<std::string>& words);

}  // namespace omnitrack::deploy
