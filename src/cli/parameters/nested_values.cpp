#include "cli/parameters/nested_values.hpp"

#include <filesystem>
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

}  // namespace

NestedTemplates::NestedTemplates(std::span<const Index* const> templates)
    : nesters_(templates.size()), is_met_(templates.size()) {
  std::unordered_map<std::string, std::size_t> by_file;
  for (std::size_t i = 0; i < templates.size(); ++i) {
    const std::filesystem::path file(templates[i]->source().file());
    by_file.emplace(file.lexically_normal().generic_string(), i);
  }
  for (std::size_t i = 0; i < templates.size(); ++i) {
    for (const tmpl::ResourceEntry& each : templates[i]->resources()) {
      const auto file = meaning::nested_file(*templates[i], each);
      const auto found = file ? by_file.find(*file) : by_file.end();
      if (found == by_file.end() || found->second == i) continue;
      nesters_[found->second].push_back({i, std::string(each.logical_id)});
    }
  }
  for (std::size_t i = 0; i < templates.size(); ++i) put_in_order(i);
}

void NestedTemplates::put_in_order(std::size_t at) {
  if (is_met_[at]) return;
  is_met_[at] = true;
  for (const Nester& each : nesters_[at]) put_in_order(each.parent);
  order_.push_back(at);
}

std::optional<HandedValues> NestedTemplates::handed_to(std::size_t at,
                                                       std::span<const Index* const> given) const {
  std::optional<HandedValues> all;
  for (const Nester& each : nesters_[at]) {
    const tmpl::ResourceEntry* stack = given[each.parent]->find_resource(each.logical_id);
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
