#pragma once

#include <omnitrack/cloudfront/distribution.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

class StaticSite;

/// Properties of a static site.
struct StaticSiteProps {
  using Makes = StaticSite;
  Id id;
  /// How other paths are served, e.g. `/api/*` by an API.
  Items<PathBehavior> behaviors = {};
  /// The bucket with the files; the site makes one of its own where it is left out.
  Link<Bucket> bucket = {};
  /// The certificate of `domain_names`, in us-east-1; in that region, the site makes one by its
  /// `hosted_zone` where it is left out.
  CertificateLink certificate = {};
  /// From where pages may load what, e.g. `default-src 'self'`; anything where it is left out.
  Value<std::string> content_security_policy = {};
  /// The names that it is reached by.
  Items<DnsName> domain_names = {};
  /// What is shown for a file that is not there, e.g. `/404.html`.
  Value<std::string> error_page = {};
  /// The zone that gets the records of `domain_names`.
  Link<HostedZone> hosted_zone = {};
  /// The file that stands for its folder.
  Text index_document = "index.html";
  /// Whether requests are logged.
  Bool logging = false;
  /// The parts of the world that it is served from.
  PriceClass price_class = PriceClass::all;
  /// What happens to the files when the site leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Whether paths of folders lead to their own index documents, and not that of `/` alone.
  Bool rewrite_index = true;
  /// Whether every path without a dot in its last part shows the index document of `/`, as an app
  /// with routes of its own needs.
  Bool single_page_app = false;
  /// What guards it, of the scope CLOUDFRONT.
  Link<const WebAcl> web_acl = {};
};

/// The files of a bucket as a site: a `Bucket` and a `Distribution` with headers of security
/// (AWS::CloudFront::ResponseHeadersPolicy), a function for index documents
/// (AWS::CloudFront::Function), and where it makes one by itself a `Certificate`.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/getting-started-secure-static-website-cloudformation-template.html
class StaticSite final : public Construct {
 public:
  StaticSite(Attach at, const StaticSiteProps& props);

  /// Allows to put and delete files, to list them, and to have cached ones dropped.
  void grant_deploy(Grantee& grantee);

  /// The bucket with the files.
  [[nodiscard]] Bucket& bucket() { return bucket_; }
  /// What serves them.
  [[nodiscard]] Distribution& distribution() { return *distribution_; }
  /// The address of a path.
  [[nodiscard]] Value<std::string> url(std::string_view path = "/") const {
    return distribution_->url(path);
  }

 private:
  CertificateLink certificate_of(const StaticSiteProps& props);
  EdgeFunction* index_function(const StaticSiteProps& props);

  Bucket& bucket_;
  Distribution* distribution_ = nullptr;
};

}  // namespace omnitrack
