#include "cli/outputs/steering_variables.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::cli {

namespace {

// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_05_03
// https://www.gnu.org/software/bash/manual/bash.html#Shell-Variables
// https://zsh.sourceforge.io/Doc/Release/Parameters.html
constexpr std::array<std::string_view, 59> steering_names{"BROWSER",
                                                          "CDPATH",
                                                          "COMSPEC",
                                                          "EDITOR",
                                                          "ENV",
                                                          "EUID",
                                                          "EXECIGNORE",
                                                          "FCEDIT",
                                                          "FIGNORE",
                                                          "FPATH",
                                                          "FUNCNEST",
                                                          "GIT_ASKPASS",
                                                          "GIT_EDITOR",
                                                          "GIT_EXEC_PATH",
                                                          "GIT_EXTERNAL_DIFF",
                                                          "GIT_PAGER",
                                                          "GIT_SSH",
                                                          "GIT_SSH_COMMAND",
                                                          "GLIBC_TUNABLES",
                                                          "GLOBIGNORE",
                                                          "HISTFILE",
                                                          "HOME",
                                                          "IFS",
                                                          "INPUTRC",
                                                          "JAVA_TOOL_OPTIONS",
                                                          "JDK_JAVA_OPTIONS",
                                                          "LESSOPEN",
                                                          "LINENO",
                                                          "LOGNAME",
                                                          "MAILPATH",
                                                          "MODULE_PATH",
                                                          "NODE_OPTIONS",
                                                          "NODE_PATH",
                                                          "NULLCMD",
                                                          "OLDPWD",
                                                          "OPTARG",
                                                          "OPTIND",
                                                          "PAGER",
                                                          "PATH",
                                                          "PERL5LIB",
                                                          "PERL5OPT",
                                                          "POSIXLY_CORRECT",
                                                          "PPID",
                                                          "PROMPT_COMMAND",
                                                          "PS0",
                                                          "PS1",
                                                          "PS2",
                                                          "PS3",
                                                          "PS4",
                                                          "PWD",
                                                          "READNULLCMD",
                                                          "RUBYLIB",
                                                          "RUBYOPT",
                                                          "SHELL",
                                                          "SHELLOPTS",
                                                          "TMPDIR",
                                                          "UID",
                                                          "VISUAL",
                                                          "ZDOTDIR"};

constexpr std::array<std::string_view, 7> steering_beginnings{"BASH",       "DYLD_",  "LD_",  "LC_",
                                                              "OMNITRACK_", "PYTHON", "SUDO_"};

}  // namespace

bool is_steering_variable(std::string_view name) {
  return std::ranges::find(steering_names, name) != steering_names.end() ||
         std::ranges::any_of(steering_beginnings,
                             [&](std::string_view each) { return name.starts_with(each); });
}

}  // namespace omnitrack::cli
