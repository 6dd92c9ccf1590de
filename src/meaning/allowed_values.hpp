#pragma once

#include <cstdint>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// Whether two texts are the same whatever parameters say.
enum class Sameness : std::uint8_t {
  unknown,     ///< they rest on what is not known before the deployment
  always,      ///< for all allowed values of the parameters in them
  sometimes,   ///< for some
  by_default,  ///< where each parameter has its default; others may be given
  never
};

/// Compares two values of an old and a new template for each allowed value of the parameters that
/// they rest on: for each key of the mapping where a parameter, or the region, is the key of a
/// look-up, else for the default of one without allowed values; a stack keeps the values that it
/// was given.
Sameness sameness_by_parameters(const tmpl::Index& old_index, const tmpl::Node& before,
                                const tmpl::Index& new_index, const tmpl::Node& after);

/// What is tried there, in words: `the parameters' allowed values`, `the regions of the mapping`.
std::string_view tried_in_words(const tmpl::Index& old_index, const tmpl::Node& before,
                                const tmpl::Index& new_index, const tmpl::Node& after);

}  // namespace omnitrack::meaning
