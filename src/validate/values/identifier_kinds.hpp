#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schema/schema.hpp"

namespace omnitrack::validate {

/// Kinds of identifiers that stand for nothing else, as bits: of these alone is it sure what fits.
enum IdentifierKind : std::uint8_t {
  vpc_id = 1,
  subnet_id = 2,
  security_group_id = 4,
  security_group_name = 8,
  role_arn = 16,
  role_name = 32,
  image_id = 64,
};

/// The kind of what identifies a resource; 0 for none of these.
std::uint8_t identifier_kind(schema::Relation relation);

/// The kind that a parameter of a type holds; 0 for none of these.
std::uint8_t identifier_kind_of_parameter(std::string_view type);

/// The kinds that a property of a resource type takes; 0 where it may take anything.
std::uint8_t identifier_kinds_taken(std::string_view resource_type, schema::Property property);

/// `a subnet's id`, several joined by `or`.
std::string identifiers_in_words(std::uint8_t kinds);

/// Whether a text may be an identifier of one of the kinds.
bool may_identify(std::string_view text, std::uint8_t kinds);

}  // namespace omnitrack::validate
