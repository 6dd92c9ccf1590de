#include "cli/import/app_names.hpp"

#include <algorithm>

#include "omnitrack/characters.hpp"

namespace omnitrack::cli {

std::string stack_name_of(std::string_view file) {
  constexpr std::size_t longest = 128;
  std::string name;
  for (const char c : file.substr(file.rfind('/') + 1)) {
    if (detail::is_letter_or_digit(c)) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (name.ends_with('-')) name.pop_back();
  if (name.empty() || !detail::is_letter(name[0]))
    name.insert(0, name.empty() ? "stack" : "stack-");
  name.resize(std::min(name.size(), longest));
  return name;
}

std::string program_name_of(std::string_view stack) {
  std::string name;
  for (const char c : stack) {
    name += detail::is_upper(c)             ? static_cast<char>(c - 'A' + 'a')
            : detail::is_letter_or_digit(c) ? c
                                            : '_';
  }
  return name;
}

}  // namespace omnitrack::cli
