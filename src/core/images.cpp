#include <algorithm>

#include "assets/asset_error.hpp"
#include "assets/asset_files.hpp"
#include "assets/fingerprint.hpp"
#include "assets/image_context.hpp"
#include "core/asset_place.hpp"
#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "omnitrack/ecr/repository_name.hpp"
#include "support/quoted.hpp"

namespace omnitrack {

namespace {

ImageRecipe recipe_of(std::string_view path, std::string_view platform, const ImageBuild& build) {
  ImageRecipe recipe{.path = assets::real_path_of(std::string(path)),
                     .platform = std::string(platform),
                     .target = std::string(build.target.text())};
  for (const Text& each : build.ignore) recipe.ignore.emplace_back(each.text());
  if (!build.dockerfile.empty()) recipe.dockerfile = build.dockerfile.text();
  for (const BuildArgument& each : build.build_arguments) {
    recipe.arguments.emplace_back(each.name.text(), each.value.text());
  }
  std::ranges::stable_sort(recipe.arguments, {}, &std::pair<std::string, std::string>::first);
  return recipe;
}

ImageEntry& entry_of(AssetList& list, ImageRecipe recipe) {
  const auto found = std::ranges::find(list.images, recipe, &ImageEntry::recipe);
  if (found != list.images.end()) return *found;
  const assets::AssetFiles files = assets::context_of(recipe);
  const std::string hash = assets::fingerprint_of(recipe, assets::fingerprint_of(files));
  return list.images.emplace_back(ImageEntry{
      .recipe = std::move(recipe),
      .taken = {.hash = detail::copy_text(hash), .bytes = files.bytes},
  });
}

}  // namespace

std::string fault_of_images_repository(std::string_view name) {
  const bool fits = detail::RepositoryNameRule::fits(sample_of_place(name));
  return fits ? std::string() : support::quoted(name) + " is no name for a repository of images";
}

void App::set_images_repository(std::string_view name) {
  AssetPlace& repository = state_->assets.repository;
  if (const std::string fault = fault_of_images_repository(name); !fault.empty()) {
    error(codes::OT4113, fault,
          "use 2 to 256 lower-case letters and digits, joined by '-', '_', '.' or '/'; "
          "${AWS::AccountId} and ${AWS::Region} stand for the account and region of a stack");
    return;
  }
  if (repository.is_used) {
    error(codes::OT4113, "the repository of images is set after the first image was added",
          "call set_images_repository before any image is added");
    return;
  }
  if (!repository.is_forced) repository.name = name;
}

namespace detail {

TakenImage take_image(const Construct& at, std::string_view path, std::string_view platform,
                      const ImageBuild& build) {
  AssetList& list = TreeAccess::state(at.app()).assets;
  try {
    ImageEntry& entry = entry_of(list, recipe_of(path, platform, build));
    entry.users.push_back(&at);
    return entry.taken;
  } catch (const assets::AssetError& error) {
    at.error(error.code(), error.what(), error.hint());
    return {.hash = "unknown"};
  }
}

std::string_view images_repository_of(const Construct& at) {
  AssetPlace& repository = TreeAccess::state(at.app()).assets.repository;
  repository.is_used = true;
  return repository.name;
}

}  // namespace detail

}  // namespace omnitrack
