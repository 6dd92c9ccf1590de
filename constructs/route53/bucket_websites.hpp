#pragma once

#include <string_view>

namespace omnitrack::route53 {

/// Where the websites of a region's buckets are.
struct WebsiteEndpoint {
  std::string_view region;
  std::string_view domain_name;
  std::string_view hosted_zone_id;
};

/// The endpoint of a region; null where it is not known.
const WebsiteEndpoint* website_endpoint(std::string_view region);

}  // namespace omnitrack::route53
