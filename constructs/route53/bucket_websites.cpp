#include "bucket_websites.hpp"

namespace omnitrack::route53 {

namespace {

// https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
constexpr WebsiteEndpoint website_endpoints[] = {
    {"us-east-1", "s3-website-us-east-1.amazonaws.com", "Z3AQBSTGFYJSTF"},
    {"us-east-2", "s3-website.us-east-2.amazonaws.com", "Z2O1EMRO9K5GLX"},
    {"us-west-1", "s3-website-us-west-1.amazonaws.com", "Z2F56UZL2M1ACD"},
    {"us-west-2", "s3-website-us-west-2.amazonaws.com", "Z3BJ6K6RIION7M"},
    {"af-south-1", "s3-website.af-south-1.amazonaws.com", "Z83WF9RJE8B12"},
    {"ap-east-1", "s3-website.ap-east-1.amazonaws.com", "ZNB98KWMFR0R6"},
    {"ap-south-1", "s3-website.ap-south-1.amazonaws.com", "Z11RGJOFQNVJUP"},
    {"ap-northeast-1", "s3-website-ap-northeast-1.amazonaws.com", "Z2M4EHUR26P7ZW"},
    {"ap-northeast-2", "s3-website.ap-northeast-2.amazonaws.com", "Z3W03O7B5YMIYP"},
    {"ap-northeast-3", "s3-website.ap-northeast-3.amazonaws.com", "Z2YQB5RD63NC85"},
    {"ap-southeast-1", "s3-website-ap-southeast-1.amazonaws.com", "Z3O0J2DXBE1FTB"},
    {"ap-southeast-2", "s3-website-ap-southeast-2.amazonaws.com", "Z1WCIGYICN2BYD"},
    {"ca-central-1", "s3-website.ca-central-1.amazonaws.com", "Z1QDHH18159H29"},
    {"eu-central-1", "s3-website.eu-central-1.amazonaws.com", "Z21DNDUVLTQW6Q"},
    {"eu-north-1", "s3-website.eu-north-1.amazonaws.com", "Z3BAZG2TWCNX0D"},
    {"eu-south-1", "s3-website.eu-south-1.amazonaws.com", "Z30OZKI7KPW7MI"},
    {"eu-west-1", "s3-website-eu-west-1.amazonaws.com", "Z1BKCTXD74EZPE"},
    {"eu-west-2", "s3-website.eu-west-2.amazonaws.com", "Z3GKZC51ZF0DB4"},
    {"eu-west-3", "s3-website.eu-west-3.amazonaws.com", "Z3R1K369G5AVDG"},
    {"me-south-1", "s3-website.me-south-1.amazonaws.com", "Z1MPMWCPA7YB62"},
    {"sa-east-1", "s3-website-sa-east-1.amazonaws.com", "Z7KQH4QJS55SO"},
};

}  // namespace

const WebsiteEndpoint* website_endpoint(std::string_view region) {
  for (const WebsiteEndpoint& each : website_endpoints) {
    if (each.region == region) return &each;
  }
  return nullptr;
}

}  // namespace omnitrack::route53
