#pragma once

#include <string>

namespace omnitrack::cli {

/// Where a project of this machine gets the library from.
struct LibraryPlace {
  enum class Kind {
    found,     ///< an installed package that CMake finds by itself
    prefix,    ///< one that CMake has to be told of
    checkout,  ///< a checkout, in which this program was built
    unknown    ///< this program is alone
  };
  Kind kind = Kind::unknown;
  std::string folder;  ///< the prefix or the checkout
};

/// Looks for the library around this program's own file.
LibraryPlace find_library();

}  // namespace omnitrack::cli
