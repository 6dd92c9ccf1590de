#include "diff/changes/told_elsewhere.hpp"

#include "meaning/condition_agreement.hpp"

namespace omnitrack::diff {

namespace {

// More names than these are not compared with each other.
constexpr std::size_t most_names = 20;

bool has_resource_key(const tmpl::Index* index, std::string_view key) {
  const tmpl::Node* resources = index == nullptr ? nullptr : index->section("Resources");
  return resources != nullptr && resources->find(key) != nullptr;
}

bool is_expanded(const StackDiff& diff, const EntryChange& entry) {
  if (entry.section == Section::settings) return entry.name == "Globals";
  return entry.section == Section::loops && !has_resource_key(diff.before, entry.name) &&
         !has_resource_key(diff.after, entry.name);
}

void mark_renamed_conditions(StackDiff& diff) {
  if (diff.before == nullptr || diff.after == nullptr) return;
  std::vector<EntryChange*> gone;
  std::vector<EntryChange*> come;
  for (EntryChange& each : diff.entries) {
    if (each.section != Section::conditions) continue;
    if (each.after == nullptr) gone.push_back(&each);
    if (each.before == nullptr) come.push_back(&each);
  }
  if (gone.size() > most_names || come.size() > most_names) return;
  for (EntryChange* was : gone) {
    for (EntryChange* is : come) {
      if (meaning::agreement(*diff.read_before(), was->name, *diff.read_after(), is->name) !=
          meaning::Agreement::same) {
        continue;
      }
      was->is_told_elsewhere = true;
      is->is_told_elsewhere = true;
    }
  }
}

}  // namespace

void mark_what_is_told_elsewhere(StackDiff& diff) {
  for (EntryChange& each : diff.entries) each.is_told_elsewhere = is_expanded(diff, each);
  mark_renamed_conditions(diff);
}

}  // namespace omnitrack::diff
