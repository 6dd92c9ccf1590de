#include "diff/changes/other_spellings.hpp"

#include <array>

#include "meaning/canonical.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

/// Two properties of a type, of which a resource has one.
struct Spellings {
  std::string_view type;
  std::string_view as_map;
  std::string_view as_text;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html
constexpr std::array<Spellings, 1> spellings{
    {{"AWS::StepFunctions::StateMachine", "Definition", "DefinitionString"}}};

const Node* only_one(const Node& properties, const Spellings& names) {
  const Node* as_map = properties.find(names.as_map);
  const Node* as_text = properties.find(names.as_text);
  if (as_map != nullptr && as_text != nullptr) return nullptr;
  return as_map != nullptr ? as_map : as_text;
}

}  // namespace

bool is_spelled_otherwise(std::string_view type, std::string_view property, const Node& before,
                          const Node& after) {
  for (const Spellings& each : spellings) {
    if (type != each.type || (property != each.as_map && property != each.as_text)) continue;
    const Node* was = only_one(before, each);
    const Node* is = only_one(after, each);
    return was != nullptr && is != nullptr && meaning::same_meaning(*was, *is, {});
  }
  return false;
}

}  // namespace omnitrack::diff
