#pragma once

#include "omnitrack/node.hpp"

namespace omnitrack::synth {

/// What came of an edit.
struct PointerEdit {
  Node edited;
  std::string_view problem;  ///< completes "the override at '…' "; empty where the edit was made
};

/// A node with what stands at a JSON pointer (RFC 6901) replaced, or removed where `value` is
/// absent; missing objects are made on the way, `-` appends to a list.
PointerEdit edit_at(const Node& node, std::string_view pointer, const Node& value);

/// What stands at a JSON pointer of keys; absent where there is nothing, or it leads out of
/// objects.
Node value_at(const Node& node, std::string_view pointer);

}  // namespace omnitrack::synth
