#include "assets/image_context.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "assets/asset_error.hpp"
#include "assets/fingerprint.hpp"
#include "assets/read_blocks.hpp"
#include "assets/temporary_file.hpp"
#include "omnitrack/characters.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "support/sha256.hpp"

namespace omnitrack::assets {

namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& path) {
  std::string text;
  read_blocks(file_at(path), [&](std::string_view block) { text += block; });
  return text;
}

// The one of a Dockerfile goes before that of the folder.
// https://docs.docker.com/build/concepts/context/#filename-and-location
DockerIgnore docker_ignore_of(const ImageRecipe& recipe) {
  for (const std::string& name :
       {recipe.dockerfile + ".dockerignore", std::string(".dockerignore")}) {
    const std::string path = (fs::path(recipe.path) / name).string();
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    DockerIgnore rules(text_of(path));
    rules.keep(recipe.dockerfile);
    rules.keep(name);
    return rules;
  }
  return {};
}

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw AssetError(codes::OT4112, message, hint);
}

bool is_argument_name(std::string_view name) {
  return !name.empty() && !detail::is_digit(name.front()) &&
         detail::has_only_letters_digits_and("_", name);
}

// https://docs.docker.com/reference/dockerfile/
void check(const ImageRecipe& recipe) {
  for (std::size_t i = 0; i < recipe.arguments.size(); ++i) {
    const std::string& name = recipe.arguments[i].first;
    if (!is_argument_name(name)) {
      refuse(support::quoted(name) + " is not a name for an argument of a Dockerfile",
             "use letters, digits and '_', and no digit first");
    }
    if (i > 0 && recipe.arguments[i - 1].first == name) {
      refuse("the argument " + support::quoted(name) + " is given twice", "give it once");
    }
    if (recipe.arguments[i].second.find('\0') != std::string::npos) {
      refuse("the argument " + support::quoted(name) + " holds a byte 0", "leave it out");
    }
  }
  if (!recipe.target.empty() && !detail::has_only_letters_digits_and("-_.", recipe.target)) {
    refuse(support::quoted(recipe.target) + " is not a name for a stage of a Dockerfile",
           "use letters, digits, '-', '_' and '.'");
  }
  if (recipe.platform.find('/') == std::string::npos ||
      !detail::has_only_letters_digits_and("-_./", recipe.platform)) {
    refuse(support::quoted(recipe.platform) + " is not a platform",
           "name a system and a processor, such as 'linux/arm64'");
  }
}

constexpr auto for_everybody = fs::perms(0755);

// With the same rights wherever the image is built, since they become those in the image.
void make_folders(const fs::path& top, const fs::path& folder) {
  if (folder == top || !fs::create_directories(folder)) return;
  for (fs::path each = folder; each != top; each = each.parent_path()) {
    fs::permissions(each, for_everybody);
  }
}

// Returns the fingerprint of the file's content.
std::string copy_file(const AssetFile& file, const fs::path& to) {
  TemporaryFile copy(to.parent_path().string());
  support::Sha256 hash;
  read_blocks(file, [&](std::string_view block) {
    hash.add(block);
    copy.append(block);
  });
  copy.keep_as(to.string());
  if (file.is_executable) fs::permissions(to, for_everybody);
  return hash.hex();
}

}  // namespace

AssetFiles context_of(const ImageRecipe& recipe) {
  check(recipe);
  if (!is_folder(recipe.path)) {
    throw AssetError(codes::OT4111, support::quoted(recipe.path) + " is no folder",
                     "name the folder that the Dockerfile is in");
  }
  AssetFiles files = files_in(recipe.path, IgnoreRules(recipe.ignore, docker_ignore_of(recipe)));
  if (std::ranges::find(files.files, recipe.dockerfile, &AssetFile::name) == files.files.end()) {
    throw AssetError(codes::OT4111,
                     "the folder " + support::quoted(recipe.path) + " has no file " +
                         support::quoted(recipe.dockerfile),
                     "name the Dockerfile by `dockerfile`, seen from the top of the folder");
  }
  return files;
}

std::string fingerprint_of(const ImageRecipe& recipe, const std::string& files) {
  support::Sha256 hash;
  hash.add("omnitrack image 1\n" + files + '\n');
  const auto add = [&](std::string_view key, const std::string& value) {
    hash.add(std::string(key) + ' ' + value);
    hash.add(std::string_view("\0", 1));
  };
  add("dockerfile", recipe.dockerfile);
  add("platform", recipe.platform);
  add("target", recipe.target);
  for (const auto& [name, value] : recipe.arguments)
    add("argument", std::string(name).append("=").append(value));
  return hash.hex();
}

void copy_context(const SynthesizedImage& image, const std::string& folder) {
  const AssetFiles files = context_of(image.recipe);
  std::vector<std::string> contents;
  contents.reserve(files.files.size());
  for (const AssetFile& each : files.files) {
    const fs::path to = fs::path(folder) / each.name;
    make_folders(folder, to.parent_path());
    contents.push_back(copy_file(each, to));
  }
  if (fingerprint_of(image.recipe, fingerprint_of(files, contents)) != image.hash) {
    report_change(image.recipe.path);
  }
}

}  // namespace omnitrack::assets
