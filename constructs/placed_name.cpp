#include "placed_name.hpp"

#include <omnitrack/fn.hpp>

namespace omnitrack {

Value<std::string> placed_name(const Stack& stack, std::string_view name) {
  Value<std::string> value("");
  while (!name.empty()) {
    const std::size_t begin = name.find("${");
    value = concat(value, name.substr(0, begin));
    if (begin == std::string_view::npos) break;
    const std::size_t end = name.find('}', begin);
    const std::string_view placeholder = name.substr(begin, end - begin);
    value = concat(value, placeholder == "${AWS::Region" ? stack.region() : stack.account());
    name.remove_prefix(end + 1);
  }
  return value;
}

}  // namespace omnitrack
