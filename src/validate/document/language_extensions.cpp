#include <algorithm>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html

bool check_has_extensions(const FunctionContext& context, std::string_view what, const Node& at,
                          const Path& path) {
  if (context.index.uses_language_extensions() || context.index.has_own_macro()) return true;
  context.report.error(codes::OT4305, at, path,
                       std::string(what) + " needs the transform 'AWS::LanguageExtensions'",
                       "add it to the section 'Transform'");
  return false;
}

namespace {

// Whether a loop makes resources or outputs, whose names have letters and digits alone.
bool makes_entries(const Path& loop) {
  const Path* section = loop.parent();
  return section != nullptr && (section->key() == "Resources" || section->key() == "Outputs") &&
         section->parent() != nullptr && section->parent()->parent() == nullptr;
}

std::string replaced(std::string_view text, std::string_view part, std::string_view by) {
  std::string made(text);
  for (std::size_t at = made.find(part); at != std::string::npos;
       at = made.find(part, at + by.size())) {
    made.replace(at, part.size(), by);
  }
  return made;
}

// The names that a key of a loop's body becomes.
void check_made_names(const FunctionContext& context, const Node& values, const Member& member,
                      std::string_view identifier, const Path& path) {
  const std::string plain = "${" + std::string(identifier) + "}";
  if (member.key().find(plain) == std::string_view::npos) return;
  const std::string rest = replaced(member.key(), plain, "");
  if (rest.find('{') != std::string::npos) return;
  for (const Node& value : values.items()) {
    const auto text = meaning::known_text(&value);
    if (!text) continue;
    const std::string name = replaced(member.key(), plain, *text);
    if (is_alphanumeric(name)) continue;
    context.report.error_at_key(
        codes::OT4340, member, path,
        "the value '" + std::string(*text) + "' makes the name '" + name +
            "', which has other characters than letters and digits",
        "write '&{" + std::string(identifier) + "}', which leaves them out");
    return;
  }
}

}  // namespace

bool check_loop(const FunctionContext& context, const Member& loop, const Path& path,
                const Scope& scope) {
  if (!check_has_extensions(context, "'Fn::ForEach'", loop.value, path)) return false;
  const auto items = loop.value.items();
  if (items.size() != 3) {
    if (!context.index.has_own_macro()) {
      context.report.error(codes::OT4340, loop.value, path,
                           "'Fn::ForEach' takes a list of 3 values",
                           "write [identifier, [value, ...], {key with ${identifier}: value}]");
    }
    return false;
  }
  const auto report = [&](std::size_t place, std::string message) {
    const Path at(path, place);
    context.report.error(codes::OT4340, items[place], at, std::move(message));
    return false;
  };
  if (!items[0].is(Kind::string) || items[0].text().empty()) {
    return report(0, "the identifier of 'Fn::ForEach' must be a name");
  }
  if (items[1].is_scalar() && !scope.is_computed(items[1].text())) {
    return report(1, "the values of 'Fn::ForEach' must be a list");
  }
  if (!items[2].is(Kind::map)) return report(2, "the body of 'Fn::ForEach' must be a map");
  if (items[2].is_call() && !items[2].calls(Function::for_each)) return false;
  if (!items[1].is(Kind::list)) return true;
  if (makes_entries(path)) {
    const Path body(path, 2);
    for (const Member& member : items[2].members()) {
      const Path at(body, member.key());
      check_made_names(context, items[1], member, items[0].text(), at);
    }
  }
  if (items[1].count < 2) return true;
  const std::string plain = "${" + std::string(items[0].text()) + "}";
  const std::string stripped = "&{" + std::string(items[0].text()) + "}";
  for (const Member& member : items[2].members()) {
    if (member.key().starts_with("Fn::") || member.key().find(plain) != std::string_view::npos ||
        member.key().find(stripped) != std::string_view::npos) {
      continue;
    }
    const Path body(path, 2);
    const Path at(body, member.key());
    context.report.error_at_key(
        codes::OT4340, member, at,
        "'" + std::string(member.key()) + "' is made once for each value, all with the same name",
        "put '" + plain + "' into it");
  }
  return true;
}

}  // namespace omnitrack::validate
