#include "support/json_pointer.hpp"

namespace omnitrack::support {

void append_pointer_step(std::string_view key, std::string& pointer) {
  for (const char c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

std::string key_of_pointer_step(std::string_view step) {
  if (step.find('~') == std::string_view::npos) return std::string(step);
  std::string key;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool is_escape = step[i] == '~' && i + 1 < step.size();
    if (is_escape && step[i + 1] == '1') {
      key += '/';
      ++i;
    } else if (is_escape && step[i + 1] == '0') {
      key += '~';
      ++i;
    } else {
      key += step[i];
    }
  }
  return key;
}

}  // namespace omnitrack::support
