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
      : json_(json), stack_(stack), imports_(imports), user_(stack) {}

  /// Says whose values are written from now on: it decides how strongly they refer to other stacks.
  void set_user(const Construct& user) { user_ = &user; }

  /// Writes one value.
  void value(const Node& node);

 private:
  void members(const Node& node);
  void function(const FunctionCall& call);
  void function_arguments(const FunctionCall& call);
  void concat(const FunctionCall& call);
  void text_of_parts(const FunctionCall& call);
  void sub_text(const FunctionCall& call);
  void join_parts(const FunctionCall& call);
  void reference(const Node& node);
  void import(const Node& node);
  [[nodiscard]] Node imported(const Node& node) const;
  [[nodiscard]] Node stack_output(const Node& node) const;
  void name_reference(std::string_view name);
  void array_of(const Node* items, std::size_t count);
  [[nodiscard]] Node seen_from_here(const Node& node) const;
  [[nodiscard]] bool is_import(const Node& node) const;

  support::JsonWriter& json_;
  const Stack* stack_;
  const Imports* imports_;
  const Construct* user_;
};

/// The name of an intrinsic function in a template, e.g. `Fn::Join`.
std::string_view function_name(Intrinsic function);

}  // namespace omnitrack::synth
