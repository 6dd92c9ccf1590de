#include "omnitrack/certificatemanager/certificate_link.hpp"

#include <algorithm>

#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

std::string lowered_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  std::string lowered(name);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

// A wildcard stands for one label, and for itself.
bool covers(std::string_view of_certificate, std::string_view name) {
  const std::string own = lowered_name(of_certificate);
  const std::string asked = lowered_name(name);
  if (own == asked) return true;
  const std::size_t dot = asked.find('.');
  return own.starts_with("*.") && dot != std::string::npos &&
         std::string_view(own).substr(1) == std::string_view(asked).substr(dot);
}

std::string_view region_of_arn(std::string_view arn) {
  for (int i = 0; i < 3; ++i) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

}  // namespace

CertificateLink::CertificateLink(const Certificate& certificate)
    : arn_(certificate.arn()), certificate_(&certificate) {}

CertificateLink::CertificateLink(const Link<const Certificate>& certificate)
    : CertificateLink(certificate.is_set() ? CertificateLink(*certificate) : CertificateLink()) {}

CertificateLink::CertificateLink(const Link<Certificate>& certificate)
    : CertificateLink(certificate.is_set() ? CertificateLink(*certificate) : CertificateLink()) {}

std::string_view CertificateLink::known_region() const {
  if (certificate_ != nullptr && !certificate_->is_imported()) {
    return certificate_->stack().fixed_region();
  }
  return region_of_arn(arn_.literal_text());
}

bool CertificateLink::may_cover(const Value<std::string>& domain_name) const {
  if (certificate_ == nullptr || certificate_->names().empty()) return true;
  // What is no name is told of where it is taken.
  if (!detail::DnsNameRule::fits(domain_name.literal_text())) return true;
  return std::any_of(certificate_->names().begin(), certificate_->names().end(),
                     [&domain_name](const Value<std::string>& own) {
                       return !own.is_literal_text() ||
                              covers(own.literal_text(), domain_name.literal_text());
                     });
}

std::string CertificateLink::name() const {
  return certificate_ == nullptr ? "the certificate"
                                 : "the certificate '" + certificate_->path() + "'";
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
void CertificateLink::check_for_edge(const Construct& at) const {
  const std::string_view region = known_region();
  if (region.empty() || region == "us-east-1") return;
  at.error(codes::OT3312, name() + " is in " + std::string(region),
           "make it in a stack of us-east-1: CloudFront takes certificates from there alone");
}

void CertificateLink::check_for_region(const Construct& at) const {
  const std::string_view region = known_region();
  const std::string_view own = at.stack().fixed_region();
  if (region.empty() || own.empty() || region == own) return;
  at.error(codes::OT3313,
           name() + " is in " + std::string(region) + ", and what shows it in " + std::string(own),
           "make a certificate in " + std::string(own));
}

void CertificateLink::check_covers(const Construct& at,
                                   const Value<std::string>& domain_name) const {
  if (may_cover(domain_name)) return;
  at.error(codes::OT3314,
           name() + " is not for the name '" + std::string(domain_name.literal_text()) + "'",
           "add the name to its `subject_alternative_names`; '*' stands for one label alone");
}

std::vector<CertificateLink> CertificateLinks::links_of(const Node& arns) {
  std::vector<CertificateLink> links;
  if (arns.kind != NodeKind::list) return links;
  links.reserve(arns.size);
  for (std::uint32_t i = 0; i < arns.size; ++i) {
    links.emplace_back(Value<cfn::certificatemanager::CertificateArn>::from_node(arns.items[i]));
  }
  return links;
}

}  // namespace omnitrack
