#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

#include "meaning/known.hpp"
#include "meaning/path.hpp"
#include "schema/service_rules.hpp"
#include "template/index.hpp"
#include "validate/rules/gapped_text.hpp"
#include "validate/rules/json_texts.hpp"

namespace omnitrack::validate {

/// A value at which an expression is read, with the way to it. It lives on the stack of the walk.
struct Position {
  const tmpl::Node* node = nullptr;
  const meaning::Path* path = nullptr;
  const tmpl::ResourceEntry* resource = nullptr;
  JsonTexts* texts = nullptr;
  const Position* up = nullptr;          ///< null at the properties
  const tmpl::Member* member = nullptr;  ///< that it is the value of; null for an item
  bool is_in_case = false;               ///< behind an `Fn::If` that the walk went through
  bool is_in_text = false;               ///< in a text that is read as JSON

  /// One step further.
  [[nodiscard]] Position below(const tmpl::Node& value, const meaning::Path& at,
                               const tmpl::Member* of = nullptr) const {
    return {&value, &at, resource, texts, this, of, is_in_case, is_in_text};
  }
};

/// Where a way ends.
enum class Reached : std::uint8_t {
  value,
  missing,  ///< at the last position that there is
  unknown,  ///< what stands there is known at the deployment only
};

/// The map around a position; at the properties the position itself.
const Position& around(const Position& position);

/// The position of the properties.
const Position& outermost(const Position& position);

/// The properties of another resource, which has none where they are absent.
Position properties_of(const tmpl::ResourceEntry& entry, const meaning::Path& root,
                       const Position& from);

/// Goes a way from a position and calls `visit(Reached, const Position&)` at each of its ends.
template <class Visit>
void walk(const Position& from, schema::Term way, std::uint32_t step, Visit& visit);

namespace walking {

template <class Visit>
void branches(const Position& from, schema::Term way, std::uint32_t step, Visit& visit) {
  const meaning::Path call(*from.path, "Fn::If");
  for (std::size_t branch = 1; branch < 3; ++branch) {
    const meaning::Path at(call, branch);
    Position in_branch = from;
    in_branch.node = &meaning::branches_of(*from.node)[branch];
    in_branch.path = &at;
    in_branch.is_in_case = true;
    walk(in_branch, way, step, visit);
  }
}

template <class Visit>
void each_item(const Position& from, schema::Term way, std::uint32_t step, Visit& visit) {
  const tmpl::Node& node = *from.node;
  if (node.is_scalar()) return walk(from, way, step, visit);
  const auto items = node.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    // It may be several items, or none.
    if (from.is_in_text && is_whole_value(items[i])) {
      visit(Reached::unknown, from);
      continue;
    }
    const meaning::Path at(*from.path, i);
    walk(from.below(items[i], at), way, step, visit);
  }
  for (const tmpl::Member& member : node.members()) {
    if (member.key().starts_with("Fn::")) {
      visit(Reached::unknown, from);
      continue;
    }
    const meaning::Path at(*from.path, member.key());
    walk(from.below(member.value, at, &member), way, step, visit);
  }
}

template <class Visit>
void member_named(const Position& from, std::string_view name, schema::Term way, std::uint32_t step,
                  Visit& visit) {
  const tmpl::Node& map = *from.node;
  if (!map.is(tmpl::Kind::map) || meaning::may_be_rewritten(map)) {
    return visit(Reached::unknown, from);
  }
  bool may_be_there = meaning::may_have_more(map);
  for (const tmpl::Member& member : map.members()) {
    may_be_there = may_be_there || (from.is_in_text && has_gap(member.key()));
    if (member.key_size != name.size() || member.key() != name) continue;
    const meaning::Path at(*from.path, name);
    return walk(from.below(member.value, at, &member), way, step, visit);
  }
  visit(may_be_there ? Reached::unknown : Reached::missing, from);
}

template <class Visit>
void item_at(const Position& from, std::string_view index, schema::Term way, std::uint32_t step,
             Visit& visit) {
  std::size_t i = 0;
  std::from_chars(index.data(), index.data() + index.size(), i);
  const auto items = from.node->items();
  if (i >= items.size()) return visit(Reached::missing, from);
  const meaning::Path at(*from.path, i);
  walk(from.below(items[i], at), way, step, visit);
}

template <class Visit>
void json_in(const Position& from, schema::Term way, std::uint32_t step, Visit& visit) {
  const tmpl::Node* root = from.texts->root_of(*from.node);
  if (root == nullptr) return visit(Reached::unknown, from);
  Position inside = from.below(*root, *from.path);
  inside.is_in_text = true;
  walk(inside, way, step, visit);
}

}  // namespace walking

/// The same from the first step, where only an `Fn::If` on the way itself makes a case.
template <class Visit>
void walk_apart(schema::Term way, const Position& at, Visit visit) {
  Position start = at;
  start.is_in_case = false;
  walk(start, way, 0, visit);
}

template <class Visit>
void walk(const Position& from, schema::Term way, std::uint32_t step, Visit& visit) {
  const tmpl::Node& node = *from.node;
  if (meaning::is_no_value(node)) return visit(Reached::missing, from);
  if (!meaning::branches_of(node).empty()) return walking::branches(from, way, step, visit);
  if (step == way.text_count()) return visit(Reached::value, from);
  const std::string_view name = way.text(step);
  const char mark = name.size() == 1 ? name[0] : '\0';
  if (mark == '/') return walk(outermost(from), way, step + 1, visit);
  if (mark == '^') return walk(around(from), way, step + 1, visit);
  if (mark == '#') return walking::json_in(from, way, step + 1, visit);
  // What takes JSON takes it as a text too.
  if (begins_as_json(node)) return walking::json_in(from, way, step, visit);
  if (node.is_call()) return visit(Reached::unknown, from);
  if (node.is(tmpl::Kind::list) && name[0] >= '0' && name[0] <= '9') {
    return walking::item_at(from, name, way, step + 1, visit);
  }
  if (mark == '*') return walking::each_item(from, way, step + 1, visit);
  walking::member_named(from, name, way, step + 1, visit);
}

}  // namespace omnitrack::validate
