#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::importing {

struct Element;

/// A function of the program: what it adds belongs together.
struct Part {
  std::string name;               ///< of what it gives to others, and behind `add_` its own
  bool is_inputs = false;         ///< whether it adds parameters, mappings and conditions
  std::vector<std::size_t> uses;  ///< the parts whose elements it names, sorted
};

/// Of a template with many resources, parameters or conditions: puts those of one service together,
/// as far as what they name comes before them, and gives each element its part. Of any other
/// template: no parts.
std::vector<Part> divide(std::vector<Element>& elements);

/// The name of what a part gives to others.
std::string type_of(const Part& part);

}  // namespace omnitrack::importing
