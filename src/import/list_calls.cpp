#include <algorithm>

#include "import/calls.hpp"
#include "import/literals.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

// Whether it may be left out of the list that it stands in.
bool may_be_no_value(const tmpl::Node& value) {
  return value.calls(Function::if_) ||
         (value.calls(Function::ref) && value.argument().text() == "AWS::NoValue");
}

}  // namespace

std::optional<Code> Calls::texts(const tmpl::Node& value) {
  if (value.is(Kind::list)) {
    if (value.items().empty()) return token("List<std::string>::empty()");
    std::vector<Code> items;
    for (const tmpl::Node& each : value.items()) {
      if (may_be_no_value(each)) {
        std::optional<Code> code = values_.typed(each, text_type, nullptr);
        if (!code) return std::nullopt;
        items.push_back(std::move(*code));
        continue;
      }
      std::optional<Code> code = part(each);
      if (!code) return std::nullopt;
      items.push_back(std::move(*code));
    }
    return braces({}, std::move(items));
  }
  if (value.calls(Function::if_)) return values_.typed(value, texts_type, nullptr);
  std::optional<Expression> found = list(value);
  if (!found) return std::nullopt;
  return std::move(found->code);
}

std::optional<Expression> Calls::list(const tmpl::Node& value) {
  if (value.is(Kind::list)) {
    std::optional<Code> code = texts(value);
    if (!code) return std::nullopt;
    // Without items it is named already.
    if (value.items().empty()) return texts_expression(std::move(*code));
    return texts_expression(wrapped("List<std::string>", std::move(*code)));
  }
  if (value.calls(Function::if_)) {
    std::optional<Code> code = values_.typed(value, texts_type, nullptr);
    if (!code) return std::nullopt;
    return texts_expression(std::move(*code));
  }
  if (!value.is_call() || value.calls(Function::condition)) return std::nullopt;
  std::optional<Expression> found = expression(value);
  if (!found) return std::nullopt;
  if (found->type.container == Container::list) return found;
  if (found->type.container == Container::map) return std::nullopt;
  return texts_expression(
      wrapped("List<std::string>::from_node(", std::move(found->code), ".node())"));
}

std::optional<Expression> Calls::join(const tmpl::Node& argument) {
  const auto items = argument.items();
  if (items.size() != 2 || !items[0].is_scalar()) return std::nullopt;
  const bool is_concat = items[0].text().empty() && items[1].is(Kind::list) && items[1].count > 1 &&
                         std::ranges::none_of(items[1].items(), may_be_no_value);
  std::optional<Code> joined = texts(items[1]);
  if (!joined) return std::nullopt;
  if (is_concat) return text_expression(call("concat", std::move(joined->items)));
  return text_expression(call("fn::join", {text_literal(items[0].text()), std::move(*joined)}));
}

std::optional<Expression> Calls::select(const tmpl::Node& argument) {
  const auto items = argument.items();
  if (items.size() != 2) return std::nullopt;
  std::optional<Code> index = integer_literal(items[0]);
  if (!index && items[0].is_call()) {
    index = values_.typed(items[0], integer_type, nullptr);
  }
  const std::optional<Expression> from = list(items[1]);
  if (!index || !from) return std::nullopt;
  return Expression{call("fn::select", {std::move(*index), from->code}),
                    {Container::value, from->type.element, from->type.name}};
}

std::optional<Expression> Calls::split(const tmpl::Node& argument) {
  const auto items = argument.items();
  if (items.size() != 2 || !items[0].is_scalar()) return std::nullopt;
  return texts_expression(
      call("fn::split", {text_literal(items[0].text()), values_.text(items[1])}));
}

std::optional<Expression> Calls::cidr(const tmpl::Node& argument) {
  const auto items = argument.items();
  if (items.size() != 3) return std::nullopt;
  std::vector<Code> numbers;
  for (const tmpl::Node& each : items.subspan(1)) {
    std::optional<Code> code = values_.typed(each, integer_type, nullptr);
    if (!code) return std::nullopt;
    numbers.push_back(std::move(*code));
  }
  return texts_expression(call("fn::cidr", {values_.text(items[0]), numbers[0], numbers[1]}));
}

std::optional<Expression> Calls::get_azs(const tmpl::Node& argument) {
  const bool is_own = argument.is_scalar() && (argument.is(Kind::null) || argument.text().empty());
  if (is_own) return texts_expression(call("fn::get_azs", {}));
  return texts_expression(call("fn::get_azs", {values_.text(argument)}));
}

std::optional<Expression> Calls::rule_list(const tmpl::Node& call_node) {
  const tmpl::Node& argument = call_node.argument();
  const auto items = argument.items();
  if (call_node.calls(Function::ref_all)) {
    if (!argument.is_scalar()) return std::nullopt;
    return texts_expression(call("fn::ref_all", {text_literal(argument.text())}));
  }
  if (items.size() != 2 || !items[0].is_scalar() || !items[1].is_scalar()) return std::nullopt;
  if (call_node.calls(Function::value_of_all)) {
    return texts_expression(
        call("fn::value_of_all", {text_literal(items[0].text()), text_literal(items[1].text())}));
  }
  const Element* parameter = values_.plan_.use(meaning::Name::Of::entry, items[0].text());
  if (parameter == nullptr || parameter->kind != Element::Kind::parameter) return std::nullopt;
  return text_expression(
      call("fn::value_of", {token(values_.plan_.name(*parameter)), text_literal(items[1].text())}));
}

}  // namespace omnitrack::importing
