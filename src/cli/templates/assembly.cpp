#include "cli/templates/assembly.hpp"

#include <filesystem>
#include <memory>

#include "cli/read_file.hpp"
#include "template/parse.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;
using tmpl::Node;

std::string text_in(const Node* map, std::string_view key) {
  const Node* value = map == nullptr ? nullptr : map->find(key);
  return value == nullptr || !value->is(tmpl::Kind::string) ? std::string()
                                                            : std::string(value->text());
}

// `aws://123456789012/eu-west-1`; `unknown-account` and `unknown-region` stand for any.
// https://docs.aws.amazon.com/cdk/v2/guide/environments.html
void read_environment(std::string_view text, AssemblyStack& stack) {
  constexpr std::string_view prefix = "aws://";
  if (!text.starts_with(prefix)) return;
  text.remove_prefix(prefix.size());
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return;
  const auto known = [](std::string_view word) {
    return word.starts_with("unknown-") ? std::string() : std::string(word);
  };
  stack.account = known(text.substr(0, slash));
  stack.region = known(text.substr(slash + 1));
}

// The source of a file of JSON; null where it cannot be read as one.
std::unique_ptr<const tmpl::Template> json_of_file(const std::string& file) {
  std::error_code error;
  std::optional<std::string> text = read_file(file, error);
  if (!text) return nullptr;
  auto source = std::make_unique<tmpl::Template>(file, std::move(*text));
  return tmpl::parse_json(*source).empty() ? std::move(source) : nullptr;
}

std::string file_beside(const std::string& file, const std::string& name) {
  return (fs::path(file).parent_path() / name).string();
}

}  // namespace

// https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
void Assemblies::read_assets(const std::string& manifest, Assembly& assembly) {
  const auto source = json_of_file(manifest);
  const Node* files = source == nullptr ? nullptr : source->root().find("files");
  if (files == nullptr) return;
  for (const tmpl::Member& each : files->members()) {
    const std::string path = text_in(each.value.find("source"), "path");
    const Node* destinations = each.value.find("destinations");
    if (path.empty() || destinations == nullptr) continue;
    for (const tmpl::Member& destination : destinations->members()) {
      const std::string key = text_in(&destination.value, "objectKey");
      assembly.assets.emplace(fs::path(key).filename().string(), file_beside(manifest, path));
    }
  }
}

const std::optional<Assemblies::Assembly>& Assemblies::beside(const std::string& file) {
  const auto [known, is_new] = folders_.try_emplace(fs::path(file).parent_path().string());
  if (!is_new) return known->second;
  const auto source = json_of_file(file_beside(file, "manifest.json"));
  const Node* artifacts = source == nullptr ? nullptr : source->root().find("artifacts");
  if (artifacts == nullptr) return known->second;
  Assembly& assembly = known->second.emplace();
  for (const tmpl::Member& each : artifacts->members()) {
    const std::string type = text_in(&each.value, "type");
    const Node* properties = each.value.find("properties");
    if (type == "cdk:asset-manifest") {
      read_assets(file_beside(file, text_in(properties, "file")), assembly);
    }
    if (type != "aws:cloudformation:stack") continue;
    AssemblyStack stack{.name = text_in(properties, "stackName"), .account = {}, .region = {}};
    if (stack.name.empty()) stack.name = each.key();
    read_environment(text_in(&each.value, "environment"), stack);
    assembly.stacks.emplace(text_in(properties, "templateFile"), std::move(stack));
  }
  return known->second;
}

const AssemblyStack* Assemblies::find(const std::string& file) {
  const std::optional<Assembly>& assembly = beside(file);
  if (!assembly) return nullptr;
  const auto found = assembly->stacks.find(fs::path(file).filename().string());
  return found == assembly->stacks.end() ? nullptr : &found->second;
}

bool Assemblies::is_in_assembly(const std::string& file) { return beside(file).has_value(); }

std::string Assemblies::asset_beside(const std::string& file, std::string_view uploaded_as) {
  const std::optional<Assembly>& assembly = beside(file);
  if (!assembly || uploaded_as.empty()) return {};
  const auto found = assembly->assets.find(uploaded_as);
  return found == assembly->assets.end() ? std::string() : found->second;
}

}  // namespace omnitrack::cli
