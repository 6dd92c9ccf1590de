#include "cli/templates/assembly.hpp"

#include <filesystem>
#include <string_view>

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

}  // namespace

const std::optional<Assemblies::Stacks>& Assemblies::stacks_beside(const std::string& file) {
  const std::string folder = fs::path(file).parent_path().string();
  const auto [known, is_new] = folders_.try_emplace(folder);
  if (!is_new) return known->second;
  std::error_code error;
  const std::string manifest = (fs::path(folder) / "manifest.json").string();
  std::optional<std::string> text = read_file(manifest, error);
  if (!text) return known->second;
  tmpl::Template source(manifest, std::move(*text));
  if (!tmpl::parse_json(source).empty()) return known->second;
  const Node* artifacts = source.root().find("artifacts");
  if (artifacts == nullptr) return known->second;
  Stacks& stacks = known->second.emplace();
  for (const tmpl::Member& each : artifacts->members()) {
    if (text_in(&each.value, "type") != "aws:cloudformation:stack") continue;
    const Node* properties = each.value.find("properties");
    AssemblyStack stack{.name = text_in(properties, "stackName"), .account = {}, .region = {}};
    if (stack.name.empty()) stack.name = each.key();
    read_environment(text_in(&each.value, "environment"), stack);
    stacks.emplace(text_in(properties, "templateFile"), std::move(stack));
  }
  return known->second;
}

const AssemblyStack* Assemblies::find(const std::string& file) {
  const std::optional<Stacks>& stacks = stacks_beside(file);
  if (!stacks) return nullptr;
  const auto found = stacks->find(fs::path(file).filename().string());
  return found == stacks->end() ? nullptr : &found->second;
}

bool Assemblies::is_in_assembly(const std::string& file) { return stacks_beside(file).has_value(); }

}  // namespace omnitrack::cli
