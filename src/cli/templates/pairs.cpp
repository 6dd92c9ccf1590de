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

std::vector<SidePair> pair_templates(const Side& before, const Side& after) {
  if (after.is_single) {
    const SideTemplate& file = after.templates.front();
    const SideTemplate* partner = partner_of(file, before);
    const bool has_name = file.name != "-" || partner == nullptr;
    return {{has_name ? file.name : partner->name, partner, &file}};
  }
  if (before.is_single) {
    const SideTemplate& file = before.templates.front();
    const SideTemplate* partner = partner_of(file, after);
    return {{partner == nullptr ? file.name : partner->name, &file, partner}};
  }
  std::vector<SidePair> pairs;
  for (const SideTemplate& each : after.templates) {
    pairs.push_back({each.name, before.find(each.name), &each});
  }
  for (const SideTemplate& each : before.templates) {
    if (after.find(each.name) == nullptr) pairs.push_back({each.name, &each, nullptr});
  }
  return pairs;
}

}  // namespace omnitrack::cli
