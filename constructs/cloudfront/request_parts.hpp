#pragma once

#include <string_view>

#include <omnitrack/cfn/cloudfront.hpp>
#include <omnitrack/cloudfront/request_parts.hpp>

namespace omnitrack::cloudfront {

/// What a policy says of cookies.
cfn::cloudfront::cache_policy::CookiesConfig cookies_config(const RequestParts& parts);
/// What a policy says of headers.
cfn::cloudfront::cache_policy::HeadersConfig headers_config(const RequestParts& parts);
/// What a policy says of query strings.
cfn::cloudfront::cache_policy::QueryStringsConfig query_strings_config(const RequestParts& parts);

}  // namespace omnitrack::cloudfront
