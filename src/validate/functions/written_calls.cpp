#include <string>

#include "omnitrack/codes.hpp"
#include "template/short_forms.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::NameKind;
using meaning::Path;
using tmpl::Function;
using tmpl::Node;

namespace {

/// A text such as `!GetAtt Table.Arn`, split at its blank.
struct WrittenCall {
  std::string_view function;
  std::string_view argument;
};

WrittenCall written_call(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return {text, {}};
  const std::size_t begin = text.find_first_not_of(' ', blank);
  return {text.substr(0, blank),
          begin == std::string_view::npos ? std::string_view() : text.substr(begin)};
}

/// Whether a text may be the argument of a function whose short form stands before it: words may
/// follow a mark such as `!If` in a sentence, too.
bool may_be_argument(Function function, std::string_view text) {
  if (std::string_view("[{!").find(text.front()) != std::string_view::npos) return true;
  switch (function) {
    case Function::sub:
      return text.find("${") != std::string_view::npos;
    case Function::ref:
    case Function::get_att:
    case Function::base64:
    case Function::condition:
    case Function::get_azs:
    case Function::import_value:
      return text.find(' ') == std::string_view::npos;
    default:
      return false;
  }
}

bool may_begin_a_call(char first) { return first == '!' || first == 'R' || first == 'G'; }

/// Whether an argument is the name of something of the template, with its attribute where the
/// function takes one.
bool is_known_argument(const FunctionContext& context, const WrittenCall& call) {
  const std::size_t point = call.argument.find('.');
  const bool has_attribute = point != std::string_view::npos;
  if (has_attribute != (call.function == "GetAtt")) return false;
  const NameKind kind = context.names.find(call.argument.substr(0, point)).kind;
  return kind == NameKind::resource ||
         (!has_attribute && (kind == NameKind::parameter || kind == NameKind::pseudo_parameter));
}

}  // namespace

void check_written_call(const FunctionContext& context, const Node& text, const Path& path,
                        const Scope& scope) {
  const std::string_view whole = text.text();
  if (whole.empty() || !may_begin_a_call(whole.front()) || scope.call_site != CallSite::value ||
      context.index.has_own_macro() || whole.find('\n') != std::string_view::npos) {
    return;
  }
  const WrittenCall call = written_call(whole);
  const bool is_marked = whole.front() == '!';
  if (call.argument.empty()) return;
  const Function marked = is_marked ? tmpl::function_of_tag(call.function) : Function::none;
  const bool is_call = is_marked
                           ? marked != Function::none && may_be_argument(marked, call.argument)
                           : (call.function == "Ref" || call.function == "GetAtt") &&
                                 is_known_argument(context, call);
  if (!is_call) return;
  std::string hint = "write it as a call: ";
  if (context.index.source().format() == tmpl::Format::json) {
    hint += "JSON has the full forms only, such as {\"Ref\": \"Name\"}";
  } else {
    hint += is_marked ? "without quotes" : "'!" + std::string(call.function) + "', without quotes";
  }
  context.report.warning(codes::OT4328, text, path,
                         "the text '" + std::string(whole.substr(0, 60)) + "' calls no function",
                         std::move(hint));
}

}  // namespace omnitrack::validate
