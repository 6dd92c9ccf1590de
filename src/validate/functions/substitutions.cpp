#include <algorithm>
#include <vector>

#include "omnitrack/codes.hpp"
#include "template/sub_text.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::NameKind;
using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:";

bool is_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of(name_characters) == std::string_view::npos;
}

/// The places of the variables within a text.
class VariablePlaces {
 public:
  VariablePlaces(const FunctionContext& context, const Node& text, const Path& path)
      : source_(context.index.source()), text_(text), path_(path), written_(source_, text) {}

  NamePlace of(const tmpl::SubVariable& variable) {
    const std::uint32_t begin = written_.begin_of(variable.ordinal);
    const std::size_t end = source_.text().find('}', begin);
    return {begin, end < text_.end ? static_cast<std::uint32_t>(end + 1) : begin, path_};
  }

 private:
  const tmpl::Template& source_;
  const Node& text_;
  const Path& path_;
  tmpl::WrittenVariables written_;
};

/// The values that a Sub brings itself, and which of them its text takes.
class OwnValues {
 public:
  explicit OwnValues(const Node* map) : values_(map), used_(values_.all().size()) {}

  bool take(std::string_view name) {
    const Member* found = values_.find(name);
    if (found == nullptr) return false;
    used_[static_cast<std::size_t>(found - values_.all().data())] = true;
    return true;
  }

  void report_unused(const FunctionContext& context, const Path& path) const {
    const std::span<const Member> all = values_.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string_view key = all[i].key();
      if (used_[i] || tmpl::is_loop_key(key) || key == "Fn::Transform") continue;
      context.report.warning_at_key(
          codes::OT4314, all[i], Path(path, key),
          "the text of 'Fn::Sub' does not use '" + std::string(key) + "'");
    }
  }

 private:
  tmpl::SubValues values_;
  std::vector<bool> used_;
};

void check_variable(const FunctionContext& context, const tmpl::SubVariable& variable,
                    VariablePlaces& places, const Path& path, const Scope& scope) {
  const std::string_view name = variable.name;
  if (scope.is_computed(name)) return;
  const NamePlace place = places.of(variable);
  if (!is_name(name)) {
    context.report.report(
        as_error(codes::OT4313), place.begin, place.end, path,
        name.empty() ? "'${}' names nothing"
                     : "'${" + std::string(name) + "}' is not a name that 'Fn::Sub' can fill in",
        "write '${!...}' for a text that is to stay as it is");
    return;
  }
  const std::size_t dot = name.find('.');
  if (dot != std::string_view::npos) {
    check_attribute_name(context, name.substr(0, dot), name.substr(dot + 1), place, scope);
    return;
  }
  check_ref_name(context, name, place, scope);
  const tmpl::ParameterEntry* parameter = context.index.find_parameter(name);
  if ((parameter != nullptr && parameter->is_list()) || name == "AWS::NotificationARNs") {
    context.report.report(as_error(codes::OT4308), place.begin, place.end, path,
                          "'" + std::string(name) + "' is a list, which has no place in a text",
                          "join it by 'Fn::Join' in the map of 'Fn::Sub'");
  }
}

/// The variables of a text; whether there were any.
bool check_variables(const FunctionContext& context, const Node& text, OwnValues& own,
                     const Path& path, const Scope& scope) {
  tmpl::SubVariables variables(text.text());
  VariablePlaces places(context, text, path);
  bool has_any = false;
  while (const auto variable = variables.next()) {
    has_any = true;
    if (!own.take(variable->name)) check_variable(context, *variable, places, path, scope);
  }
  return has_any;
}

void check_own_values(const FunctionContext& context, const Node& map, const Path& path,
                      const Scope& scope) {
  for (const Member& member : map.members()) {
    const Path at(path, member.key());
    const Node& value = member.value;
    const bool is_data = value.is(Kind::map) && !value.is_call();
    if ((is_data && !tmpl::is_loop_key(member.key())) || is_surely_list(context, value, scope)) {
      context.report.error(codes::OT4308, value, at,
                           "'" + std::string(member.key()) + "' of 'Fn::Sub' must be a text, not " +
                               (is_data ? "a map" : "a list"));
    }
    if (value.is(Kind::null)) {
      context.report.error(
          codes::OT4303, value, at,
          "'" + std::string(member.key()) + "' of 'Fn::Sub' must be a text, not null",
          "indent its value below it, or take it out");
    }
    // The values are texts already: `${...}` in them stays.
    if (!value.is(Kind::string)) check_value(context, value, at, scope);
  }
}

}  // namespace

void check_sub(const FunctionContext& context, const Node& argument, const Path& path,
               const Scope& scope) {
  if (argument.calls(Function::transform)) return;
  const auto items = argument.items();
  const bool is_list = argument.is(Kind::list) && (items.size() == 1 || items.size() == 2);
  const Node& text = is_list ? items[0] : argument;
  const Path first(path, std::size_t{0});
  const Path& at = is_list ? first : path;
  if (is_list && text.calls(Function::transform)) return;
  const bool has_map = is_list && items.size() == 2;
  if (!text.is_scalar() || text.is(Kind::null) || (has_map && !items[1].is(Kind::map))) {
    context.report.error(codes::OT4303, argument, path,
                         "'Fn::Sub' takes a literal text and, in a list, a map of its values",
                         "write a text, or [text, {name: value}]");
    return;
  }
  OwnValues own(has_map ? &items[1] : nullptr);
  const bool has_variables = check_variables(context, text, own, at, scope);
  if (has_map) {
    const Path map(path, 1);
    check_own_values(context, items[1], map, scope);
    if (!scope.is_computed(text.text())) own.report_unused(context, map);
    if (items[1].count != 0) return;
  }
  if (!has_variables && text.text().find("${!") == std::string_view::npos) {
    context.report.info(codes::OT4315, text, at, "'Fn::Sub' has nothing to fill in",
                        "a plain text does the same");
  }
}

void check_plain_text(const FunctionContext& context, const Node& text, const Path& path,
                      const Scope& scope) {
  if (scope.call_site != CallSite::value || text.is_literal) return;
  if (text.text().find("${") == std::string_view::npos) return;
  // A script's or a document's own variables may bear any name.
  if (text.text().find('\n') != std::string_view::npos) return;
  if (scope.loop != nullptr || context.index.has_own_macro()) return;
  if (path.key() == "TemplateBody") return;
  const Node* own = scope.user == nullptr || scope.user->properties == nullptr
                        ? nullptr
                        : scope.user->properties->find("DefinitionSubstitutions");
  tmpl::SubVariables variables(text.text());
  while (const auto variable = variables.next()) {
    const std::string_view name = variable->name;
    if (own != nullptr && own->find(name) != nullptr) continue;
    const NameKind kind = context.names.find(name.substr(0, name.find('.'))).kind;
    if (kind != NameKind::resource && kind != NameKind::parameter &&
        kind != NameKind::pseudo_parameter) {
      continue;
    }
    const NamePlace place = VariablePlaces(context, text, path).of(*variable);
    context.report.report(as_warning(codes::OT4324), place.begin, place.end, path,
                          "'${" + std::string(name) + "}' stays as it is in a plain text",
                          "'Fn::Sub' fills it in");
    return;
  }
}

}  // namespace omnitrack::validate
