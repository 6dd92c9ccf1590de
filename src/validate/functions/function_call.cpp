#include "validate/functions/function_call.hpp"

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"

namespace omnitrack::validate {

using meaning::may_have_more;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;

namespace {

/// How each function is written, for a hint.
std::string usage(Function function) {
  switch (function) {
    case Function::cidr:
      return "write [block, count, bits]";
    case Function::find_in_map:
      return "write [mapping, first key, second key]";
    case Function::get_att:
      return "write [resource, attribute]";
    case Function::if_:
      return "write [condition, value if true, value if false]";
    case Function::join:
      return "write [delimiter, [value, ...]]";
    case Function::select:
      return "write [index, list]";
    case Function::split:
      return "write [delimiter, text]";
    case Function::sub:
      return "write a text, or [text, {name: value}]";
    default:
      return {};
  }
}

/// What a part is when the stack is made, for a message.
std::string kind_of(const Node& part, std::string_view referred) {
  return part.calls(Function::ref) ? std::string(referred) : what_is(part);
}

}  // namespace

void report_shape(const Call& call, const Node& at, const Path& path, std::string message,
                  std::string hint) {
  call.context.report.error(codes::OT4303, at, path, std::move(message), std::move(hint));
}

void report_range(const Call& call, const Node& at, const Path& path, std::string message,
                  std::string hint) {
  call.context.report.report(when_evaluated(call.scope, codes::OT4306), at.begin, at.end, path,
                             std::move(message), std::move(hint));
}

bool takes_list(const Call& call, std::size_t least, std::size_t most) {
  const Node& argument = call.argument();
  if (argument.is(Kind::list) && argument.count >= least && argument.count <= most) return true;
  if (argument.calls(Function::transform)) return false;
  std::string wanted = std::to_string(least);
  if (most != least) wanted += " to " + std::to_string(most);
  wanted += most == 1 ? " value" : " values";
  std::string given = argument.is(Kind::list) ? std::to_string(argument.count) : what_is(argument);
  report_shape(call, argument, call.path,
               call.name() + " takes a list of " + wanted + ", not " + given,
               usage(call.node.function));
  return false;
}

void expect_literal(const Call& call, const Node& part, const Path& path, std::string_view what) {
  if ((part.is_scalar() && !part.is(Kind::null)) || part.calls(Function::transform)) return;
  report_shape(call, part, path,
               "the " + std::string(what) + " of " + call.name() + " must be a literal text, not " +
                   what_is(part));
}

void expect_text(const Call& call, const Node& part, const Path& path, std::string_view what) {
  const bool is_data = part.is(Kind::map) && !part.is_call() && !may_have_more(part);
  if (!is_data && !part.is(Kind::null) && !is_surely_list(call.context, part, call.scope)) return;
  report_shape(call, part, path,
               "the " + std::string(what) + " of " + call.name() + " must be a text, not " +
                   kind_of(part, "a list"));
}

void expect_list(const Call& call, const Node& part, const Path& path) {
  const bool is_data = part.is(Kind::map) && !part.is_call() && !may_have_more(part);
  if (!is_data && !is_surely_no_list(call.context, part, call.scope)) return;
  report_shape(call, part, path,
               "the values of " + call.name() + " must be a list, not " + kind_of(part, "a text"),
               usage(call.node.function));
}

bool expect_functions(const Call& call, const Node& part, const Path& path, FunctionSet possible,
                      std::string_view what) {
  if (!part.is_call() || part.calls(Function::condition) || possible.has(part.function)) {
    return true;
  }
  call.context.report.error(
      codes::OT4304, part, path,
      what_is(part) + " cannot be used in the " + std::string(what) + " of " + call.name());
  return false;
}

}  // namespace omnitrack::validate
