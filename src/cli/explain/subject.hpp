#pragma once

#include <string>

#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// A resource that a user names.
struct Subject {
  const SideTemplate* stack;
  const tmpl::ResourceEntry* resource;
  const ElementOrigin* origin;  ///< null where only the template is known
};

/// The resource of a logical id, of `STACK/ID`, or of a construct's path. Throws Failure where
/// there is none, or several.
Subject find_subject(const Side& side, const std::string& name);

}  // namespace omnitrack::cli
