#pragma once

#include <string>
#include <vector>

#include "deploy/events.hpp"
#include "deploy/prepared.hpp"

namespace omnitrack::cli {

/// A message and what helps, as `Console::fail` takes them.
struct FailureText {
  std::string message;
  std::string hint;
};

/// Why an operation on a stack failed: the first cause among its events, with the construct and the
/// line of code where these are known. `what_failed` begins the message, e.g. `'Shop' was not
/// deployed`.
FailureText failure_text(const std::string& what_failed,
                         const std::vector<deploy::StackEvent>& events,
                         const std::vector<deploy::ResourceOrigin>& origins);

/// What a stack's status means for whoever deploys next; empty for one that needs no word.
std::string words_for_status(const std::string& stack, const std::string& status,
                             const std::string& program);

/// The construct and the line of a resource, as `Path at FILE:LINE`; empty where it is not known.
std::string shown_origin(const std::vector<deploy::ResourceOrigin>& origins,
                         std::string_view logical_id);

}  // namespace omnitrack::cli
