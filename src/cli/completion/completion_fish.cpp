#include "cli/completion/completion.hpp"
#include "support/replace.hpp"

namespace omnitrack::cli {

namespace {

// `@...@` stands for what differs between programs.
constexpr std::string_view fish_script = R"fish(# Completion of @PROGRAM@ for fish 3.1 and later.
function _@FUNCTION@_verb
    set -l skip 0
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case @WITH_VALUE@
                set skip 1
            case @ALONE@
            case '-*'
                echo @DEFAULT@
                return
            case '*'
                echo $word
                return
        end
    end
    return 1
end
function _@FUNCTION@_is
    _@FUNCTION@_verb | string match -q -- $argv[1]
end
function _@FUNCTION@_asked
    set -l words (commandline -opc)
    $words[1] $argv 2>/dev/null
end
complete -c @PROGRAM@ -f
)fish";

std::vector<std::string> quoted(std::vector<std::string> patterns) {
  for (std::string& pattern : patterns) pattern = shell_quoted(pattern);
  return patterns;
}

std::string fish_action(const Session& session, const Option& option) {
  switch (option.completes) {
    case Completes::file:
      return " -r -F";
    case Completes::directory:
      return " -x -a '(__fish_complete_directories)'";
    case Completes::stack:
      return " -x -a '(_@FUNCTION@_asked list)'";
    case Completes::resource_type:
      return " -x -a '(_@FUNCTION@_asked schema --types)'";
    case Completes::nothing:
    case Completes::config_key:
    case Completes::verb:
    case Completes::code:
      return " -x -a " + shell_quoted(spaced(words_of(session, option)));
  }
  return {};
}

std::string line(const Session& session, const std::string& condition, const Option& option) {
  std::string text = "complete -c @PROGRAM@ -n " + shell_quoted(condition);
  if (option.is_positional()) return text + fish_action(session, option) + '\n';
  if (!option.short_name.empty()) text += " -s " + std::string(option.short_name.substr(1));
  text += " -l " + std::string(option.long_name.substr(2));
  if (!option.is_flag()) text += fish_action(session, option);
  return text + " -d " + shell_quoted(option.help) + '\n';
}

std::string lines_of(const Session& session, Verb& verb) {
  const std::string condition = "_@FUNCTION@_is " + std::string(verb.name());
  std::string text = "complete -c @PROGRAM@ -n 'not _@FUNCTION@_verb >/dev/null' -a " +
                     std::string(verb.name()) + " -d " + shell_quoted(verb.summary()) + '\n';
  const bool is_default = &verb == session.verbs.front().get();
  for (const Option& option : verb.options()) {
    const bool is_without_verb = is_default && !option.is_positional();
    text += line(session,
                 is_without_verb ? condition + "; or not _@FUNCTION@_verb >/dev/null" : condition,
                 option);
  }
  return text;
}

}  // namespace

std::string fish_completion(const Session& session) {
  const CommonPatterns common = common_patterns(session);
  std::string text(fish_script);
  support::replace_all(text, "@WITH_VALUE@", spaced(quoted(common.with_value)));
  support::replace_all(text, "@ALONE@", spaced(quoted(common.alone)));
  support::replace_all(text, "@DEFAULT@", session.verbs.front()->name());
  for (const Option& option : session.common_options) text += line(session, "true", option);
  for (const auto& verb : session.verbs) text += lines_of(session, *verb);
  support::replace_all(text, "@FUNCTION@", shell_function(session));
  support::replace_all(text, "@PROGRAM@", session.console.program());
  return text;
}

}  // namespace omnitrack::cli
