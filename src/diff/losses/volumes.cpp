#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::cases_below;
using meaning::only_case;
using meaning::only_value;
using meaning::property_path;
using tmpl::Node;

/// Where a type says which volumes its instances have.
struct VolumesOf {
  std::string_view type;
  std::string_view list;
  std::string_view lost_with;
};

constexpr std::array<VolumesOf, 2> volume_lists{{
    {"AWS::EC2::Instance", "BlockDeviceMappings", "the instance is"},
    {"AWS::EC2::LaunchTemplate", "LaunchTemplateData/BlockDeviceMappings",
     "the instances that are launched from now on are"},
}};

/// Whether a volume goes with its instance; nothing where that is not known.
std::optional<bool> goes_with_instance(const tmpl::Index& index, const Node& mapping) {
  const Case said = only_case(cases_below(index, &mapping, "Ebs/DeleteOnTermination"));
  if (said.value == nullptr) return said.is_seen ? std::optional(true) : std::nullopt;
  return meaning::known_boolean(said.value);
}

/// The volumes of a list by the names of their devices.
std::unordered_map<std::string_view, const Node*> by_device(const Node& list) {
  std::unordered_map<std::string_view, const Node*> mappings;
  for (const Node& each : list.items()) {
    if (const auto device = meaning::known_text(each.find("DeviceName"))) {
      mappings.emplace(*device, &each);
    }
  }
  return mappings;
}

void compare_volumes(const LossCheck& check, const VolumesOf& volumes, const Node& before,
                     const Node& after) {
  const auto others = by_device(after);
  for (const Node& each : before.items()) {
    const auto device = meaning::known_text(each.find("DeviceName"));
    const auto other = device ? others.find(*device) : others.end();
    if (other == others.end() || goes_with_instance(*check.diff.before, each) != false) continue;
    const auto goes = goes_with_instance(*check.diff.after, *other->second);
    if (goes == false) continue;
    check.report(property_path(volumes.list),
                 "nothing yet, but what is on the volume '" + std::string(*device) + "' once " +
                     std::string(volumes.lost_with) + " terminated",
                 "leave its 'DeleteOnTermination' as it is deployed", goes.has_value());
  }
}

}  // namespace

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html
void find_volumes_that_go(const LossCheck& check) {
  const auto volumes = std::ranges::find(volume_lists, check.change.type_name, &VolumesOf::type);
  if (volumes == volume_lists.end()) return;
  const Node* before = only_value(*check.diff.before, *check.change.before, volumes->list);
  const Node* after = only_value(*check.diff.after, *check.change.after, volumes->list);
  if (before != nullptr && after != nullptr) compare_volumes(check, *volumes, *before, *after);
}

}  // namespace omnitrack::diff
