#include "omnitrack/lambda/runtime.hpp"

#include <iterator>

namespace omnitrack {

const EnumInfo& enum_info(Runtime) {
  static constexpr std::string_view names[] = {
      "dotnet10",   "java8.al2023", "java11.al2023", "java17.al2023",   "java21",     "java25",
      "nodejs22.x", "nodejs24.x",   "nodejs26.x",    "provided.al2023", "python3.12", "python3.13",
      "python3.14", "python3.15",   "ruby3.3",       "ruby3.4",         "ruby4.0",
  };
  static constexpr EnumInfo info{names, std::size(names)};
  return info;
}

}  // namespace omnitrack
