#include "cli/completion/completion.hpp"
#include "support/replace.hpp"

namespace omnitrack::cli {

namespace {

// `@...@` stands for what differs between programs. The file works sourced and, named @FUNCTION@,
// from a folder of fpath.
constexpr std::string_view zsh_script = R"zsh(#compdef @PROGRAM@
# Completion of @PROGRAM@ for zsh 5 and later.
@FUNCTION@_stacks() {
  local -a stacks
  stacks=(${(f)"$(${~program} list 2>/dev/null)"})
  compadd -a stacks
}
@FUNCTION@_types() {
  local -a types
  types=(${(f)"$(${~program} schema --types 2>/dev/null)"})
  compadd -a types
}
@FUNCTION@_settings() {
  compadd -S '' -- @SETTINGS@
}
@FUNCTION@() {
  local program=$words[1] curcontext=$curcontext state line ret=1
  typeset -A opt_args
  local -a verbs@LOCALS@
  verbs=(
@VERBS@  )
@SPECS@  _arguments -C $@DEFAULT@_options ': :->verb' '*:: :->rest' && ret=0
  case $state in
    verb) _describe verb verbs && ret=0 ;;
    rest)
      case $words[1] in
@CASES@      esac ;;
  esac
  return ret
}
if [[ $funcstack[1] == @FUNCTION@ ]]; then
  @FUNCTION@ "$@"
else
  compdef @FUNCTION@ @PROGRAM@
fi
)zsh";

std::string explanation(const Option& option) {
  std::string text(option.help);
  support::replace_all(text, "[", "\\[");
  support::replace_all(text, "]", "\\]");
  return '[' + text + ']';
}

std::string zsh_action(const Session& session, const Option& option) {
  switch (option.completes) {
    case Completes::file:
      return "_files";
    case Completes::directory:
      return "_files -/";
    case Completes::stack:
      return shell_function(session) + "_stacks";
    case Completes::resource_type:
      return shell_function(session) + "_types";
    case Completes::config_key:
      return shell_function(session) + "_settings";
    case Completes::nothing:
    case Completes::verb:
    case Completes::code:
      return '(' + spaced(words_of(session, option)) + ')';
  }
  return {};
}

// The words of _arguments that describe an argument, or an option: a line for each of its names.
std::string specs(const Session& session, const Option& option) {
  const std::string name(option.is_positional() ? option.long_name : option.value_name);
  const std::string value = option.is_flag() ? "" : ':' + name + ':' + zsh_action(session, option);
  const std::string repeats = option.is_repeatable() ? "*" : "";
  if (option.is_positional()) return ' ' + shell_quoted(repeats + value);
  const std::string others = repeats.empty() ? '(' + spaced(names_of(option)) + ')' : repeats;
  std::string text;
  for (const std::string& each : names_of(option)) {
    const bool is_long = each.starts_with("--");
    std::string spec = others + each;
    if (!option.is_flag()) spec += is_long ? '=' : '+';
    spec.append(explanation(option)).append(value);
    text.append("    ").append(shell_quoted(spec)).append("\n");
  }
  return text;
}

}  // namespace

std::string zsh_completion(const Session& session) {
  std::string locals;
  std::string verbs;
  std::string all_specs;
  std::string cases;
  for (const auto& verb : session.verbs) {
    const std::string name(verb->name());
    const std::string array = name + "_options";
    locals += ' ' + array;
    verbs += "    " + shell_quoted(name + ':' + std::string(verb->summary())) + '\n';
    all_specs += "  " + array + "=(\n";
    std::string arguments = " $" + array;
    for (const Option& option : all_options(session, *verb)) {
      (option.is_positional() ? arguments : all_specs) += specs(session, option);
    }
    all_specs += "  )\n";
    cases.append("        ").append(name).append(") _arguments").append(arguments);
    cases += " && ret=0 ;;\n";
  }
  std::string text(zsh_script);
  support::replace_all(text, "@PROGRAM@", session.console.program());
  support::replace_all(text, "@FUNCTION@", shell_function(session));
  support::replace_all(text, "@DEFAULT@", session.verbs.front()->name());
  support::replace_all(text, "@SETTINGS@", spaced(settings_of(session.keys)));
  support::replace_all(text, "@LOCALS@", locals);
  support::replace_all(text, "@VERBS@", verbs);
  support::replace_all(text, "@SPECS@", all_specs);
  support::replace_all(text, "@CASES@", cases);
  return text;
}

}  // namespace omnitrack::cli
