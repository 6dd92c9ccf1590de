#include "import/calls.hpp"

#include <algorithm>

#include "import/constructs.hpp"
#include "import/literals.hpp"
#include "template/sub_text.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

// What the stack says of a pseudo parameter; empty for any other name.
std::string_view pseudo_parameter(std::string_view name) {
  constexpr std::pair<std::string_view, std::string_view> all[] = {
      {"AWS::AccountId", "stack.account()"},    {"AWS::Partition", "stack.partition()"},
      {"AWS::Region", "stack.region()"},        {"AWS::StackId", "stack.stack_id()"},
      {"AWS::StackName", "stack.stack_name()"}, {"AWS::URLSuffix", "stack.url_suffix()"}};
  const auto* const found =
      std::ranges::find(all, name, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(all) ? std::string_view{} : found->second;
}

// A text for Fn::Sub without its marks for what is to stay.
std::string plain(std::string_view text) {
  std::string result(text);
  for (std::size_t at = result.find("${!"); at != std::string::npos;
       at = result.find("${!", at + 2)) {
    result.erase(at + 2, 1);
  }
  return result;
}

bool is_plain_text(const tmpl::Node& value) {
  return value.is(Kind::string) || value.is(Kind::number) || value.is(Kind::boolean);
}

}  // namespace

std::optional<Expression> Calls::expression(const tmpl::Node& call_node) {
  if (!call_node.is_call()) return std::nullopt;
  const tmpl::Node& argument = call_node.argument();
  switch (call_node.function) {
    case Function::ref:
      return ref(argument.text());
    case Function::get_att:
      return get_att(argument);
    case Function::sub:
      if (std::optional<Expression> joined = sub(argument)) return joined;
      return sub_as_written(argument);
    case Function::join:
      return join(argument);
    case Function::select:
      return select(argument);
    case Function::split:
      return split(argument);
    case Function::cidr:
      return cidr(argument);
    case Function::find_in_map:
      return find_in_map(argument);
    case Function::get_azs:
      return get_azs(argument);
    case Function::base64:
      return text_call("fn::base64", argument);
    case Function::import_value:
      return text_call("fn::import_value", argument);
    case Function::get_stack_output:
      return get_stack_output(argument);
    case Function::to_json_string:
      return text_expression(call("fn::to_json_string", {values_.json(argument)}));
    case Function::length:
      if (const std::optional<Expression> items = list(argument)) {
        return Expression{call("fn::length", {items->code}), integer_type};
      }
      return std::nullopt;
    case Function::ref_all:
    case Function::value_of:
    case Function::value_of_all:
      return rule_list(call_node);
    default:
      return std::nullopt;
  }
}

std::string Calls::of_resource(Element& element) {
  element.is_resource_used = true;
  return values_.plan_.name(element) + (element.construct == nullptr ? "." : ".resource().");
}

std::optional<Expression> Calls::ref(std::string_view name) {
  if (name == "AWS::NotificationARNs") return texts_expression(token("stack.notification_arns()"));
  const std::string_view pseudo = pseudo_parameter(name);
  if (!pseudo.empty()) return text_expression(token(std::string(pseudo)));
  Element* element = values_.plan_.use(meaning::Name::Of::entry, name);
  if (element == nullptr) return std::nullopt;
  if (element->kind == Element::Kind::parameter) {
    return Expression{
        token(values_.plan_.name(*element) + (element->is_list ? ".list()" : ".value()")),
        element->is_list ? texts_type : text_type, element};
  }
  const std::string_view function =
      element->construct == nullptr ? std::string_view() : element->construct->ref;
  const std::string read = function.empty()
                               ? of_resource(*element) + "ref()"
                               : values_.plan_.name(*element) + '.' + std::string(function);
  return Expression{token(read), element->type == nullptr ? text_type : element->type->ref};
}

std::optional<Expression> Calls::attribute(std::string_view id, std::string_view name) {
  Element* element = values_.plan_.use(meaning::Name::Of::entry, id);
  if (element == nullptr || element->kind != Element::Kind::resource) return std::nullopt;
  const AttributeNames* known =
      element->type == nullptr ? nullptr : element->type->find_attribute(name);
  const std::string function =
      element->construct == nullptr ? std::string() : element->construct->function_for(name);
  if (!function.empty()) {
    return Expression{token(values_.plan_.name(*element) + '.' + function),
                      known == nullptr ? text_type : known->type};
  }
  const std::string resource = of_resource(*element);
  if (known != nullptr) {
    return Expression{token(resource + std::string(known->name) + "()"), known->type};
  }
  return text_expression(token(resource + "attribute(" + quoted(name) + ')'));
}

std::optional<Expression> Calls::name_of(const meaning::Name& name) {
  return name.attribute.empty() ? ref(name.text) : attribute(name.text, name.attribute);
}

std::optional<Expression> Calls::get_att(const tmpl::Node& argument) {
  if (argument.is(Kind::string)) {
    const meaning::Name name = meaning::dotted_name(argument.text());
    if (name.attribute.empty()) return std::nullopt;
    return attribute(name.text, name.attribute);
  }
  const auto items = argument.items();
  if (items.size() != 2 || !items[0].is_scalar() || !items[1].is_scalar()) return std::nullopt;
  return attribute(items[0].text(), items[1].text());
}

std::optional<Code> Calls::part(const tmpl::Node& value) {
  if (is_plain_text(value)) return text_literal(value.text());
  if (value.calls(Function::if_)) {
    if (std::optional<Code> code = values_.typed(value, text_type, nullptr)) return code;
    return std::nullopt;
  }
  if (!value.is_call() || value.calls(Function::condition)) return std::nullopt;
  std::optional<Expression> found = expression(value);
  if (!found || found->type.container != Container::value) return std::nullopt;
  return std::move(found->code);
}

std::optional<Expression> Calls::sub(const tmpl::Node& argument) {
  const auto items = argument.items();
  const tmpl::Node& text = items.empty() ? argument : items[0];
  if (!text.is(Kind::string) || items.size() > 2) return std::nullopt;
  const tmpl::Node* map = items.size() == 2 ? &items[1] : nullptr;
  if (map != nullptr && (!map->is(Kind::map) || map->is_call())) return std::nullopt;
  const tmpl::SubValues own(map);
  tmpl::SubVariables variables(text.text());
  std::vector<Code> parts;
  std::size_t at = 0;
  const auto add_text = [&](std::size_t end) {
    if (end > at) parts.push_back(text_literal(plain(text.text().substr(at, end - at))));
  };
  std::optional<Expression> last;
  while (const auto variable = variables.next()) {
    add_text(variable->begin);
    at = variable->end;
    if (const tmpl::Member* given = own.find(variable->name)) {
      std::optional<Code> code = part(given->value);
      if (!code) return std::nullopt;
      last = text_expression(*code);
      parts.push_back(std::move(*code));
      continue;
    }
    last = name_of(meaning::dotted_name(variable->name));
    if (!last || last->type.container != Container::value) return std::nullopt;
    parts.push_back(last->code);
  }
  const bool is_sole = parts.size() == 1 && last && at == text.text().size();
  add_text(text.text().size());
  if (is_sole) return last;
  if (parts.empty()) return text_expression(text_literal(""));
  if (!last) return text_expression(std::move(parts[0]));
  return text_expression(call("concat", std::move(parts)));
}

// Names that are not there, such as those that SAM adds, are for CloudFormation to find.
std::optional<Expression> Calls::sub_as_written(const tmpl::Node& argument) {
  const auto items = argument.items();
  const tmpl::Node& text = items.empty() ? argument : items[0];
  if (!text.is(Kind::string) || items.size() > 2) return std::nullopt;
  std::vector<Code> arguments{text_literal(text.text())};
  if (items.size() == 2) {
    const CppType variables{Container::map, ElementKind::text, "std::string"};
    std::optional<Code> code = values_.typed(items[1], variables, nullptr);
    if (!code) return std::nullopt;
    arguments.push_back(std::move(*code));
  }
  return text_expression(call("fn::sub", std::move(arguments)));
}

std::optional<Expression> Calls::find_in_map(const tmpl::Node& argument) {
  const auto items = argument.items();
  if (items.size() != 3 || !items[0].is_scalar()) return std::nullopt;
  const Element* mapping = values_.plan_.use(meaning::Name::Of::mapping, items[0].text());
  if (mapping == nullptr) return std::nullopt;
  return text_expression(call(values_.plan_.name(*mapping) + ".find",
                              {values_.text(items[1]), values_.text(items[2])}));
}

std::optional<Expression> Calls::get_stack_output(const tmpl::Node& argument) {
  constexpr std::pair<std::string_view, std::string_view> members[] = {
      {"StackName", ".stack_name = "},
      {"OutputName", ".output_name = "},
      {"Region", ".region = "},
      {"RoleArn", ".role_arn = "}};
  std::vector<Code> given;
  for (const auto& [key, name] : members) {
    const tmpl::Node* value = argument.find(key);
    if (value != nullptr) given.push_back(wrapped(name, values_.text(*value)));
  }
  if (given.size() < 2 || given.size() != argument.members().size()) return std::nullopt;
  return text_expression(call("fn::get_stack_output", {braces({}, std::move(given))}));
}

std::optional<Expression> Calls::text_call(const char* function, const tmpl::Node& argument) {
  return text_expression(call(function, {values_.text(argument)}));
}

std::optional<Code> Calls::condition_list(const char* function, const tmpl::Node& argument) {
  if (argument.items().empty()) return std::nullopt;
  std::vector<Code> conditions;
  for (const tmpl::Node& each : argument.items()) conditions.push_back(values_.condition(each));
  return call(function, {braces({}, std::move(conditions))});
}

std::optional<Code> Calls::condition(const tmpl::Node& call_node) {
  if (!call_node.is_call()) return std::nullopt;
  const tmpl::Node& argument = call_node.argument();
  const auto items = argument.items();
  const auto of_lists = [&](const char* function, bool is_second_list) -> std::optional<Code> {
    if (items.size() != 2) return std::nullopt;
    std::optional<Code> first = texts(items[0]);
    std::optional<Code> second = is_second_list ? texts(items[1]) : values_.text(items[1]);
    if (!first || !second) return std::nullopt;
    return call(function, {std::move(*first), std::move(*second)});
  };
  switch (call_node.function) {
    case Function::condition: {
      const Element* named = values_.plan_.use(meaning::Name::Of::condition, argument.text());
      if (named == nullptr) return std::nullopt;
      return token(values_.plan_.name(*named));
    }
    case Function::equals:
      if (items.size() != 2) return std::nullopt;
      return call("fn::equals", {values_.text(items[0]), values_.text(items[1])});
    case Function::and_:
      return condition_list("fn::and_", argument);
    case Function::or_:
      return condition_list("fn::or_", argument);
    case Function::not_:
      if (items.size() != 1) return std::nullopt;
      return call("fn::not_", {values_.condition(items[0])});
    case Function::contains:
      return of_lists("fn::contains", false);
    case Function::each_member_equals:
      return of_lists("fn::each_member_equals", false);
    case Function::each_member_in:
      return of_lists("fn::each_member_in", true);
    default:
      return std::nullopt;
  }
}

}  // namespace omnitrack::importing
