#pragma once

#include <string_view>

#include "omnitrack/stack.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::synth {

class Imports;

/// Writes nodes as JSON: a container on one line where it fits, and else a member a line.
class NodeWriter {
 public:
  /// `stack` is the one that is written: references to other stacks become imports, except where
  /// there are no `imports`.
  NodeWriter(support::JsonWriter& json, const Stack* stack, const Imports* imports)
      : json_(json), stack_(stack), imports_(imports) {}

  /// Writes one value.
  void value(const Node& node);

 private:
  void members(const Node& node);
  void function(const FunctionCall& call);
  void function_arguments(const FunctionCall& call);
  void concat(const FunctionCall& call);
  void sub_text(const FunctionCall& call);
  void join_parts(const FunctionCall& call);
  void reference(const Node& node);
  void import(const Node& node);
  void name_reference(std::string_view name);
  void array_of(const Node* items, std::size_t count);
  [[nodiscard]] bool is_foreign(const Node& node) const;

  support::JsonWriter& json_;
  const Stack* stack_;
  const Imports* imports_;
};

/// The name of an intrinsic function in a template, e.g. `Fn::Join`.
std::string_view function_name(Intrinsic function);

}  // namespace omnitrack::synth
