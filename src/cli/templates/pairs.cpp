#include "cli/templates/pairs.hpp"

#include <string_view>
#include <unordered_map>

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "split/part_mark.hpp"

namespace omnitrack::cli {

namespace {

// The stack of a name, or the only one, that a file goes with. Without templates on the other side
// there is none.
const SideTemplate* stack_for(const SideTemplate& file, std::string_view name, const Side& other) {
  if (other.templates.empty()) return nullptr;
  if (const SideTemplate* found = other.find(name)) return found;
  if (other.templates.size() == 1) return &other.templates.front();
  std::vector<std::string_view> names;
  for (const SideTemplate& each : other.templates) names.push_back(each.name);
  throw Failure(file.document.file() + " may belong to any stack of " + other.label,
                "name the file after its stack: " + listed(names));
}

// What a file that stands alone goes with on a side that may be split.
struct Partner {
  const SideTemplate* found = nullptr;
  std::string name;     // of the pair
  std::string part_of;  // of the pair
};

// The template of a part goes with that part, which may be new or gone.
Partner part_partner_of(const SideTemplate& file, const split::PartOrigin& origin,
                        const Side& other) {
  const SideTemplate* whole = stack_for(file, origin.stack, other);
  const std::string stack = whole == nullptr ? std::string(origin.stack) : whole->name;
  return {.found = whole == nullptr ? nullptr : whole->find_part(origin.part),
          .name = stack + '.' + std::string(origin.part),
          .part_of = stack};
}

Partner partner_of(const SideTemplate& file, const Side& other) {
  const split::PartOrigin origin = split::part_origin(file.document.index());
  if (!origin.part.empty() && !other.is_single && other.find(file.name) == nullptr) {
    return part_partner_of(file, origin, other);
  }
  const SideTemplate* found = stack_for(file, file.name, other);
  return {.found = found, .name = found == nullptr ? file.name : found->name, .part_of = {}};
}

// Whether a template has the nested stack of a part whose template is not there. What the part has
// would seem to be new, or gone.
bool has_unread_nested(const SideTemplate* other, const SideTemplate& part) {
  return other != nullptr && split::part_origin(part.document.index()).part.empty() &&
         other->document.index().find_resource(part.name) != nullptr;
}

void add_pairs_of_parts(std::vector<SidePair>& pairs, const std::string& name,
                        const SideTemplate* before, const SideTemplate* after);

void add_pair_of_part(std::vector<SidePair>& pairs, const std::string& whole,
                      const SideTemplate* before, const SideTemplate* after) {
  const std::string name = whole + '.' + (after == nullptr ? before : after)->name;
  pairs.push_back({name, before, after, whole});
  add_pairs_of_parts(pairs, name, before, after);
}

void add_pairs_of_parts(std::vector<SidePair>& pairs, const std::string& name,
                        const SideTemplate* before, const SideTemplate* after) {
  if (after != nullptr) {
    for (const SideTemplate& each : after->parts) {
      const SideTemplate* old = before == nullptr ? nullptr : before->find_part(each.name);
      if (old == nullptr && has_unread_nested(before, each)) continue;
      add_pair_of_part(pairs, name, old, &each);
    }
  }
  if (before == nullptr) return;
  for (const SideTemplate& each : before->parts) {
    if (after != nullptr && after->find_part(each.name) != nullptr) continue;
    if (!has_unread_nested(after, each)) add_pair_of_part(pairs, name, &each, nullptr);
  }
}

void add_file_pair(std::vector<SidePair>& pairs, const std::string& name, const Partner& partner,
                   const SideTemplate* before, const SideTemplate* after) {
  if (partner.part_of.empty()) return add_pair(pairs, name, before, after);
  pairs.push_back({partner.name, before, after, partner.part_of});
}

using Named = std::unordered_map<std::string_view, const SideTemplate*>;

// Of several of one name, the first.
Named by_name(const Side& side) {
  Named named;
  for (const SideTemplate& each : side.templates) named.emplace(each.name, &each);
  return named;
}

}  // namespace

void add_pair(std::vector<SidePair>& pairs, const std::string& name, const SideTemplate* before,
              const SideTemplate* after) {
  pairs.push_back({name, before, after});
  add_pairs_of_parts(pairs, name, before, after);
}

std::vector<SidePair> pair_templates(const Side& before, const Side& after) {
  std::vector<SidePair> pairs;
  if (after.is_single) {
    const SideTemplate& file = after.templates.front();
    const Partner partner = partner_of(file, before);
    const std::string& name = file.name == "-" ? partner.name : file.name;
    add_file_pair(pairs, name, partner, partner.found, &file);
    return pairs;
  }
  if (before.is_single) {
    const SideTemplate& file = before.templates.front();
    const Partner partner = partner_of(file, after);
    add_file_pair(pairs, partner.name, partner, &file, partner.found);
    return pairs;
  }
  const Named old_ones = by_name(before);
  const Named new_ones = by_name(after);
  for (const SideTemplate& each : after.templates) {
    const auto old = old_ones.find(each.name);
    add_pair(pairs, each.name, old == old_ones.end() ? nullptr : old->second, &each);
  }
  for (const SideTemplate& each : before.templates) {
    if (!new_ones.contains(each.name)) add_pair(pairs, each.name, &each, nullptr);
  }
  return pairs;
}

}  // namespace omnitrack::cli
