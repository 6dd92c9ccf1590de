#pragma once

#include "schema/schema.hpp"

namespace omnitrack::schema {

/// How many relations a list of texts holds: two texts each.
inline std::uint32_t count_relations(Offset list) { return list_count(list) / 2; }

inline Relation relation_of(Offset list, std::uint32_t index) {
  return {text_at(list_item(list, 2 * index)), text_at(list_item(list, 2 * index + 1))};
}

}  // namespace omnitrack::schema
