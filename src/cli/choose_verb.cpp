#include "cli/choose_verb.hpp"

#include <algorithm>

namespace omnitrack::cli {

namespace {

const Option* find_option(const Options& options, std::string_view argument) {
  const std::string_view name = argument.substr(0, argument.find('='));
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& option) {
    return option.long_name == name || (!option.short_name.empty() && option.short_name == name);
  });
  return found == options.end() ? nullptr : &*found;
}

}  // namespace

ChosenVerb choose_verb(std::span<char* const> arguments, const Verbs& verbs,
                       const Options& common) {
  ChosenVerb chosen{verbs.front().get(), false, {arguments.begin(), arguments.end()}};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = chosen.arguments[i];
    if (argument.starts_with('-')) {
      const Option* option = find_option(common, argument);
      if (option == nullptr) return chosen;
      const bool has_value_apart = !option->is_flag() && argument.find('=') == std::string::npos;
      if (has_value_apart) ++i;
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
