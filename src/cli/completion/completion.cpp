#include "cli/completion/completion.hpp"

#include <algorithm>

#include "cli/explain/code_pages.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::cli {

std::string shell_function(const Session& session) {
  std::string name = '_' + session.console.program();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !detail::is_letter_or_digit(c); }, '_');
  return name;
}

std::string shell_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + '\'';
}

std::string spaced(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> settings_of(const ConfigKeys& keys) {
  std::vector<std::string> settings;
  for (const ConfigKeys::Key& key : keys.all()) {
    const std::string begin = std::string(key.name) + '=';
    if (key.choices.empty()) settings.push_back(begin);
    for (const std::string_view choice : key.choices)
      settings.push_back(begin + std::string(choice));
  }
  return settings;
}

std::vector<std::string> words_of(const Session& session, const Option& option) {
  if (option.completes == Completes::config_key) return settings_of(session.keys);
  std::vector<std::string> words(option.choices.begin(), option.choices.end());
  if (option.completes == Completes::verb) {
    for (const auto& verb : session.verbs) words.emplace_back(verb->name());
  } else if (option.completes == Completes::code) {
    const CodePages pages;
    for (const CodePage& page : pages.all()) words.emplace_back(page.code);
  }
  return words;
}

std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names;
  if (!option.short_name.empty()) names.emplace_back(option.short_name);
  names.emplace_back(option.long_name);
  return names;
}

Options all_options(const Session& session, Verb& verb) {
  Options options = verb.options();
  options.insert(options.end(), session.common_options.begin(), session.common_options.end());
  return options;
}

CommonPatterns common_patterns(const Session& session) {
  CommonPatterns patterns;
  for (const Option& option : session.common_options) {
    for (std::string& name : names_of(option)) {
      if (option.is_flag()) {
        patterns.alone.push_back(std::move(name));
      } else {
        patterns.alone.push_back(name + "=*");
        patterns.with_value.push_back(std::move(name));
      }
    }
  }
  return patterns;
}

}  // namespace omnitrack::cli
