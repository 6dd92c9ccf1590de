#include "deploy/shell.hpp"

#include <algorithm>

namespace omnitrack::deploy {

std::string shell_quoted(std::string_view word) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%_+=:,./-";
  const bool is_plain = !word.empty() && std::ranges::all_of(word, [&](char each) {
    return plain.find(each) != std::string_view::npos;
  });
  if (is_plain) return std::string(word);
  std::string text = "'";
  for (const char each : word) {
    if (each == '\'') {
      text += "'\\''";
    } else {
      text += each;
    }
  }
  return text + '\'';
}

std::string shell_command(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& each : words) {
    if (!text.empty()) text += each.starts_with("--") ? " \\\n    " : " ";
    text += shell_quoted(each);
  }
  return text + '\n';
}

}  // namespace omnitrack::deploy
