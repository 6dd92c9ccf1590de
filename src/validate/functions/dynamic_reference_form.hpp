#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace omnitrack::validate {

/// What is wrong with a dynamic reference, and what to write.
struct FormFault {
  std::string message;
  std::string hint;
};

/// What is wrong with the form of `reference`, `{{resolve:…}}` with its braces; a variable
/// `${…}` in it may stand for any text.
std::optional<FormFault> fault_of_form(std::string_view reference);

}  // namespace omnitrack::validate
