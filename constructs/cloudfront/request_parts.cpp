#include "request_parts.hpp"

namespace omnitrack::cloudfront {

namespace {

namespace l1 = cfn::cloudfront::cache_policy;

std::string_view behavior_of(RequestParts::Kind kind) {
  constexpr std::string_view texts[] = {"none", "all", "all", "allExcept", "whitelist"};
  return texts[static_cast<std::size_t>(kind)];
}

std::string_view header_behavior_of(RequestParts::Kind kind) {
  if (kind == RequestParts::Kind::all) return "allViewer";
  if (kind == RequestParts::Kind::all_and) return "allViewerAndWhitelistCloudFront";
  return behavior_of(kind);
}

}  // namespace

l1::CookiesConfig cookies_config(const RequestParts& parts) {
  return {.cookie_behavior = behavior_of(parts.kind()), .cookies = parts.names()};
}

l1::HeadersConfig headers_config(const RequestParts& parts) {
  return {.header_behavior = header_behavior_of(parts.kind()), .headers = parts.names()};
}

l1::QueryStringsConfig query_strings_config(const RequestParts& parts) {
  return {.query_string_behavior = behavior_of(parts.kind()), .query_strings = parts.names()};
}

}  // namespace omnitrack::cloudfront
