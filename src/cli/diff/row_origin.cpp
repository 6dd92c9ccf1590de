#include "cli/diff/row_origin.hpp"

#include <algorithm>
#include <utility>

#include "cli/diff/diff_words.hpp"
#include "cli/page/printable.hpp"

namespace omnitrack::cli {

namespace {

ConstructKind kind_of(diff::Section section) {
  switch (section) {
    case diff::Section::outputs:
      return ConstructKind::output;
    case diff::Section::parameters:
      return ConstructKind::parameter;
    case diff::Section::conditions:
      return ConstructKind::condition;
    case diff::Section::mappings:
      return ConstructKind::mapping;
    case diff::Section::rules:
      return ConstructKind::rule;
    case diff::Section::metadata:
    case diff::Section::loops:
    case diff::Section::settings:
      return ConstructKind::stack;
  }
  return ConstructKind::stack;
}

std::pair<ConstructKind, std::string_view> key_of(const ElementOrigin* origin) {
  return {origin->kind, origin->logical_id};
}

const tmpl::Member* member_of(const tmpl::Node* map, std::string_view key) {
  return map == nullptr ? nullptr : map->find_member(key);
}

const tmpl::Member* member_at(const tmpl::Index& index, std::string_view section,
                              std::string_view name) {
  const tmpl::Node& root = index.source().root();
  if (section.empty()) return member_of(&root, name);
  if (section == "Resources") {
    if (const tmpl::ResourceEntry* resource = index.find_resource(name)) return resource->member;
  }
  return member_of(root.find(section), name);
}

// The place of a section's entry, or of what stands at the top itself.
RowOrigin place_in(const SideTemplate* side, std::string_view section, std::string_view name) {
  if (side == nullptr || !side->is_file) return {};
  const tmpl::Member* found = member_at(side->document.index(), section, name);
  if (found == nullptr) return {};
  const tmpl::Place place = side->document.source().place(found->key_begin);
  return {
      .construct = {}, .file = side->document.file(), .line = place.line, .column = place.column};
}

}  // namespace

RowOrigins::RowOrigins(const SidePair& pair) : pair_(pair) {
  if (pair.after == nullptr) return;
  origins_.reserve(pair.after->origins.size());
  for (const ElementOrigin& each : pair.after->origins) origins_.push_back(&each);
  std::ranges::sort(origins_, {}, key_of);
}

RowOrigin RowOrigins::of(ConstructKind kind, std::string_view section,
                         std::string_view name) const {
  const auto found = std::ranges::lower_bound(origins_, std::pair(kind, name), {}, key_of);
  if (found != origins_.end() && key_of(*found) == std::pair(kind, name)) {
    const ElementOrigin& origin = **found;
    return {.construct = origin.path, .file = origin.source.file, .line = origin.source.line};
  }
  // The text of a synth is not a file.
  if (!origins_.empty()) return place_in(pair_.before, section, name);
  const RowOrigin after = place_in(pair_.after, section, name);
  return after.line != 0 ? after : place_in(pair_.before, section, name);
}

RowOrigin RowOrigins::of(const diff::ResourceChange& change) const {
  return of(ConstructKind::resource, "Resources", change.logical_id);
}

RowOrigin RowOrigins::of(const diff::EntryChange& change) const {
  return of(kind_of(change.section), section_key(change.section), change.name);
}

RowOrigin RowOrigins::of(std::string_view logical_id) const {
  const RowOrigin resource = of(ConstructKind::resource, "Resources", logical_id);
  return resource.line != 0 ? resource : of(ConstructKind::output, "Outputs", logical_id);
}

std::string shown_origin(const RowOrigin& origin) {
  std::string text = printable(origin.construct);
  if (origin.line == 0) return text;
  if (!text.empty()) text += " at ";
  text.append(printable(origin.file)).append(":").append(std::to_string(origin.line));
  if (origin.column != 0) text.append(":").append(std::to_string(origin.column));
  return text;
}

}  // namespace omnitrack::cli
