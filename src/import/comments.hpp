#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::importing {

/// The comments of a YAML template, each at the key or item that it is about.
class Comments {
 public:
  explicit Comments(const tmpl::Template& source);

  /// Takes the comments at the key or item that begins at an offset.
  std::vector<std::string> take(std::uint32_t begin);
  /// Takes those that are left in a range of the text.
  std::vector<std::string> take_all(std::uint32_t begin, std::uint32_t end);

 private:
  std::multimap<std::uint32_t, std::string> by_place_;
};

}  // namespace omnitrack::importing
