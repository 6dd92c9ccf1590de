#pragma once

#include <string>
#include <string_view>

namespace omnitrack::graph {

/// Which of some actions take data out of a thing, and which bring data in; joined by commas.
struct DataActions {
  std::string reading = {};
  std::string writing = {};
};

/// Tells actions apart, which are joined by commas: by the verbs that begin their names. What only
/// asks about a thing is nothing of either, or where there is nothing else reads it.
DataActions data_actions(std::string_view actions);

}  // namespace omnitrack::graph
