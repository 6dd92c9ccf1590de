#pragma once

#include <string>
#include <string_view>

#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

/// What is checked of one call: its arguments' number and kinds.
struct Call {
  const FunctionContext& context;
  const tmpl::Node& node;
  const meaning::Path& path;  ///< of the argument
  const Scope& scope;

  /// The function's name in quotes.
  [[nodiscard]] std::string name() const {
    return "'" + std::string(tmpl::name_of(node.function)) + "'";
  }
  [[nodiscard]] const tmpl::Node& argument() const { return node.argument(); }
  /// Whether functions may stand where CloudFormation by itself has none.
  [[nodiscard]] bool has_extensions() const {
    return context.index.uses_language_extensions() || context.index.has_own_macro();
  }
};

/// Tells an argument of the wrong shape.
void report_shape(const Call& call, const tmpl::Node& at, const meaning::Path& path,
                  std::string message, std::string hint = {});

/// Tells a literal that makes the call fail when it is worked out.
void report_range(const Call& call, const tmpl::Node& at, const meaning::Path& path,
                  std::string message, std::string hint = {});

/// Whether the argument is a list of so many values; reports it otherwise.
bool takes_list(const Call& call, std::size_t least, std::size_t most);

/// A part that must be written out.
void expect_literal(const Call& call, const tmpl::Node& part, const meaning::Path& path,
                    std::string_view what);

/// A part that must be a text when the stack is made.
void expect_text(const Call& call, const tmpl::Node& part, const meaning::Path& path,
                 std::string_view what);

/// A part that must be a list when the stack is made.
void expect_list(const Call& call, const tmpl::Node& part, const meaning::Path& path);

/// Whether a part calls none but some functions; reports it otherwise.
bool expect_functions(const Call& call, const tmpl::Node& part, const meaning::Path& path,
                      FunctionSet possible, std::string_view what);

}  // namespace omnitrack::validate
