#include "import/literals.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "template/write_json.hpp"

namespace omnitrack::importing {

namespace {

template <class Number>
bool is_all_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// Whether a whole number is written as C++ writes it: no zero in front, which would make it octal.
bool is_integer(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return is_all_of<std::int64_t>(text) && (digits.size() == 1 || !digits.starts_with('0'));
}

// Whether a fraction is written again as it is written here: `2.5` and `1e-07`, but not `2.0`.
bool is_shortest(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  std::array<char, 32> digits{};
  const auto* const last = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return text.find_first_of(".e") != std::string_view::npos &&
         text == std::string_view(digits.data(), last);
}

}  // namespace

std::optional<Code> integer_literal(const tmpl::Node& value) {
  if (!value.is(tmpl::Kind::number) && !value.is(tmpl::Kind::string)) return std::nullopt;
  if (!is_integer(value.text())) return std::nullopt;
  return token(std::string(value.text()));
}

std::optional<Code> scalar_literal(const tmpl::Node& value, ElementKind element) {
  if (!value.is_scalar() || value.is(tmpl::Kind::null)) return std::nullopt;
  switch (element) {
    case ElementKind::boolean:
      if (value.text() != "true" && value.text() != "false") return std::nullopt;
      return token(std::string(value.text()));
    case ElementKind::integer:
      return integer_literal(value);
    case ElementKind::number:
      if (value.is(tmpl::Kind::boolean) || !is_all_of<double>(value.text())) return std::nullopt;
      return token(std::string(value.text()));
    case ElementKind::text:
    case ElementKind::identifier:
      return text_literal(value.text());
    default:
      return std::nullopt;
  }
}

Code json_literal(const tmpl::Node& value) {
  switch (value.kind) {
    case tmpl::Kind::null:
      return token("nullptr");
    case tmpl::Kind::boolean:
      return token(std::string(value.text()));
    case tmpl::Kind::number: {
      const std::string text = tmpl::json_of(value);
      // A number that JSON does not know, such as 0400, is a text there.
      if (text.starts_with('"')) return text_literal(value.text());
      return is_integer(text) || is_shortest(text) ? token(text) : text_literal(text);
    }
    default:
      return text_literal(value.text());
  }
}

}  // namespace omnitrack::importing
