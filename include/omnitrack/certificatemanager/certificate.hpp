#pragma once

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/route53/dns_name.hpp>

namespace omnitrack::cfn::certificatemanager {
class Certificate;  // defined in <omnitrack/cfn/certificatemanager.hpp>
enum class CertificateArn : char;
}  // namespace omnitrack::cfn::certificatemanager

namespace omnitrack {

class HostedZone;

/// The keys that a certificate can have.
/// https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
enum class CertificateKey : std::uint8_t { rsa_2048, ec_prime256v1, ec_secp384r1 };

/// How ACM finds out that a domain is the owner's.
enum class CertificateValidation : std::uint8_t {
  dns,    ///< by records, which a hosted zone gets by itself
  email,  ///< by letters to the domain's owner, at each renewal
};

/// A domain name with the zone that proves it.
struct CertificateZone {
  /// The name, one of the certificate's.
  Required<Value<std::string>, struct required_domain_name> domain_name;
  /// The zone.
  Required<Link<const HostedZone>, struct required_hosted_zone> hosted_zone;
};

class Certificate;

/// Properties of a certificate.
struct CertificateProps {
  using Makes = Certificate;
  Id id;
  /// The name that it is for, e.g. `example.com` or `*.example.com`. A change replaces it.
  CheckedText<detail::DnsNameRule, struct required_domain_name> domain_name;
  /// The private authority that issues it, by its ARN; Amazon's public one where it is left out.
  Value<std::string> certificate_authority = {};
  /// Whether its key can be taken out of AWS, at a price.
  Bool exportable = false;
  /// The public zone that proves all names; without one, the deployment waits until somebody made
  /// the records that ACM shows.
  Link<const HostedZone> hosted_zone = {};
  /// The zones that prove single names.
  Items<CertificateZone> hosted_zones = {};
  /// The kind of its key.
  CertificateKey key_algorithm = CertificateKey::rsa_2048;
  /// Further names.
  Items<DnsName> subject_alternative_names = {};
  /// Whether it is written into the public logs of certificates, without which browsers refuse it.
  Bool transparency_logging = true;
  /// How ACM finds out that the names are the owner's.
  CertificateValidation validation = CertificateValidation::dns;
};

/// A certificate for TLS, which ACM renews by itself: AWS::CertificateManager::Certificate.
/// https://docs.aws.amazon.com/acm/latest/userguide/acm-overview.html
class Certificate final : public Construct, public Measured {
 public:
  Certificate(Attach at, const CertificateProps& props);
  Certificate(Attach at, const struct ImportedCertificateProps& props);

  /// A certificate that is made elsewhere.
  static Certificate& from_arn(Construct& scope, const Id& id,
                               const Value<cfn::certificatemanager::CertificateArn>& arn);

  /// One of ACM's metrics of the certificate.
  /// https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many days are left before it expires.
  [[nodiscard]] Metric metric_days_to_expiry() const {
    return metric("DaysToExpiry").minimum().every(86400);
  }

  /// The ARN.
  [[nodiscard]] const Value<cfn::certificatemanager::CertificateArn>& arn() const { return arn_; }
  /// The region that it is in, as far as that is known now; else empty.
  [[nodiscard]] std::string_view known_region() const {
    return CertificateLink(*this).known_region();
  }
  /// The names that it is for; none where it is made elsewhere.
  [[nodiscard]] const Items<Value<std::string>>& names() const { return names_; }
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// Reports at a construct that serves from CloudFront's edge that the certificate is surely in
  /// another region than us-east-1.
  void check_for_edge(const Construct& at) const { CertificateLink(*this).check_for_edge(at); }
  /// The certificate's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::certificatemanager::Certificate& resource();

 private:
  void check(const CertificateProps& props) const;

  cfn::certificatemanager::Certificate* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::certificatemanager::CertificateArn> arn_;
  Items<Value<std::string>> names_;
};

}  // namespace omnitrack
