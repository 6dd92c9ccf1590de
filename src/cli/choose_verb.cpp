#include "cli/choose_verb.hpp"

#include <algorithm>

#include "cli/failure.hpp"

namespace omnitrack::cli {

namespace {

const Option* find_option(const Options& options, std::string_view argument) {
  const std::string_view name = argument.substr(0, argument.find('='));
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& option) {
    return option.long_name == name || (!option.short_name.empty() && option.short_name == name);
  });
  return found == options.end() ? nullptr : &*found;
}

bool has_value_apart(const Option* option, std::string_view argument) {
  return option != nullptr && !option->is_flag() && argument.find('=') == std::string_view::npos;
}

// A verb behind the options of the default verb would be taken for the name of a stack.
void refuse_late_verb(std::span<const std::string> arguments, const Verbs& verbs,
                      const Options& common) {
  Verb& first = *verbs.front();
  Options options = first.options();
  options.insert(options.end(), common.begin(), common.end());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument.starts_with('-')) {
      if (has_value_apart(find_option(options, argument), argument)) ++i;
      continue;
    }
    if (std::ranges::find(verbs, argument, &Verb::name) == verbs.end()) continue;
    std::string hint = "put it first: " + argument + " [OPTION...]; for a stack of that name: ";
    hint.append(first.name()).append(" ").append(argument);
    throw UsageError("the verb '" + argument + "' stands behind options", hint);
  }
}

}  // namespace

ChosenVerb choose_verb(std::span<char* const> arguments, const Verbs& verbs,
                       const Options& common) {
  ChosenVerb chosen{verbs.front().get(), false, {arguments.begin(), arguments.end()}};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = chosen.arguments[i];
    if (argument.starts_with('-')) {
      const Option* option = find_option(common, argument);
      if (option == nullptr) {
        refuse_late_verb(std::span<const std::string>(chosen.arguments).subspan(i), verbs, common);
        return chosen;
      }
      if (has_value_apart(option, argument)) ++i;
      continue;
    }
    chosen.verb = &find_verb(verbs, argument);
    chosen.is_named = true;
    chosen.arguments.erase(chosen.arguments.begin() + static_cast<std::ptrdiff_t>(i));
    return chosen;
  }
  return chosen;
}

}  // namespace omnitrack::cli
