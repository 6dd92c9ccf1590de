#include "unique_name.hpp"

#include <string>

#include <omnitrack/characters.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

Value<std::string> unique_name(const Construct& of, std::size_t longest) {
  std::string name;
  for (const char c : of.path()) {
    if (detail::is_letter_or_digit(c)) {
      name += detail::is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  // The stack's id ends in a UUID, whose first part has 8 digits.
  constexpr std::size_t length_of_part = 9;
  if (name.empty() || !detail::is_letter(name.front())) name.insert(0, "n-");
  if (name.size() > longest - length_of_part) {
    name.erase(2, name.size() - (longest - length_of_part));
  }
  while (name.ends_with('-')) name.pop_back();
  const Value<std::string> uuid = fn::select(2, fn::split("/", of.stack().stack_id()));
  return concat(name, "-", fn::select(0, fn::split("-", uuid)));
}

}  // namespace omnitrack
