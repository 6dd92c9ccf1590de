#pragma once

#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::format {

/// What CloudFormation reads a scalar as.
struct ReadScalar {
  tmpl::Kind kind = tmpl::Kind::null;
  std::string text;  ///< of a number as JSON writes it, where it can

  bool operator==(const ReadScalar& other) const;
};

/// Of a scalar: YAML's `010` is the number 8, `yes` is true, and `.inf` is no number that JSON has.
ReadScalar read_scalar(const tmpl::Node& scalar);

/// Whether a text is a number as JSON writes it.
bool is_json_number(std::string_view text);

}  // namespace omnitrack::format
