#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"

namespace omnitrack::cli {

/// The completion script for bash 3.2 and later.
std::string bash_completion(const Session& session);

/// The completion script for zsh 5 and later.
std::string zsh_completion(const Session& session);

/// The completion script for fish 3.1 and later.
std::string fish_completion(const Session& session);

/// The program's name as the name of a shell function.
std::string shell_function(const Session& session);

/// A text in single quotes, as all three shells read it.
std::string shell_quoted(std::string_view text);

/// The words with spaces between them.
std::string spaced(const std::vector<std::string>& words);

/// For each configuration key `KEY=`, or `KEY=VALUE` for each value where there are few.
std::vector<std::string> settings_of(const ConfigKeys& keys);

/// The words that an option or argument is completed with; none for files, and for
/// what the program itself is asked for: stacks and resource types.
std::vector<std::string> words_of(const Session& session, const Option& option);

/// An option's short and long name.
std::vector<std::string> names_of(const Option& option);

/// A verb's own options and the common ones.
Options all_options(const Session& session, Verb& verb);

/// The arguments that may stand before a verb, as patterns of a shell.
struct CommonPatterns {
  std::vector<std::string> alone;
  std::vector<std::string> with_value;  ///< the next argument is the value
};

/// The patterns of the common options.
CommonPatterns common_patterns(const Session& session);

}  // namespace omnitrack::cli
