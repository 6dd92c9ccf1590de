#include "cli/parameters/nested_values.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "meaning/known.hpp"

namespace omnitrack::cli {

using meaning::HandedValues;
using tmpl::Index;

namespace {

void join(HandedValues& all, HandedValues one) {
  all.is_whole = all.is_whole && one.is_whole;
  for (const std::string& each : one.open) all.open.insert(each);
  // What one stack does not hand has its default there, which is another value.
  for (const auto& [name, value] : all.known) {
    const auto other = one.known.find(name);
    if (other == one.known.end() || other->second.text != value.text) all.open.insert(name);
  }
  for (const auto& [name, value] : one.known) {
    if (!all.known.contains(name)) all.open.insert(name);
  }
  for (const std::string& each : all.open) all.known.erase(each);
}

/// Whether a template takes just what a nested stack hands it.
bool takes_all(const Index& nested, const tmpl::ResourceEntry& stack) {
  const HandedValues handed = meaning::handed_values(stack);
  if (!handed.is_whole || handed.known.size() + handed.open.size() == 0) return false;
  const auto has = [&nested](const std::string& name) {
    return nested.find_parameter(name) != nullptr;
  };
  const auto is_handed = [&handed](const tmpl::ParameterEntry& each) {
    return handed.known.contains(each.name) || handed.open.contains(each.name) ||
           each.member->value.find("Default") != nullptr;
  };
  return std::ranges::all_of(handed.known, [&has](const auto& each) { return has(each.first); }) &&
         std::ranges::all_of(handed.open, has) &&
         std::ranges::all_of(nested.parameters(), is_handed);
}

/// The templates by their files.
class Files {
 public:
  explicit Files(std::span<const Index* const> templates) : templates_(templates) {
    for (std::size_t i = 0; i < templates.size(); ++i) {
      const std::filesystem::path file(templates[i]->source().file());
      by_file_.emplace(file.lexically_normal().generic_string(), i);
      by_name_.emplace(file.filename().string(), i);
    }
  }

  /// The template that a stack of another one is made of.
  [[nodiscard]] std::optional<std::size_t> template_of(std::size_t parent,
                                                       const tmpl::ResourceEntry& stack) const {
    if (!meaning::is_nested_stack(stack)) return std::nullopt;
    if (const auto file = meaning::nested_file(*templates_[parent], stack)) {
      const auto found = by_file_.find(*file);
      if (found != by_file_.end() && found->second != parent) return found->second;
    }
    // An object in a bucket has the name of the file that it was, which says little alone.
    const auto [first, end] = by_name_.equal_range(meaning::nested_file_name(stack));
    if (first == end || std::next(first) != end || first->second == parent) return std::nullopt;
    return takes_all(*templates_[first->second], stack) ? std::optional(first->second)
                                                        : std::nullopt;
  }

 private:
  std::span<const Index* const> templates_;
  std::unordered_map<std::string, std::size_t> by_file_;
  std::unordered_multimap<std::string, std::size_t> by_name_;
};

}  // namespace

NestedTemplates::NestedTemplates(std::span<const Index* const> templates)
    : nesters_(templates.size()) {
  const Files files(templates);
  for (std::size_t i = 0; i < templates.size(); ++i) {
    for (const tmpl::ResourceEntry& each : templates[i]->resources()) {
      if (const auto nested = files.template_of(i, each)) {
        nesters_[*nested].push_back({i, std::string(each.logical_id)});
      }
    }
  }
  put_in_order();
}

// Whoever nests others comes before these; where they nest each other, whoever is met first.
void NestedTemplates::put_in_order() {
  std::vector<std::size_t> next_nester(nesters_.size());
  std::vector<bool> is_met(nesters_.size());
  std::vector<std::size_t> way;
  for (std::size_t i = 0; i < nesters_.size(); ++i) {
    if (is_met[i]) continue;
    is_met[i] = true;
    way.push_back(i);
    while (!way.empty()) {
      const std::size_t at = way.back();
      if (next_nester[at] == nesters_[at].size()) {
        order_.push_back(at);
        way.pop_back();
        continue;
      }
      const std::size_t parent = nesters_[at][next_nester[at]++].parent;
      if (is_met[parent]) continue;
      is_met[parent] = true;
      way.push_back(parent);
    }
  }
}

std::optional<HandedValues> NestedTemplates::handed_to(std::size_t at, const Given& given) const {
  std::optional<HandedValues> all;
  for (const Nester& each : nesters_[at]) {
    const tmpl::ResourceEntry* stack = given(each.parent).find_resource(each.logical_id);
    if (stack == nullptr) continue;
    HandedValues handed = meaning::handed_values(*stack);
    if (all) {
      join(*all, std::move(handed));
    } else {
      all = std::move(handed);
    }
  }
  return all;
}

void put_handed(const HandedValues& handed, const Index& nested, meaning::GivenTexts& values) {
  values.clear();
  for (const tmpl::ParameterEntry& each : nested.parameters()) {
    const auto known = handed.known.find(each.name);
    if (known != handed.known.end()) {
      values.insert_or_assign(std::string(each.name), known->second);
      continue;
    }
    if (!handed.is_whole || handed.open.contains(each.name)) continue;
    const auto text = meaning::known_text(each.member->value.find("Default"));
    if (text)
      values.emplace(each.name,
                     meaning::GivenText{std::string(*text), std::string(meaning::default_source)});
  }
}

}  // namespace omnitrack::cli
