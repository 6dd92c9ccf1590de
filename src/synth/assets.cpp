#include "synth/assets.hpp"

#include <algorithm>

#include "core/tree.hpp"

namespace omnitrack::synth {

namespace {

std::vector<std::string> stacks_of(const std::vector<const Construct*>& users) {
  std::vector<std::string> names;
  for (const Construct* user : users) {
    const Stack* stack = TreeAccess::stack(*user);
    if (stack == nullptr) continue;
    std::string name(stack->name());
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

void add_stacks(std::vector<std::string>& to, std::vector<std::string> stacks) {
  for (std::string& each : stacks) {
    if (std::ranges::find(to, each) == to.end()) to.push_back(std::move(each));
  }
}

}  // namespace

std::vector<SynthesizedAsset> assets_of(App& app) {
  const AssetList& list = TreeAccess::state(app).assets;
  std::vector<SynthesizedAsset> assets;
  for (const AssetEntry& entry : list.entries) {
    const Construct& first = *entry.users.front();
    std::vector<std::string> stacks = stacks_of(entry.users);
    const auto same =
        std::ranges::find(assets, entry.taken.object_key, &SynthesizedAsset::object_key);
    if (same != assets.end()) {
      add_stacks(same->stacks, std::move(stacks));
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

std::vector<SynthesizedImage> images_of(App& app) {
  std::vector<SynthesizedImage> images;
  for (const ImageEntry& entry : TreeAccess::state(app).assets.images) {
    std::vector<std::string> stacks = stacks_of(entry.users);
    const auto same = std::ranges::find(images, entry.taken.hash, &SynthesizedImage::hash);
    if (same != images.end()) {
      add_stacks(same->stacks, std::move(stacks));
      continue;
    }
    const Construct& first = *entry.users.front();
    images.push_back({.hash = std::string(entry.taken.hash),
                      .recipe = entry.recipe,
                      .bytes = entry.taken.bytes,
                      .stacks = std::move(stacks),
                      .construct_path = first.path(),
                      .source = first.source()});
  }
  return images;
}

}  // namespace omnitrack::synth
