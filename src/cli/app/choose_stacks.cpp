#include "cli/app/choose_stacks.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

std::vector<std::string_view> names_of(const std::vector<const SynthesizedStack*>& stacks) {
  std::vector<std::string_view> names;
  names.reserve(stacks.size());
  for (const SynthesizedStack* stack : stacks) names.emplace_back(stack->name);
  return names;
}

std::vector<const SynthesizedStack*> choose_stacks(const std::vector<SynthesizedStack>& stacks,
                                                   const std::vector<std::string>& wanted) {
  std::vector<const SynthesizedStack*> all(stacks.size());
  std::ranges::transform(stacks, all.begin(), [](const SynthesizedStack& stack) { return &stack; });
  if (wanted.empty()) return all;
  const std::vector<std::string_view> names = names_of(all);
  for (const std::string& each : wanted) {
    if (std::ranges::find(names, each) != names.end()) continue;
    std::string hint = did_you_mean(each, names);
    if (hint.empty()) hint = "it has " + listed(names, " and ");
    throw Failure("the app has no stack '" + each + "'", hint);
  }
  std::erase_if(all, [&](const SynthesizedStack* stack) {
    return std::ranges::find(wanted, stack->name) == wanted.end();
  });
  return all;
}

}  // namespace omnitrack::cli
