#pragma once

#include <string>
#include <vector>

namespace omnitrack::cli {

/// The words of a command that is run without a shell, with a shell's quotes and backslashes.
/// Throws UsageError for an open quote, for no word, and for what only a shell could do.
std::vector<std::string> command_words(const std::string& option, const std::string& command);

}  // namespace omnitrack::cli
