#include "cli/synth/assembly_json.hpp"

#include <algorithm>
#include <map>

#include "cli/app/construct_tree.hpp"
#include "cli/version.hpp"
#include "deploy/requests.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"

namespace omnitrack::cli {

namespace {

using support::JsonLayout;
using support::JsonWriter;

// The oldest form that knows all that is written here, so that as many releases of the CDK's
// command line as possible read it.
// https://www.npmjs.com/package/@aws-cdk/cloud-assembly-schema
constexpr std::string_view assembly_version = "36.0.0";

std::string environment_of(const SynthesizedStack& stack) {
  return "aws://" + (stack.account.empty() ? "unknown-account" : stack.account) + '/' +
         (stack.region.empty() ? "unknown-region" : stack.region);
}

// A template that is too long for a request lies in the bucket of the app's assets.
bool must_be_uploaded(const SynthesizedStack& stack) {
  return stack.text.size() > deploy::longest_body;
}

std::string template_key(const SynthesizedStack& stack) {
  return support::sha256_hex(stack.text) + ".json";
}

bool is_of(const auto& asset, const SynthesizedStack& stack) {
  return std::ranges::find(asset.stacks, stack.name) != asset.stacks.end();
}

bool has_asset_manifest(const Synthesis& synthesis, const SynthesizedStack& stack) {
  const auto is_of_stack = [&](const auto& each) { return is_of(each, stack); };
  return must_be_uploaded(stack) || std::ranges::any_of(synthesis.assets, is_of_stack) ||
         std::ranges::any_of(synthesis.images, is_of_stack);
}

// The elements of a stack by the paths of their constructs.
std::map<std::string, std::vector<const ElementOrigin*>> elements_by_path(
    const SynthesizedStack& stack) {
  std::map<std::string, std::vector<const ElementOrigin*>> elements;
  for (const ElementOrigin& each : stack.origins) elements['/' + each.path].push_back(&each);
  return elements;
}

void write_metadata(JsonWriter& json, const SynthesizedStack& stack) {
  json.plain_key("metadata");
  json.begin_object();
  for (const auto& [path, elements] : elements_by_path(stack)) {
    json.any_key(path);
    json.begin_list();
    for (const ElementOrigin* element : elements) {
      json.begin_item();
      json.begin_object();
      json.member("type", "aws:cdk:logicalId");
      json.member("data", element->logical_id);
      json.plain_key("trace");
      json.begin_list();
      json.begin_item();
      json.any_string(std::string(element->source.file) + ':' +
                      std::to_string(element->source.line));
      json.end_list();
      json.end_object();
    }
    json.end_list();
  }
  json.end_object();
}

void write_stack(JsonWriter& json, const Synthesis& synthesis, const SynthesizedStack& stack) {
  const bool has_assets = has_asset_manifest(synthesis, stack);
  if (has_assets) {
    json.any_key(stack.name + ".assets");
    json.begin_object();
    json.member("type", "cdk:asset-manifest");
    json.plain_key("properties");
    json.begin_object();
    json.member("file", asset_manifest_name(stack));
    json.end_object();
    json.end_object();
  }
  json.any_key(stack.name);
  json.begin_object();
  json.member("type", "aws:cloudformation:stack");
  json.member("environment", environment_of(stack));
  json.plain_key("properties");
  json.begin_object();
  json.member("templateFile", stack.file_name());
  json.member("stackName", stack.name);
  if (stack.termination_protection) {
    json.member("terminationProtection", *stack.termination_protection);
  }
  if (must_be_uploaded(stack)) {
    json.member("stackTemplateAssetObjectUrl",
                "s3://" + synthesis.assets_bucket + '/' + template_key(stack));
  }
  json.end_object();
  std::vector<std::string> needs = stack.depends_on;
  if (has_assets) needs.push_back(stack.name + ".assets");
  json.list("dependencies", needs, [&](const std::string& each) { json.any_string(each); });
  write_metadata(json, stack);
  json.member("displayName", stack.name);
  json.end_object();
}

void write_tree_node(JsonWriter& json, std::string_view id, const TreeNode& node) {
  const ElementOrigin* resource = node.resource();
  json.begin_object();
  json.member("id", id);
  json.member("path", node.path);
  if (resource != nullptr) {
    json.plain_key("attributes");
    json.begin_object();
    json.member("aws:cdk:cloudformation:type", resource->type);
    json.member("aws:cdk:cloudformation:logicalId", resource->logical_id);
    json.end_object();
  }
  if (!node.children.empty()) {
    json.plain_key("children");
    json.begin_object();
    for (const auto& [name, place] : node.places) {
      json.any_key(name);
      write_tree_node(json, name, node.children[place]);
    }
    json.end_object();
  }
  json.plain_key("constructInfo");
  json.begin_object();
  json.member("fqn", resource != nullptr ? "omnitrack.Resource" : "omnitrack.Construct");
  json.member("version", version());
  json.end_object();
  json.end_object();
}

// A file of the assembly and where it goes.
struct AssemblyFile {
  std::string id;
  std::string name;
  std::string display;
  std::string key;
};

std::vector<AssemblyFile> files_of(const Synthesis& synthesis, const SynthesizedStack& stack) {
  std::vector<AssemblyFile> files;
  for (const SynthesizedAsset& each : synthesis.assets) {
    if (!is_of(each, stack)) continue;
    files.push_back({each.hash, packed_name(each), each.construct_path, each.object_key});
  }
  if (must_be_uploaded(stack)) {
    files.push_back({support::sha256_hex(stack.text), stack.file_name(), stack.name + " Template",
                     template_key(stack)});
  }
  return files;
}

using JsonMember = std::pair<std::string_view, std::string_view>;

// The one place where something goes.
void write_destination(JsonWriter& json, const SynthesizedStack& stack, const JsonMember& place,
                       const JsonMember& key) {
  json.plain_key("destinations");
  json.begin_object();
  json.any_key((stack.account.empty() ? "current_account" : stack.account) + '-' +
               (stack.region.empty() ? "current_region" : stack.region));
  json.begin_object();
  json.member(place.first, place.second);
  json.member(key.first, key.second);
  json.member_if_any("region", stack.region);
  json.end_object();
  json.end_object();
}

void write_file(JsonWriter& json, const Synthesis& synthesis, const SynthesizedStack& stack,
                const AssemblyFile& file) {
  json.plain_key(file.id);
  json.begin_object();
  json.member("displayName", file.display);
  json.plain_key("source");
  json.begin_object();
  json.member("path", file.name);
  json.member("packaging", "file");
  json.end_object();
  write_destination(json, stack, {"bucketName", synthesis.assets_bucket}, {"objectKey", file.key});
  json.end_object();
}

void write_image(JsonWriter& json, const Synthesis& synthesis, const SynthesizedStack& stack,
                 const SynthesizedImage& image) {
  const ImageRecipe& recipe = image.recipe;
  json.plain_key(image.hash);
  json.begin_object();
  json.member("displayName", image.construct_path);
  json.plain_key("source");
  json.begin_object();
  json.member("directory", context_name(image));
  json.member("dockerFile", recipe.dockerfile);
  json.member_if_any("dockerBuildTarget", recipe.target);
  if (!recipe.arguments.empty()) {
    json.plain_key("dockerBuildArgs");
    json.begin_object();
    for (const auto& [name, value] : recipe.arguments) json.member(name, value);
    json.end_object();
  }
  json.member("platform", recipe.platform);
  json.end_object();
  write_destination(json, stack, {"repositoryName", synthesis.images_repository},
                    {"imageTag", image.hash});
  json.end_object();
}

}  // namespace

std::string manifest_json(const Synthesis& synthesis) {
  return support::json_text(JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("version", assembly_version);
    json.plain_key("artifacts");
    json.begin_object();
    for (const SynthesizedStack& each : synthesis.stacks) write_stack(json, synthesis, each);
    json.plain_key("Tree");
    json.begin_object();
    json.member("type", "cdk:tree");
    json.plain_key("properties");
    json.begin_object();
    json.member("file", "tree.json");
    json.end_object();
    json.end_object();
    json.end_object();
    json.end_object();
  });
}

std::string tree_json(const Synthesis& synthesis) {
  const TreeNode root = construct_tree(synthesis.stacks);
  return support::json_text(JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("version", "tree-0.1");
    json.plain_key("tree");
    write_tree_node(json, "App", root);
    json.end_object();
  });
}

std::string asset_manifest_json(const Synthesis& synthesis, const SynthesizedStack& stack) {
  if (!has_asset_manifest(synthesis, stack)) return {};
  return support::json_text(JsonLayout::wide, [&](JsonWriter& json) {
    json.begin_object();
    json.member("version", assembly_version);
    json.plain_key("files");
    json.begin_object();
    for (const AssemblyFile& each : files_of(synthesis, stack)) {
      write_file(json, synthesis, stack, each);
    }
    json.end_object();
    json.plain_key("dockerImages");
    json.begin_object();
    for (const SynthesizedImage& each : synthesis.images) {
      if (is_of(each, stack)) write_image(json, synthesis, stack, each);
    }
    json.end_object();
    json.end_object();
  });
}

std::string asset_manifest_name(const SynthesizedStack& stack) {
  return stack.name + ".assets.json";
}

std::string packed_name(const SynthesizedAsset& asset) { return "asset." + asset.object_key; }

std::string context_name(const SynthesizedImage& image) { return "asset." + image.hash; }

}  // namespace omnitrack::cli
