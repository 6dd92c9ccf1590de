#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/list.hpp>

namespace omnitrack::cfn::certificatemanager {
enum class CertificateArn : char;
}  // namespace omnitrack::cfn::certificatemanager

namespace omnitrack {

class Certificate;
class Construct;

/// A certificate that something shows, by reference: `.certificate = certificate`. What was made
/// elsewhere is given as what `Certificate::from_arn` imports, or by its ARN. None by default.
class CertificateLink {
 public:
  /// None.
  constexpr CertificateLink() = default;
  /// That certificate.
  CertificateLink(const Certificate& certificate);
  /// That certificate; none where the link is empty.
  CertificateLink(const Link<const Certificate>& certificate);
  /// That certificate; none where the link is empty.
  CertificateLink(const Link<Certificate>& certificate);
  /// A certificate by its ARN.
  CertificateLink(const Value<cfn::certificatemanager::CertificateArn>& arn) : arn_(arn) {}
  /// A certificate by its ARN, of what has no kind.
  template <class U>
    requires(std::is_same_v<U, std::string>)
  CertificateLink(const Value<U>& arn) : arn_(as<cfn::certificatemanager::CertificateArn>(arn)) {}
  /// A certificate by its ARN as text.
  template <detail::TextLike S>
  CertificateLink(const S& arn) : arn_(arn) {}

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return arn_.is_set(); }
  /// Its ARN; not set where there is none.
  [[nodiscard]] const Value<cfn::certificatemanager::CertificateArn>& arn() const { return arn_; }
  /// The region that it is in, as far as that is known now; else empty.
  [[nodiscard]] std::string_view known_region() const;
  /// Whether it may be for a name: not where its names and that one are known, and none covers it.
  /// https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
  [[nodiscard]] bool may_cover(const Value<std::string>& domain_name) const;

  /// Reports at a construct that serves from CloudFront's edge that the certificate is surely in
  /// another region than us-east-1.
  void check_for_edge(const Construct& at) const;
  /// Reports at a construct that serves from its own region that the certificate is surely in
  /// another one.
  /// https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
  void check_for_region(const Construct& at) const;
  /// Reports at a construct with a domain name that the certificate is surely not for it.
  void check_covers(const Construct& at, const Value<std::string>& domain_name) const;

 private:
  // How a message names it.
  [[nodiscard]] std::string name() const;

  Value<cfn::certificatemanager::CertificateArn> arn_;
  const Certificate* certificate_ = nullptr;  // null where it is given by its ARN
};

/// Certificates in order, none by default; one may stand for a list.
class CertificateLinks : public Items<CertificateLink> {
 public:
  using Items<CertificateLink>::Items;
  /// None.
  CertificateLinks() = default;
  /// Certificates by their ARNs.
  template <class U>
  CertificateLinks(const List<U>& arns) : Items<CertificateLink>(links_of(arns.node())) {}

  /// Adds a certificate.
  void add(const CertificateLink& certificate) {
    std::vector<CertificateLink> all(begin(), end());
    all.push_back(certificate);
    *this = CertificateLinks(all);
  }
  /// Whether there is any.
  [[nodiscard]] bool is_set() const { return !empty(); }

 private:
  static std::vector<CertificateLink> links_of(const Node& arns);
};

}  // namespace omnitrack
