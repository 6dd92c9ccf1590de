#include "cli/parse_options.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "cli/templates/template_files.hpp"

namespace omnitrack::cli {

namespace {

// To declare an option takes the parser longer than to parse, and most are not given.
bool may_be_given(const Option& option, std::span<const std::string> arguments) {
  if (option.is_positional()) return true;
  return std::ranges::any_of(arguments, [&option](std::string_view word) {
    // Short names may stand together, as in `-qv`.
    const bool has_short_names = word.starts_with('-') && !word.starts_with("--");
    return has_short_names ? !option.short_name.empty()
                           : word.substr(0, word.find('=')) == option.long_name;
  });
}

void declare(const Option& option, CLI::App& parser) {
  std::string names(option.short_name);
  if (!names.empty()) names += ',';
  names += option.long_name;
  if (auto* const* flag = std::get_if<bool*>(&option.target)) {
    parser.add_flag(names, **flag)->disable_flag_override();
  } else if (auto* const* value = std::get_if<std::optional<std::string>*>(&option.target)) {
    parser.add_option(names, **value)->type_name(std::string(option.value_name));
  } else {
    auto& values = *std::get<std::vector<std::string>*>(option.target);
    CLI::Option* made = parser.add_option(names, values);
    made->type_name(std::string(option.value_name));
    // An option takes one value each time, lest it swallows the arguments after it.
    if (!option.is_positional()) made->allow_extra_args(false);
  }
}

std::string_view without_dashes(std::string_view name) {
  return name.substr(std::min(name.find_first_not_of('-'), name.size()));
}

// What is wrong with the values of an option. The parser's words begin with its long name.
std::string explained(const CLI::ParseError& error, const Options& options) {
  const std::string_view words = error.what();
  const std::string_view bare = without_dashes(words);
  const std::string_view named = bare.substr(0, bare.find_first_of(": "));
  for (const Option& option : options) {
    if (without_dashes(option.long_name) != named) continue;
    const std::string name(option.long_name);
    if (option.is_flag()) return name + " takes no value";
    if (words.find("missing") == std::string_view::npos) return name + " may be given only once";
    std::string reason = name + " needs a value: ";
    return reason.append(name).append(" ").append(option.value_name);
  }
  return std::string(words);
}

// A template that stands where an option names it.
std::string hint_for(const std::string& word, const Options& options) {
  const auto names_file = [](const Option& each) {
    return each.long_name == "--template" && each.completes == Completes::file;
  };
  const bool is_template = is_named_like_template(word) && std::ranges::any_of(options, names_file);
  return is_template ? "name a template by --template " + word : std::string();
}

// Unknown options first: the words among the rest may only be their values.
void refuse_rest(std::vector<std::string> rest, const Options& options) {
  if (rest.empty()) return;
  const auto is_option = [](const std::string& word) { return word.starts_with('-'); };
  const auto found = std::find_if(rest.begin(), rest.end(), is_option);
  if (found == rest.end()) {
    throw UsageError("unexpected argument '" + rest.front() + "'", hint_for(rest.front(), options));
  }
  const std::string wrong = found->substr(0, found->find('='));
  std::vector<std::string_view> names;
  for (const Option& option : options) {
    if (!option.is_positional()) names.push_back(option.long_name);
  }
  throw UsageError("unknown option '" + wrong + "'", did_you_mean(wrong, names));
}

void check_choices(const Option& option) {
  if (option.choices.empty()) return;
  const auto& given = *std::get<std::optional<std::string>*>(option.target);
  if (!given ||
      std::find(option.choices.begin(), option.choices.end(), *given) != option.choices.end()) {
    return;
  }
  // What begins with another letter is another word, as tcsh is, and not a mistyped one.
  std::vector<std::string_view> alike = option.choices;
  std::erase_if(alike, [&](std::string_view each) { return !given->starts_with(each.front()); });
  throw UsageError(std::string(option.long_name) + " must be " + listed(option.choices) +
                       ", not '" + *given + "'",
                   did_you_mean(*given, alike));
}

// An empty value is most likely a shell variable that is not set.
void check_not_empty(const Option& option) {
  auto* const* value = std::get_if<std::optional<std::string>*>(&option.target);
  if (value != nullptr && *value && (*value)->has_value() && (**value)->empty()) {
    throw UsageError(std::string(option.long_name) + " must not be empty");
  }
}

}  // namespace

void parse_options(std::span<const std::string> arguments, const Options& options) {
  CLI::App parser;
  parser.set_help_flag();
  parser.allow_extras();
  for (const Option& option : options) {
    if (may_be_given(option, arguments)) declare(option, parser);
  }
  try {
    // The parser takes them from the back.
    parser.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    throw UsageError(explained(error, options));
  }
  refuse_rest(parser.remaining(), options);
  for (const Option& option : options) {
    check_choices(option);
    check_not_empty(option);
  }
}

}  // namespace omnitrack::cli
