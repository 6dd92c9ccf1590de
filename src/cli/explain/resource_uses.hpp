#pragma once

#include <string>
#include <vector>

#include "cli/explain/subject.hpp"

namespace omnitrack::cli {

/// One naming of something in a template by something else.
struct ResourceUse {
  std::string stack;      ///< of the other end
  std::string name;       ///< the logical id, or the name of an output or a parameter
  std::string kind;       ///< `resource`, `output`, `parameter` or `condition`
  std::string path = {};  ///< of the construct; empty where only the template is known
  std::string pointer;    ///< where it is named, RFC 6901 from what names it
  std::string how;        ///< `Ref`, `GetAtt Arn`, `Sub`, `DependsOn`, `ImportValue`, …
};

/// What a resource names.
std::vector<ResourceUse> uses_by(const Side& side, const Subject& subject);

/// What names a resource, in all stacks.
std::vector<ResourceUse> uses_of(const Side& side, const Subject& subject);

}  // namespace omnitrack::cli
