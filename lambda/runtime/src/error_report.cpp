#include "error_report.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace omnitrack::lambda {

namespace {

constexpr std::size_t longest_type = 128;

bool may_stand_in_a_header(char c) { return c > ' ' && c <= '~'; }

}  // namespace

std::string error_body(const FunctionError& error) {
  using Json = nlohmann::ordered_json;
  const Json body = {{"errorType", error.type},
                     {"errorMessage", error.message},
                     {"stackTrace", error.stack_trace}};
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string error_type_header(std::string_view category, const FunctionError& error) {
  std::string type = error.type.find('.') == std::string::npos
                         ? std::string(category) + "." + error.type
                         : error.type;
  type.resize(std::min(type.size(), longest_type));
  std::ranges::replace_if(
      type, [](char c) { return !may_stand_in_a_header(c); }, '_');
  return type;
}

}  // namespace omnitrack::lambda
