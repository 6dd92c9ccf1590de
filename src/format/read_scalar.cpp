#include "format/read_scalar.hpp"

#include <cstdlib>

#include "omnitrack/characters.hpp"

namespace omnitrack::format {

namespace {

using omnitrack::detail::is_digit;
using tmpl::Kind;

// Removes the digits that a text begins with; false where it begins with none.
bool take_digits(std::string_view& text) {
  const std::size_t size = text.size();
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text.size() < size;
}

bool take_any_of(std::string_view& text, std::string_view letters) {
  if (text.empty() || letters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// `+1`, `.5` and `1.` are numbers of YAML alone.
std::string as_json_number(std::string_view text) {
  std::string number;
  if (text.starts_with('-')) number = '-';
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with('.')) number += '0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') continue;
    number += text[i];
    const bool lacks_fraction = text[i] == '.' && (i + 1 == text.size() || !is_digit(text[i + 1]));
    if (lacks_fraction) number += '0';
  }
  return number;
}

}  // namespace

bool is_json_number(std::string_view text) {
  take_any_of(text, "-");
  const bool begins_by_zero = text.starts_with('0');
  const std::size_t size = text.size();
  if (!take_digits(text) || (begins_by_zero && size - text.size() > 1)) return false;
  if (take_any_of(text, ".") && !take_digits(text)) return false;
  if (take_any_of(text, "eE")) {
    take_any_of(text, "+-");
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

ReadScalar read_scalar(const tmpl::Node& scalar) {
  const std::string_view text = scalar.text();
  if (scalar.is(Kind::null)) return {Kind::null, {}};
  if (!scalar.is(Kind::number) || is_json_number(text)) return {scalar.kind, std::string(text)};
  std::string number = as_json_number(text);
  return is_json_number(number) ? ReadScalar{Kind::number, std::move(number)}
                                : ReadScalar{Kind::string, std::string(text)};
}

bool ReadScalar::operator==(const ReadScalar& other) const {
  if (kind != other.kind) return false;
  if (kind == Kind::null || text == other.text) return true;
  // `1e5` is no number in YAML, and is written as 1.0e+5 there.
  return kind == Kind::number &&
         std::strtod(text.c_str(), nullptr) == std::strtod(other.text.c_str(), nullptr);
}

}  // namespace omnitrack::format
