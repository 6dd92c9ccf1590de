#include "import/values.hpp"

#include <algorithm>

#include "import/calls.hpp"
#include "import/literals.hpp"

namespace omnitrack::importing {

namespace {

bool is_no_value(const tmpl::Node& value) {
  return value.calls(tmpl::Function::ref) && value.argument().text() == "AWS::NoValue";
}

// Where a value stands, `Condition` is a key like any other, as in a policy.
bool is_function(const tmpl::Node& value) {
  return value.is_call() && !value.calls(tmpl::Function::condition);
}

// Of `AnyOf<…>` each kind, of any other name that.
std::vector<std::string_view> kinds_of(std::string_view name) {
  constexpr std::string_view several = "AnyOf<";
  if (!name.starts_with(several)) return {name};
  name.remove_prefix(several.size());
  name.remove_suffix(1);
  std::vector<std::string_view> kinds;
  for (std::size_t end = name.find(", "); end != std::string_view::npos; end = name.find(", ")) {
    kinds.push_back(name.substr(0, end));
    name.remove_prefix(end + 2);
  }
  kinds.push_back(name);
  return kinds;
}

// What a value is taken for where several kinds are: an id if it may be one.
std::string chosen_kind(const std::string& name) {
  const std::vector<std::string_view> kinds = kinds_of(name);
  const auto id =
      std::ranges::find_if(kinds, [](std::string_view kind) { return kind.ends_with("Id"); });
  return std::string(id == kinds.end() ? kinds.front() : *id);
}

// Whether a value of one kind is taken where another is, without being asked to.
bool converts(const CppType& from, const CppType& to) {
  if (from.name == to.name || to.element == ElementKind::json) return true;
  const bool is_kind =
      from.element == ElementKind::identifier || from.element == ElementKind::enumeration;
  if (to.element == ElementKind::text) return is_kind;
  if (to.element == ElementKind::number) return from.element == ElementKind::integer;
  if (to.element != ElementKind::identifier || from.element != ElementKind::identifier)
    return false;
  const std::vector<std::string_view> taken = kinds_of(to.name);
  return std::ranges::all_of(kinds_of(from.name), [&](std::string_view kind) {
    return std::ranges::find(taken, kind) != taken.end();
  });
}

// Whether a structure is ambiguous to the compiler where it is in braces alone.
bool needs_name(const Code& structure, const MemberNames* member) {
  if (structure.items.empty()) return true;
  const Code& only = structure.items[0];
  return member != nullptr && member->is_required && structure.items.size() == 1 &&
         only.form == Code::Form::braces && only.head.ends_with("= ");
}

Code from_node(const CppType& type, Code expression) {
  return wrapped(spelled(type) + "::from_node(", std::move(expression), ".node())");
}

}  // namespace

std::optional<Code> Values::property(const tmpl::Node& value, const MemberNames& member) {
  return typed(value, member.type, &member);
}

Code Values::forced_property(const tmpl::Node& value, const MemberNames& member) {
  std::optional<Code> code = property(value, member);
  return code ? std::move(*code) : forced(value, member.type);
}

Code Values::text(const tmpl::Node& value) {
  std::optional<Code> code = typed(value, text_type, nullptr);
  return code ? std::move(*code) : forced(value, text_type);
}

Code Values::forced(const tmpl::Node& value, const CppType& type) {
  if (type.container == Container::value && type.element == ElementKind::json) return json(value);
  Code written = json(value);
  if (!written.head.starts_with("Json::")) written = call("Json", {std::move(written)});
  return from_node(type, std::move(written));
}

std::optional<Code> Values::typed(const tmpl::Node& value, const CppType& type,
                                  const MemberNames* member) {
  if (is_no_value(value)) return token("no_value");
  if (!is_function(value)) return typed_literal(value, type, member);
  if (value.calls(tmpl::Function::if_)) {
    if (std::optional<Code> code = choice(value, type, member)) return code;
    return std::nullopt;
  }
  const std::optional<Expression> expression = Calls(*this).expression(value);
  if (!expression) return std::nullopt;
  return fitted(*expression, type);
}

Code Values::fitted(const Expression& expression, const CppType& type) {
  const bool wants_list = type.container == Container::list;
  if (expression.parameter != nullptr && type.container != Container::map &&
      wants_list == expression.parameter->is_list) {
    if (type.element == ElementKind::text || type.element == ElementKind::json)
      return expression.code;
    return token(plan_.name(*expression.parameter) + (wants_list ? ".list<" : ".as<") +
                 chosen_kind(type.name) + ">()");
  }
  if (expression.type.container != type.container) {
    if (type.container == Container::value && type.element == ElementKind::json)
      return expression.code;
    return from_node(type, expression.code);
  }
  if (converts(expression.type, type) && !(wants_list && type.element == ElementKind::json)) {
    return expression.code;
  }
  return call("as<" + chosen_kind(type.name) + ">", {expression.code});
}

std::optional<Code> Values::choice(const tmpl::Node& if_call, const CppType& type,
                                   const MemberNames* member) {
  const auto arguments = if_call.argument().items();
  if (arguments.size() != 3 || !arguments[0].is_scalar()) return std::nullopt;
  if (type.container == Container::map) return std::nullopt;
  const Element* condition = plan_.use(meaning::Name::Of::condition, arguments[0].text());
  if (condition == nullptr) return std::nullopt;
  const bool is_list = type.container == Container::list;
  const std::string kind =
      type.element == ElementKind::identifier ? chosen_kind(type.name) : type.name;
  const CppType branch{type.container, type.element, kind};
  return call((is_list ? "fn::if_list<" : "fn::if_<") + kind + '>',
              {token(plan_.name(*condition)), argument(arguments[1], branch, member),
               argument(arguments[2], branch, member)});
}

Code Values::argument(const tmpl::Node& value, const CppType& type, const MemberNames* member) {
  const bool is_plain = !is_function(value);
  if (type.container == Container::value && is_plain) {
    if (type.element == ElementKind::json) return json(value);
    if (type.element == ElementKind::structure) {
      if (std::optional<Code> code = structure(value, type)) {
        return wrapped(type.name, std::move(*code));
      }
      return forced(value, type);
    }
  }
  std::optional<Code> code = typed(value, type, member);
  return code ? std::move(*code) : forced(value, type);
}

std::optional<Code> Values::typed_literal(const tmpl::Node& value, const CppType& type,
                                          const MemberNames* member) {
  if (type.container == Container::list) return list_items(value, type, member);
  if (type.container == Container::map) {
    if (!value.is(tmpl::Kind::map)) return std::nullopt;
    if (value.members().empty()) return token(spelled(type) + "::empty()");
    std::vector<Code> entries;
    const CppType inner{Container::value, type.element, type.name};
    for (const tmpl::Member& each : value.members()) {
      std::optional<Code> code = typed(each.value, inner, member);
      Code entry = braces(
          {}, {text_literal(each.key()), code ? std::move(*code) : forced(each.value, inner)});
      entry.comments = comments_.take(each.key_begin);
      entries.push_back(std::move(entry));
    }
    return braces({}, std::move(entries));
  }
  switch (type.element) {
    case ElementKind::json:
      return json_property(value);
    case ElementKind::structure: {
      std::optional<Code> code = structure(value, type);
      if (!code) return std::nullopt;
      if (needs_name(*code, member)) return wrapped(type.name, std::move(*code));
      return braces({}, {std::move(*code)});
    }
    case ElementKind::enumeration:
      if (!value.is_scalar() || value.is(tmpl::Kind::null)) return std::nullopt;
      for (const auto& [text, name] : member->enumerators) {
        if (text == value.text()) return token(type.name + "::" + std::string(name));
      }
      return call("as<" + type.name + '>', {text_literal(value.text())});
    default:
      return scalar_literal(value, type.element);
  }
}

std::optional<Code> Values::list_items(const tmpl::Node& value, const CppType& type,
                                       const MemberNames* member) {
  if (!value.is(tmpl::Kind::list)) return std::nullopt;
  if (value.items().empty()) return token(spelled(type) + "::empty()");
  const CppType inner{Container::value, type.element, type.name};
  const auto is_plain = [&](const tmpl::Node& each) { return !is_function(each); };
  const bool are_plain = std::ranges::all_of(value.items(), is_plain);
  std::vector<Code> items;
  std::vector<std::vector<std::string>> comments;
  bool are_structures = type.element == ElementKind::structure && are_plain;
  for (const tmpl::Node& each : value.items()) {
    comments.push_back(comments_.take(each.begin));
    if (!are_structures) continue;
    std::optional<Code> code = structure(each, inner);
    are_structures = code.has_value();
    if (code) items.push_back(std::move(*code));
  }
  if (!are_structures) {
    items.clear();
    for (const tmpl::Node& each : value.items()) items.push_back(argument(each, inner, member));
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto& own = items[i].comments;
    own.insert(own.begin(), comments[i].begin(), comments[i].end());
  }
  return braces({}, std::move(items));
}

std::optional<Code> Values::structure(const tmpl::Node& value, const CppType& type) {
  if (type_ == nullptr && type.name != "Tag") return std::nullopt;
  if (!value.is(tmpl::Kind::map) || is_function(value)) return std::nullopt;
  static const TypeNames no_type;
  const StructNames& names = (type_ == nullptr ? no_type : *type_).structure(type);
  for (const tmpl::Member& each : value.members()) {
    if (names.find(each.key()) == nullptr) return std::nullopt;
  }
  std::vector<Code> members;
  for (const MemberNames& each : names.members) {
    const auto given = std::ranges::find(value.members(), each.text, &tmpl::Member::key);
    if (given == value.members().end()) {
      if (each.is_required) return std::nullopt;
      continue;
    }
    std::vector<std::string> comments = comments_.take(given->key_begin);
    Code member =
        wrapped('.' + std::string(each.name) + " = ", forced_property(given->value, each));
    member.comments = std::move(comments);
    members.push_back(std::move(member));
  }
  return braces({}, std::move(members));
}

Code Values::json(const tmpl::Node& value) {
  if (is_no_value(value)) return token("no_value");
  if (value.calls(tmpl::Function::if_)) {
    const CppType type;
    if (std::optional<Code> code = choice(value, type, nullptr)) return std::move(*code);
  } else if (is_function(value)) {
    if (const std::optional<Expression> found = Calls(*this).expression(value)) return found->code;
  }
  if (value.is(tmpl::Kind::list)) {
    std::vector<Code> items;
    for (const tmpl::Node& each : value.items()) {
      std::vector<std::string> comments = comments_.take(each.begin);
      items.push_back(json(each));
      items.back().comments = std::move(comments);
    }
    return call("Json::array", {braces({}, std::move(items))});
  }
  if (value.is(tmpl::Kind::map)) {
    return call("Json::object", {braces({}, json_entries(value))});
  }
  return json_literal(value);
}

std::vector<Code> Values::json_entries(const tmpl::Node& map) {
  std::vector<Code> entries;
  for (const tmpl::Member& each : map.members()) entries.push_back(json_entry(each));
  return entries;
}

Code Values::json_entry(const tmpl::Member& member) {
  std::vector<std::string> comments = comments_.take(member.key_begin);
  Code entry = wrapped('{' + quoted(member.key()) + ", ", json(member.value), "}");
  entry.comments = std::move(comments);
  return entry;
}

Code Values::json_property(const tmpl::Node& value) {
  const bool is_map = value.is(tmpl::Kind::map) && !is_function(value);
  if (is_map && !value.members().empty()) return braces({}, json_entries(value));
  return json(value);
}

Code Values::condition(const tmpl::Node& value) {
  if (std::optional<Code> code = Calls(*this).condition(value)) return std::move(*code);
  return wrapped("ConditionExpression::from_node(", json(value), ".node())");
}

}  // namespace omnitrack::importing
