#pragma once

#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// What is shown in place of a value that must not be, as CloudFormation shows it.
inline constexpr std::string_view hidden_text = "****";

/// Whether a parameter's values are not to be shown.
bool is_no_echo(const tmpl::Node& parameter);

/// Parts of a text that are not to be shown.
class HiddenPlaces {
 public:
  /// The defaults of the parameters with `NoEcho`.
  explicit HiddenPlaces(const tmpl::Template& source);

  struct Place {
    std::size_t begin;
    std::size_t end;
  };
  /// Whatever stands at these places, none of which lies in another.
  explicit HiddenPlaces(std::vector<Place> places);

  /// Whether some of it lies between two offsets.
  [[nodiscard]] bool touch(std::size_t begin, std::size_t end) const;

 private:
  std::vector<Place> places_;
};

}  // namespace omnitrack::meaning
