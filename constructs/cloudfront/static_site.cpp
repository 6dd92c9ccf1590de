#include "omnitrack/cloudfront/static_site.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

// A path whose last part has no dot is a folder's, or a route of the app in the browser.
std::string index_code(const StaticSiteProps& props) {
  const std::string index(props.index_document.text());
  const std::string then = props.single_page_app
                               ? "request.uri = '/" + index + "';"
                               : "request.uri += (last === '' ? '' : '/') + '" + index + "';";
  return "function handler(event) {\n"
         "  var request = event.request;\n"
         "  var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);\n"
         "  if (last.indexOf('.') === -1) " +
         then + "\n  return request;\n}\n";
}

}  // namespace

StaticSite::StaticSite(Attach at, const StaticSiteProps& props)
    : Construct(std::move(at)),
      bucket_(props.bucket.is_set() ? *props.bucket
                                    : add(BucketProps{.id = child("Bucket"),
                                                      .removal_policy = props.removal_policy})) {
  auto& headers = add(ResponseHeadersPolicyProps{
      .id = child("Headers"),
      .security_headers = SecurityHeaders{.content_security_policy = props.content_security_policy},
  });
  CacheBehavior behavior{
      .origin = Origin::bucket(bucket_, {.list_bucket = true}),
      .response_headers_policy = headers,
  };
  if (const EdgeFunction* function = index_function(props)) {
    behavior.on_viewer_request = *function;
  }
  DistributionProps made{
      .id = child("Distribution"),
      .default_behavior = behavior,
      .behaviors = props.behaviors,
      .certificate = certificate_of(props),
      .default_root_object = props.index_document,
      .domain_names = props.domain_names,
      .hosted_zone = props.hosted_zone,
      .logging = props.logging,
      .price_class = props.price_class,
      .web_acl = props.web_acl,
  };
  if (props.error_page.is_set()) {
    made.error_pages = {{.status = 404, .page = props.error_page, .response_status = 404}};
  }
  distribution_ = &add(made);
}

EdgeFunction* StaticSite::index_function(const StaticSiteProps& props) {
  if (!props.rewrite_index && !props.single_page_app) return nullptr;
  return &add(EdgeFunctionProps{
      .id = child("Index"),
      .code = index_code(props),
      .comment = "Finds the index document of a path",
  });
}

CertificateLink StaticSite::certificate_of(const StaticSiteProps& props) {
  if (props.certificate.is_set() || props.domain_names.empty()) return props.certificate;
  const std::string_view region = stack().fixed_region();
  if (!props.hosted_zone.is_set() || region != "us-east-1") {
    error(codes::OT3344,
          props.hosted_zone.is_set()
              ? "the site cannot make its certificate in " +
                    (region.empty() ? std::string("an unknown region") : std::string(region))
              : std::string("the site has names, but neither a certificate nor a hosted zone"),
          "give it a `certificate` of us-east-1, or make the site there in its `hosted_zone`");
    return {};
  }
  // The distribution tells of a name that is outside of the zone.
  const bool holds_all =
      std::all_of(props.domain_names.begin(), props.domain_names.end(),
                  [&](const DnsName& name) { return props.hosted_zone->may_hold(name.value()); });
  const std::vector<DnsName> names(props.domain_names.begin() + 1, props.domain_names.end());
  return add(CertificateProps{
      .id = child("Certificate"),
      .domain_name = props.domain_names[0].value(),
      .hosted_zone =
          holds_all ? Link<const HostedZone>(*props.hosted_zone) : Link<const HostedZone>(),
      .subject_alternative_names = names,
  });
}

void StaticSite::grant_deploy(Grantee& grantee) {
  bucket_.grant_read_write(grantee);
  distribution_->grant_create_invalidation(grantee);
}

}  // namespace omnitrack
