#pragma once

#include <string_view>

#include <omnitrack/resource.hpp>

namespace omnitrack::visitors {

/// Reports what a visitor finds, as an error or as a warning.
inline void report(const Resource& resource, bool only_warns,
                   FindingCode<Severity::error, Severity::warning> code, std::string_view message,
                   std::string_view hint) {
  if (only_warns) {
    resource.warning(code, message, hint);
  } else {
    resource.error(code, message, hint);
  }
}

}  // namespace omnitrack::visitors
