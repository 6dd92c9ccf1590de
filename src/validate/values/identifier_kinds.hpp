#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/facts.hpp"
#include "schema/schema.hpp"

namespace omnitrack::validate {

/// Identifiers that stand for nothing else: of these alone is it sure what fits.
using Identifiers = std::vector<schema::Identifier>;

/// Adds what identifies a resource by a relation, or what an `Fn::GetAtt` gives; whether there is
/// any.
bool add_identifier(Identifiers& identifiers, schema::Relation relation);

/// What a parameter of a type holds; nothing for most.
Identifiers identifiers_of_parameter(std::string_view type);

/// What a property of a resource type takes; nothing where it may take anything.
Identifiers identifiers_taken(std::string_view resource_type, schema::Property property);

/// Whether both have one in common.
bool share_any(const Identifiers& left, const Identifiers& right);

/// `a subnet's id`, several joined by `or`.
std::string identifiers_in_words(const Identifiers& identifiers);

/// Whether a text may be one of the identifiers.
bool may_identify(std::string_view text, const Identifiers& identifiers);

}  // namespace omnitrack::validate
