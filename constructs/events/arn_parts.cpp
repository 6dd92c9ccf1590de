#include "arn_parts.hpp"

#include <omnitrack/fn.hpp>

namespace omnitrack::events {

namespace {

std::string_view literal_part(std::string_view text, std::int64_t index) {
  for (; index > 0; --index) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    text.remove_prefix(colon + 1);
  }
  return text.substr(0, text.find(':'));
}

}  // namespace

Value<std::string> arn_part(const Value<std::string>& arn, std::int64_t index) {
  if (arn.is_literal_text()) return literal_part(arn.literal_text(), index);
  return fn::select(index, fn::split(":", arn));
}

Value<std::string> behind_slash(const Value<std::string>& arn) {
  if (!arn.is_literal_text()) return fn::select(1, fn::split("/", arn));
  const std::string_view text = arn.literal_text();
  const std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? std::string_view{} : text.substr(slash + 1);
}

bool is_arn(const Value<std::string>& arn, std::string_view service, std::string_view resource) {
  const std::string_view text = arn.literal_text();
  return text.starts_with("arn:") && literal_part(text, 2) == service &&
         literal_part(text, 5).starts_with(resource) &&
         literal_part(text, 5).size() > resource.size();
}

}  // namespace omnitrack::events
