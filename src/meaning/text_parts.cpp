#include "meaning/text_parts.hpp"

#include "meaning/references.hpp"
#include "template/sub_text.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;

bool is_joined_text(const Node& value) {
  const auto items = value.argument().items();
  return items.size() == 2 && items[0].is(Kind::string) && items[1].is(Kind::list);
}

bool is_filled_text(const Node& value) {
  const Node& argument = value.argument();
  const auto items = argument.items();
  return argument.is(Kind::string) ||
         (items.size() == 2 && items[0].is(Kind::string) && items[1].is(Kind::map));
}

bool is_plain_get_att(const Node& value) {
  const Node& argument = value.argument();
  if (argument.is(Kind::string)) return argument.text().find('.') != std::string_view::npos;
  const auto items = argument.items();
  return items.size() == 2 && items[0].is(Kind::string) && items[1].is_scalar();
}

class Splitter {
 public:
  void split(const Node& value) {
    if (value.is_scalar()) return add_literal(value.text());
    switch (is_text_expression(value) ? value.function : Function::none) {
      case Function::ref:
        return add_reference(value.argument().text(), {}, value);
      case Function::get_att:
        return split_get_att(value);
      case Function::sub:
        return split_sub(value);
      case Function::join:
        return split_join(value);
      default:
        parts_.push_back({.kind = TextPart::Kind::other, .value = &value});
    }
  }

  std::vector<TextPart> take() { return std::move(parts_); }

 private:
  void add_literal(std::string_view text) {
    if (text.empty()) return;
    if (parts_.empty() || parts_.back().kind != TextPart::Kind::literal) parts_.emplace_back();
    parts_.back().text += text;
  }

  void add_reference(std::string_view name, std::string_view attribute, const Node& value) {
    parts_.push_back({.kind = TextPart::Kind::reference,
                      .text = std::string(name),
                      .attribute = attribute,
                      .value = &value});
  }

  void add_dotted(std::string_view text, const Node& value) {
    const Name name = dotted_name(text);
    add_reference(name.text, name.attribute, value);
  }

  void split_get_att(const Node& value) {
    const auto items = value.argument().items();
    if (items.empty()) return add_dotted(value.argument().text(), value);
    add_reference(items[0].text(), items[1].text(), value);
  }

  void split_sub(const Node& value) {
    const auto items = value.argument().items();
    const Node& filled = items.empty() ? value.argument() : items[0];
    const std::string_view text = filled.text();
    const tmpl::SubValues own(items.empty() ? nullptr : &items[1]);
    tmpl::SubVariables variables(text);
    std::size_t at = 0;
    while (const auto variable = variables.next()) {
      add_unfilled(text.substr(at, variable->begin - at));
      at = variable->end;
      if (const tmpl::Member* given = own.find(variable->name)) {
        split(given->value);
      } else {
        add_dotted(variable->name, value);
      }
    }
    add_unfilled(text.substr(at));
  }

  // `${!Name}` stands for `${Name}`.
  void add_unfilled(std::string_view text) {
    for (std::size_t at = text.find("${!"); at != std::string_view::npos; at = text.find("${!")) {
      add_literal(text.substr(0, at + 2));
      text.remove_prefix(at + 3);
    }
    add_literal(text);
  }

  void split_join(const Node& value) {
    const auto items = value.argument().items();
    bool is_first = true;
    for (const Node& each : items[1].items()) {
      if (!is_first) add_literal(items[0].text());
      is_first = false;
      split(each);
    }
  }

  std::vector<TextPart> parts_;
};

}  // namespace

bool is_text_expression(const Node& value) {
  switch (value.function) {
    case Function::ref:
      return value.argument().is_scalar();
    case Function::get_att:
      return is_plain_get_att(value);
    case Function::sub:
      return is_filled_text(value);
    case Function::join:
      return is_joined_text(value);
    default:
      return false;
  }
}

std::vector<TextPart> text_parts(const Node& value) {
  Splitter splitter;
  splitter.split(value);
  return splitter.take();
}

}  // namespace omnitrack::meaning
