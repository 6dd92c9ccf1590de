#include "cli/templates/pairs.hpp"

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

namespace {

// The one that a file goes with. Without templates on the other side there is none.
const SideTemplate* partner_of(const SideTemplate& file, const Side& other) {
  if (other.templates.empty()) return nullptr;
  if (const SideTemplate* found = other.find(file.name)) return found;
  if (other.templates.size() == 1) return &other.templates.front();
  std::vector<std::string_view> names;
  for (const SideTemplate& each : other.templates) names.push_back(each.name);
  throw Failure(file.document.file() + " may belong to any stack of " + other.label,
                "name the file after its stack: " + listed(names));
}

}  // namespace

void add_pair(std::vector<SidePair>& pairs, const std::string& name, const SideTemplate* before,
              const SideTemplate* after) {
  pairs.push_back({name, before, after});
  if (after != nullptr) {
    for (const SideTemplate& each : after->parts) {
      const SideTemplate* old = before == nullptr ? nullptr : before->find_part(each.name);
      pairs.push_back({name + '.' + each.name, old, &each, name});
    }
  }
  if (before == nullptr) return;
  for (const SideTemplate& each : before->parts) {
    if (after != nullptr && after->find_part(each.name) != nullptr) continue;
    pairs.push_back({name + '.' + each.name, &each, nullptr, name});
  }
}

std::vector<SidePair> pair_templates(const Side& before, const Side& after) {
  std::vector<SidePair> pairs;
  if (after.is_single) {
    const SideTemplate& file = after.templates.front();
    const SideTemplate* partner = partner_of(file, before);
    const bool has_name = file.name != "-" || partner == nullptr;
    add_pair(pairs, has_name ? file.name : partner->name, partner, &file);
    return pairs;
  }
  if (before.is_single) {
    const SideTemplate& file = before.templates.front();
    const SideTemplate* partner = partner_of(file, after);
    add_pair(pairs, partner == nullptr ? file.name : partner->name, &file, partner);
    return pairs;
  }
  for (const SideTemplate& each : after.templates) {
    add_pair(pairs, each.name, before.find(each.name), &each);
  }
  for (const SideTemplate& each : before.templates) {
    if (after.find(each.name) == nullptr) add_pair(pairs, each.name, &each, nullptr);
  }
  return pairs;
}

}  // namespace omnitrack::cli
