#pragma once

#include <string_view>

#include "omnitrack/stack.hpp"
#include "support/buffer.hpp"

namespace omnitrack::synth {

class Imports;

/// Writes nodes as JSON: a container on one line where it fits, and else a member a line.
class JsonWriter {
 public:
  /// `stack` is the one that is written: references to other stacks become imports, except where
  /// there are no `imports`.
  JsonWriter(support::Buffer& out, bool compact, const Stack* stack, const Imports* imports)
      : out_(out), compact_(compact), stack_(stack), imports_(imports) {}

  /// Writes one value.
  void value(const Node& node);

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  /// Begins an item of the list that was begun last.
  void begin_item() { begin_member(); }
  /// Begins a member of the object that was begun last.
  void key(std::string_view name);
  /// Begins a member whose name needs no escapes.
  void plain_key(std::string_view name);
  /// Writes a string that needs no escapes.
  void plain_string(std::string_view text);
  /// Writes a number, `true`, `false` or `null` as it is given.
  void word(std::string_view text) { out_.append(text); }
  /// Writes a string.
  void string(std::string_view text);
  /// Ends the text with a line feed.
  void finish() { out_.append('\n'); }

 private:
  void open(char bracket);
  void close(char bracket);
  void begin_member();
  void newline();
  void escaped(std::string_view text);
  void container(const Node& node);
  void members(const Node& node);
  void function(const FunctionCall& call);
  void function_arguments(const FunctionCall& call);
  void concat(const FunctionCall& call);
  void sub_text(const FunctionCall& call);
  void join_parts(const FunctionCall& call);
  void reference(const Node& node);
  void import(const Node& node);
  void one_field(std::string_view name, const Node& argument);
  void array_of(const Node* items, std::size_t count);
  [[nodiscard]] bool is_foreign(const Node& node) const;

  template <class Write>
  void on_one_line_if_it_fits(Write&& write);
  [[nodiscard]] bool is_line_full() const;

  support::Buffer& out_;
  bool compact_;
  const Stack* stack_;
  const Imports* imports_;
  std::size_t depth_ = 0;
  std::size_t line_start_ = 0;
  bool one_line_ = false;
  bool is_first_ = true;
};

/// The name of an intrinsic function in a template, e.g. `Fn::Join`.
std::string_view function_name(Intrinsic function);

}  // namespace omnitrack::synth
