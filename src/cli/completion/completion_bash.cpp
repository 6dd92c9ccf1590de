#include "cli/completion/completion.hpp"
#include "support/replace.hpp"

namespace omnitrack::cli {

namespace {

// `@...@` stands for what differs between programs.
constexpr std::string_view bash_script = R"bash(# Completion of @PROGRAM@ for bash 3.2 and later.
@FUNCTION@() {
  # Bash may have split words at each `=` and `:`.
  local words=() word glue=
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ ${#words[@]} -gt 1 && ( $glue || $word == [=:]* ) ]]; then
      words[${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    glue=
    [[ $word == [=:]* ]] && glue=1
  done
  local last=$((${#words[@]} - 1))
  local cur=${words[last]} prev=${words[last-1]}

  local verb= i
  for ((i = 1; i < last; ++i)); do
    case ${words[i]} in
      @WITH_VALUE@) ((++i)) ;;
      @ALONE@) ;;
      -*) verb=@DEFAULT@; break ;;
      *) verb=${words[i]}; break ;;
    esac
  done

  local option= lead= value=$cur
  if [[ $cur == --*=* ]]; then
    option=${cur%%=*} lead=${cur%%=*}= value=${cur#*=}
  else
    case ${verb:-@DEFAULT@}:$prev in
      @VALUED@) option=$prev ;;
    esac
  fi
  [[ ! $option && $cur == -* ]] && option=-

  local candidates= paths= place=${verb:-@DEFAULT@}:$option
  [[ ! $verb && ! $option ]] && place=
  case $place in
    '') candidates='@VERBS@' ;;
@CASES@  esac

  COMPREPLY=()
  while IFS= read -r word; do
    word=$lead$word
    if [[ $COMP_WORDBREAKS == *=* ]]; then
      word=${word#"${cur%"${cur##*=}"}"}
    fi
    if [[ $COMP_WORDBREAKS == *:* && $cur == *:* ]]; then
      word=${word#"${cur%"${cur##*:}"}"}
    fi
    COMPREPLY+=("$word")
  done < <(compgen ${paths:--W "$candidates"} -- "$value")
  if [[ $paths ]]; then
    compopt -o filenames 2>/dev/null
  elif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -F @FUNCTION@ @PROGRAM@
)bash";

std::string alternatives(const std::vector<std::string>& patterns) {
  std::string text;
  for (const std::string& pattern : patterns) text += (text.empty() ? "" : " | ") + pattern;
  return text;
}

std::string bash_action(const Session& session, const Option& option) {
  switch (option.completes) {
    case Completes::file:
      return "paths=-f";
    case Completes::directory:
      return "paths=-d";
    case Completes::stack:
      return "candidates=$(\"${words[0]}\" list 2>/dev/null)";
    case Completes::resource_type:
      return "candidates=$(\"${words[0]}\" schema --types 2>/dev/null)";
    case Completes::nothing:
    case Completes::config_key:
    case Completes::verb:
    case Completes::code:
      return "candidates=" + shell_quoted(spaced(words_of(session, option)));
  }
  return {};
}

// The cases of one verb, and the patterns of its options that take values.
struct VerbCases {
  std::string cases;
  std::vector<std::string> valued;
};

VerbCases cases_of(const Session& session, Verb& verb) {
  VerbCases result;
  const std::string begin = std::string(verb.name()) + ':';
  std::vector<std::string> names;
  for (const Option& option : all_options(session, verb)) {
    std::vector<std::string> patterns;
    if (option.is_positional()) {
      patterns.push_back(begin);
    } else {
      for (const std::string& name : names_of(option)) {
        names.push_back(name);
        if (!option.is_flag()) patterns.push_back(begin + name);
      }
      result.valued.insert(result.valued.end(), patterns.begin(), patterns.end());
    }
    if (patterns.empty()) continue;
    result.cases += "    " + alternatives(patterns) + ") " + bash_action(session, option) + " ;;\n";
  }
  result.cases += "    " + begin + "-) candidates=" + shell_quoted(spaced(names)) + " ;;\n";
  return result;
}

}  // namespace

std::string bash_completion(const Session& session) {
  std::string cases;
  std::vector<std::string> valued;
  std::vector<std::string> verbs;
  for (const auto& verb : session.verbs) {
    VerbCases own = cases_of(session, *verb);
    cases += own.cases;
    valued.insert(valued.end(), own.valued.begin(), own.valued.end());
    verbs.emplace_back(verb->name());
  }
  const CommonPatterns common = common_patterns(session);
  std::string text(bash_script);
  support::replace_all(text, "@PROGRAM@", session.console.program());
  support::replace_all(text, "@FUNCTION@", shell_function(session));
  support::replace_all(text, "@DEFAULT@", session.verbs.front()->name());
  support::replace_all(text, "@WITH_VALUE@", alternatives(common.with_value));
  support::replace_all(text, "@ALONE@", alternatives(common.alone));
  support::replace_all(text, "@VALUED@", alternatives(valued));
  support::replace_all(text, "@VERBS@", spaced(verbs));
  support::replace_all(text, "@CASES@", cases);
  return text;
}

}  // namespace omnitrack::cli
