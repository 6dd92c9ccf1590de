#include "validate/functions/function_results.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;

namespace {

/// What a value gives; nothing is known of a loop's variable.
Result result_in(const FunctionContext& context, const Node& value, const Scope& scope) {
  if (value.is(Kind::list)) return Result::list;
  if (value.is_scalar()) return Result::one;
  if (!value.is_call()) return Result::unknown;
  if (value.calls(Function::ref) && scope.is_computed(value.argument().text())) {
    return Result::unknown;
  }
  if (!value.calls(Function::if_)) return result_of(context.index, value);
  const auto items = value.argument().items();
  if (items.size() != 3) return Result::unknown;
  const Result first = result_in(context, items[1], scope);
  return first == result_in(context, items[2], scope) ? first : Result::unknown;
}

}  // namespace

bool is_surely_list(const FunctionContext& context, const Node& value, const Scope& scope) {
  return result_in(context, value, scope) == Result::list;
}

bool is_surely_no_list(const FunctionContext& context, const Node& value, const Scope& scope) {
  return result_in(context, value, scope) == Result::one;
}

}  // namespace omnitrack::validate
