#pragma once

#include <string>

#include "assets/asset_files.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::assets {

/// The files that a container image is built of: those of its folder that neither its patterns nor
/// its `.dockerignore` leave out. Throws AssetError, also where there is no Dockerfile, or where
/// the recipe has what `docker build` would not take.
AssetFiles context_of(const ImageRecipe& recipe);

/// SHA-256 of an image: of the fingerprint of its files and of how it is built.
std::string fingerprint_of(const ImageRecipe& recipe, const std::string& files);

/// Copies the files that an image is built of into a folder. Throws AssetError where they are not
/// those that its hash names, and std::system_error where they cannot be written.
void copy_context(const SynthesizedImage& image, const std::string& folder);

}  // namespace omnitrack::assets
