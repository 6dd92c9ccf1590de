#include "omnitrack/certificatemanager/certificate.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "../imported.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/route53/hosted_zone.hpp>

namespace omnitrack {

/// What a certificate that is made elsewhere is made of.
struct ImportedCertificateProps {
  using Makes = Certificate;
  Id id;
  Value<cfn::certificatemanager::CertificateArn> arn;
};

namespace {

namespace l1 = cfn::certificatemanager;
using l1::certificate::DomainValidationOption;

std::string_view text_of(CertificateKey key) {
  constexpr std::string_view texts[] = {"RSA_2048", "EC_prime256v1", "EC_secp384r1"};
  return texts[static_cast<std::size_t>(key)];
}

std::vector<Value<std::string>> names_of(const CertificateProps& props) {
  std::vector<Value<std::string>> names{props.domain_name.value()};
  for (const DnsName& name : props.subject_alternative_names) names.push_back(name.value());
  return names;
}

bool has_text(const std::vector<Value<std::string>>& names, std::string_view text) {
  return std::any_of(names.begin(), names.end(), [text](const Value<std::string>& name) {
    return name.is_literal_text() && name.literal_text() == text;
  });
}

const HostedZone* zone_of(const CertificateProps& props, const Value<std::string>& name) {
  const std::string_view text = name.literal_text();
  for (const CertificateZone& each : props.hosted_zones) {
    if (!text.empty() && each.domain_name.literal_text() == text) return each.hosted_zone.get();
  }
  return props.hosted_zone.get();
}

// A wildcard is proven by the same record as the name that it is below.
List<DomainValidationOption> options_of(const CertificateProps& props) {
  List<DomainValidationOption> options;
  const std::vector<Value<std::string>> names = names_of(props);
  for (const Value<std::string>& name : names) {
    const std::string_view text = name.literal_text();
    if (text.starts_with("*.") && has_text(names, text.substr(2))) continue;
    const HostedZone* zone = zone_of(props, name);
    if (zone == nullptr) continue;
    options.add(DomainValidationOption{.domain_name = name, .hosted_zone_id = zone->zone_id()});
  }
  return options;
}

l1::CertificateProps resource_props(const Id& id, const CertificateProps& props) {
  l1::CertificateProps made{
      .id = id,
      .domain_name = props.domain_name.value(),
      .certificate_authority_arn = props.certificate_authority,
      .domain_validation_options = options_of(props),
  };
  for (const DnsName& name : props.subject_alternative_names) {
    made.subject_alternative_names.add(name.value());
  }
  if (props.exportable) {
    made.certificate_export = l1::CertificateProps::CertificateExport::enabled;
  }
  if (props.key_algorithm != CertificateKey::rsa_2048) {
    made.key_algorithm = text_of(props.key_algorithm);
  }
  if (!props.transparency_logging) {
    made.certificate_transparency_logging_preference =
        l1::CertificateProps::CertificateTransparencyLoggingPreference::disabled;
  }
  if (!props.certificate_authority.is_set()) {
    made.validation_method = props.validation == CertificateValidation::dns ? "DNS" : "EMAIL";
  }
  return made;
}

}  // namespace

Certificate::Certificate(Attach at, const CertificateProps& props)
    : Construct(std::move(at)),
      resource_(&add(resource_props(primary(), props))),
      arn_(resource_->ref()),
      names_(names_of(props)) {
  check(props);
}

Certificate::Certificate(Attach at, const ImportedCertificateProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

Certificate& Certificate::from_arn(Construct& scope, const Id& id,
                                   const Value<cfn::certificatemanager::CertificateArn>& arn) {
  return scope.add(ImportedCertificateProps{.id = id, .arn = arn});
}

void Certificate::check(const CertificateProps& props) const {
  const auto check_name = [this](const auto& name) {
    if (!name.is_broken()) return;
    error(
        codes::OT3310, "'" + std::string(name.text()) + "' is not a name for a certificate",
        "use labels of 1 to 63 letters, digits and hyphens, joined by dots; the first may be '*'");
  };
  check_name(props.domain_name);
  for (const DnsName& name : props.subject_alternative_names) check_name(name);
  const std::vector<Value<std::string>> names = names_of(props);
  for (const CertificateZone& each : props.hosted_zones) {
    const std::string_view proven = each.domain_name.literal_text();
    if (proven.empty() || has_text(names, proven)) continue;
    error(codes::OT3311,
          "a zone proves '" + std::string(proven) + "', which is none of the certificate's names",
          "name one of them as `domain_name` of the zone");
  }
  for (const Value<std::string>& name : names) {
    const HostedZone* zone = zone_of(props, name);
    if (zone != nullptr) zone->check_holds(*this, name);
  }
  const bool has_zone = props.hosted_zone.is_set() || !props.hosted_zones.empty();
  if (has_zone && props.validation == CertificateValidation::email) {
    error(codes::OT3311, "a certificate that is validated by email has a hosted zone",
          "leave `validation` out, or the zone");
  }
}

Metric Certificate::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/CertificateManager",
                     .metric_name = metric_name,
                     .dimensions = {{"CertificateArn", arn()}}};
}

cfn::certificatemanager::Certificate& Certificate::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(l1::CertificateProps{.id = primary(), .domain_name = "unknown"});
  }
  return *resource_;
}

}  // namespace omnitrack
