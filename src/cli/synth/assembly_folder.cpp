#include "cli/synth/assembly_folder.hpp"

#include <deque>
#include <filesystem>
#include <system_error>

#include "assets/asset_error.hpp"
#include "assets/image_context.hpp"
#include "assets/pack.hpp"
#include "assets/temporary_folder.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/wording.hpp"
#include "cli/read_file.hpp"
#include "cli/synth/assembly_json.hpp"
#include "cli/synth/template_folder.hpp"

namespace omnitrack::cli {

namespace {

// Says at which construct something cannot be written.
void write_for(const std::string& construct_path, const auto& write) {
  try {
    write();
  } catch (const assets::AssetError& error) {
    throw Failure(construct_path + ": " + error.what(), error.hint());
  } catch (const std::system_error& error) {
    throw Failure(error.what());
  }
}

// What has the name of its content is not written twice.
void write_packed(const std::string& folder, const SynthesizedAsset& asset) {
  const std::string path = path_in(folder, packed_name(asset));
  if (is_regular_file(path)) return;
  write_for(asset.construct_path, [&] {
    assets::TemporaryFile file(folder);
    assets::pack(asset, file);
    file.keep_as(path);
  });
}

void write_context(const std::string& folder, const SynthesizedImage& image) {
  const std::string path = path_in(folder, context_name(image));
  if (assets::is_folder(path)) return;
  write_for(image.construct_path, [&] {
    assets::TemporaryFolder context(folder);
    assets::copy_context(image, context.path());
    context.keep_as(path);
  });
}

class AssemblyFiles {
 public:
  explicit AssemblyFiles(const std::string& folder) : folder_(folder) {}
  void add(const std::string& name, std::string text) {
    files_.push_back({path_in(folder_, name), texts_.emplace_back(std::move(text))});
  }
  void write() const { write_files_into(folder_, files_); }

 private:
  const std::string& folder_;
  std::deque<std::string> texts_;
  std::vector<NewFile> files_;
};

}  // namespace

void write_assembly(const std::string& folder, const Synthesis& synthesis, const Console& console) {
  make_folder(folder);
  for (const SynthesizedAsset& each : synthesis.assets) write_packed(folder, each);
  for (const SynthesizedImage& each : synthesis.images) write_context(folder, each);
  AssemblyFiles files(folder);
  for (const SynthesizedStack& stack : synthesis.stacks) {
    files.add(stack.file_name(), stack.text);
    std::string manifest = asset_manifest_json(synthesis, stack);
    if (!manifest.empty()) files.add(asset_manifest_name(stack), std::move(manifest));
  }
  files.add("tree.json", tree_json(synthesis));
  files.add("manifest.json", manifest_json(synthesis));
  files.write();
  console.say("wrote " + folder + ": " + counted(synthesis.stacks.size(), "stack") + " and " +
              counted(synthesis.assets.size() + synthesis.images.size(), "asset") + "; cdk --app " +
              folder + " reads it");
}

}  // namespace omnitrack::cli
