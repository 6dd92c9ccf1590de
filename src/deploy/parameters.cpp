#include "deploy/parameters.hpp"

#include <algorithm>

#include "meaning/exports.hpp"

namespace omnitrack::deploy {

ParameterChoices choose_parameters(const tmpl::Index& index, const StackState* state,
                                   const std::vector<NamedValue>& given) {
  ParameterChoices choices;
  for (const tmpl::ParameterEntry& each : index.parameters()) {
    const std::string name(each.name);
    const auto named = std::ranges::find(given, name, &NamedValue::name);
    if (named != given.end()) {
      choices.chosen.push_back({name, named->value});
    } else if (state != nullptr && std::ranges::find(state->parameters, name, &NamedValue::name) !=
                                       state->parameters.end()) {
      choices.chosen.push_back({name, std::nullopt});
    } else if (each.member->value.find("Default") == nullptr) {
      choices.missing.push_back(name);
    }
  }
  return choices;
}

bool may_change_by_itself(const tmpl::Index& index) {
  return !index.transforms().empty() || index.may_have_unseen() ||
         meaning::reads_outputs(index.source().root()) ||
         std::ranges::any_of(index.parameters(), [](const tmpl::ParameterEntry& each) {
           return each.type_name.starts_with("AWS::SSM::Parameter::");
         });
}

}  // namespace omnitrack::deploy
