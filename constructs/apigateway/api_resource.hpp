#pragma once

#include <omnitrack/constructs/rest_api.hpp>

namespace omnitrack {

/// What an API makes a path of.
struct MadeApiResourceProps {
  using Makes = ApiResource;
  Id id;
  RestApi& api;
  const ApiResourceOptions& options;
  /// The path above; null for the root.
  const ApiResource* parent = nullptr;
  /// The last part of the path; empty for the root.
  std::string_view part = {};
};

}  // namespace omnitrack
