#pragma once

#include <optional>
#include <string_view>

#include "schema/schema.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What the specification knows of the spec that a value stands in; nothing where it knows none.
struct ValueSpec {
  std::optional<schema::Type> type = std::nullopt;
  /// Whether the order of items says nothing: of a list, or of all lists in JSON.
  bool is_unordered = false;
  schema::Update update = schema::Update::in_place;         ///< what a change of it does, by itself
  std::optional<schema::Property> property = std::nullopt;  ///< where it is the value of one
  bool is_within_json = false;  ///< below a value that the specification calls JSON
};

/// Whether the service reads a text at a spec as JSON, and no other bytes: then spaces and the
/// order of keys say nothing.
bool holds_json(const ValueSpec& spec);

/// The spec of a property in its resource.
ValueSpec spec_of(const tmpl::ResourceEntry& resource, std::string_view property);

/// The spec of a member in the map at a spec.
ValueSpec member_spec(const ValueSpec& map, std::string_view key);

/// The spec of an item in the list at a spec.
ValueSpec item_spec(const ValueSpec& list);

}  // namespace omnitrack::meaning
