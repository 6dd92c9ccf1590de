#pragma once

#include <cstdint>
#include <string>

#include "engine/tree.hpp"

namespace omnitrack::fuzz {

/// A key that means something in a template: a section's, a function's, a property's, an element's
/// of a policy. Equal seeds give equal keys, here and below.
std::string known_key(std::uint32_t seed);
/// A small value that means something: a call, a text of one of the languages, an edge of numbers.
Tree known_value(std::uint32_t seed);
/// A call of a function with this value among its arguments.
Tree call_around(Tree value, std::uint32_t seed);
/// Adds a resource of a type of the specification, with values of the right kinds.
void add_resource(Tree& root, std::uint32_t seed);

}  // namespace omnitrack::fuzz
