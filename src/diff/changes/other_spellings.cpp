#include "diff/changes/other_spellings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/value_spec.hpp"

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

/// A property that SAM's transform sets where a template leaves it out.
struct MadeDefault {
  std::string_view type;
  std::string_view property;
  std::string_view text = {};                                             ///< of a scalar
  std::array<std::pair<std::string_view, std::string_view>, 2> map = {};  ///< of a map
};

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
constexpr std::array<MadeDefault, 3> made_defaults{{
    {"AWS::Serverless::HttpApi", "StageName", "$default"},
    {"AWS::Serverless::LayerVersion", "RetentionPolicy", "Retain"},
    {"AWS::Serverless::SimpleTable", "PrimaryKey", {}, {{{"Name", "id"}, {"Type", "String"}}}},
}};

bool is_default(const MadeDefault& made, const Node& value) {
  if (!made.text.empty()) return meaning::known_text(&value) == made.text;
  return value.members().size() == made.map.size() &&
         std::ranges::all_of(made.map, [&value](const auto& member) {
           return meaning::known_text(value.find(member.first)) == member.second;
         });
}

const Node* only_one(const Node& properties, const Spellings& names) {
  const Node* as_map = properties.find(names.as_map);
  const Node* as_text = properties.find(names.as_text);
  if (as_map != nullptr && as_text != nullptr) return nullptr;
  return as_map != nullptr ? as_map : as_text;
}

}  // namespace

bool is_spelled_otherwise(const tmpl::ResourceEntry& after_resource, std::string_view property,
                          const Node& before, const Node& after) {
  const std::string_view type = after_resource.type_name;
  for (const MadeDefault& each : made_defaults) {
    if (type != each.type || property != each.property) continue;
    const Node* was = before.find(property);
    const Node* is = after.find(property);
    return (was == nullptr || is == nullptr) && is_default(each, was == nullptr ? *is : *was);
  }
  for (const Spellings& each : spellings) {
    if (type != each.type || (property != each.as_map && property != each.as_text)) continue;
    const Node* was = only_one(before, each);
    const Node* is = only_one(after, each);
    return was != nullptr && is != nullptr &&
           meaning::same_meaning(*was, *is, meaning::spec_of(after_resource, each.as_map));
  }
  return false;
}

}  // namespace omnitrack::diff
