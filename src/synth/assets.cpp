#include "synth/assets.hpp"

#include <algorithm>

#include "core/tree.hpp"

namespace omnitrack::synth {

namespace {

std::vector<std::string> stacks_of(const AssetEntry& entry) {
  std::vector<std::string> names;
  for (const Construct* user : entry.users) {
    const Stack* stack = TreeAccess::stack(*user);
    if (stack == nullptr) continue;
    std::string name(stack->name());
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

std::vector<SynthesizedAsset> assets_of(App& app) {
  const AssetList& list = TreeAccess::state(app).assets;
  std::vector<SynthesizedAsset> assets;
  for (const AssetEntry& entry : list.entries) {
    const Construct& first = *entry.users.front();
    std::vector<std::string> stacks = stacks_of(entry);
    const auto same =
        std::ranges::find(assets, entry.taken.object_key, &SynthesizedAsset::object_key);
    if (same != assets.end()) {
      for (std::string& each : stacks) {
        if (std::ranges::find(same->stacks, each) == same->stacks.end()) {
          same->stacks.push_back(std::move(each));
        }
      }
      continue;
    }
    assets.push_back({.hash = std::string(entry.taken.hash),
                      .path = entry.path,
                      .packaging = entry.taken.packaging,
                      .object_key = std::string(entry.taken.object_key),
                      .bytes = entry.taken.bytes,
                      .ignore = entry.ignore,
                      .stacks = std::move(stacks),
                      .construct_path = first.path(),
                      .source = first.source()});
  }
  return assets;
}

}  // namespace omnitrack::synth
