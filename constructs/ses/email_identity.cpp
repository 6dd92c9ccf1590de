#include "omnitrack/ses/email_identity.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ses.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/dns_record.hpp>
#include <omnitrack/route53/hosted_zone.hpp>

namespace omnitrack {

/// What an identity that is made elsewhere is made of.
struct ImportedEmailIdentityProps {
  using Makes = EmailIdentity;
  Id id;
  Value<std::string> identity;
};

EmailIdentity::EmailIdentity(Attach at, const EmailIdentityProps& props)
    : Construct(std::move(at)),
      name_(props.identity),
      configuration_set_(props.configuration_set),
      resource_(&add(cfn::ses::EmailIdentityProps{
          .id = primary(),
          .email_identity = props.identity,
          .feedback_attributes =
              cfn::ses::email_identity::FeedbackAttributes{.email_forwarding_enabled =
                                                               bool(props.feedback_by_mail)},
      })) {
  if (configuration_set_.is_set()) {
    resource_->props.configuration_set_attributes =
        cfn::ses::email_identity::ConfigurationSetAttributes{.configuration_set_name =
                                                                 configuration_set_->name()};
  }
  if (props.mail_from_domain.is_set()) {
    resource_->props.mail_from_attributes = cfn::ses::email_identity::MailFromAttributes{
        .behavior_on_mx_failure = "USE_DEFAULT_VALUE", .mail_from_domain = props.mail_from_domain};
  }
  if (props.hosted_zone.is_set() && props.hosted_zone->check_holds(*this, name_)) {
    add_records(props);
  }
}

EmailIdentity::EmailIdentity(Attach at, const ImportedEmailIdentityProps& props)
    : Construct(std::move(at)), name_(props.identity) {
  check_imported(*this, name_, name_.literal_text().find_first_of(":/") == std::string_view::npos,
                 "a domain or an address", "give e.g. \"example.com\"");
}

EmailIdentity& EmailIdentity::from_name(Construct& scope, const Id& id,
                                        const Value<std::string>& identity) {
  return scope.add(ImportedEmailIdentityProps{.id = id, .identity = identity});
}

// https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
// https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
void EmailIdentity::add_records(const EmailIdentityProps& props) {
  const Value<std::string> names[] = {resource_->attr_dkim_dns_token_name1(),
                                      resource_->attr_dkim_dns_token_name2(),
                                      resource_->attr_dkim_dns_token_name3()};
  const Value<std::string> values[] = {resource_->attr_dkim_dns_token_value1(),
                                       resource_->attr_dkim_dns_token_value2(),
                                       resource_->attr_dkim_dns_token_value3()};
  for (std::size_t i = 0; i < 3; ++i) {
    add(DnsRecordProps{
        .id = child("Dkim" + std::to_string(i + 1)),
        .data = RecordData::cname(values[i]),
        .zone = props.hosted_zone,
        .name = RecordName(names[i]),
    });
  }
  if (!props.mail_from_domain.is_set()) return;
  add(DnsRecordProps{
      .id = child("MailFromMx"),
      .data = RecordData::mx(
          {{.priority = 10,
            .host_name = concat("feedback-smtp.", stack().region(), ".amazonses.com")}}),
      .zone = props.hosted_zone,
      .name = RecordName(props.mail_from_domain),
  });
  add(DnsRecordProps{
      .id = child("MailFromSpf"),
      .data = RecordData::txt({"v=spf1 include:amazonses.com ~all"}),
      .zone = props.hosted_zone,
      .name = RecordName(props.mail_from_domain),
  });
}

// A set of rules that mails go by is asked for its own permission.
// https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
void EmailIdentity::grant_send(Grantee& grantee) const {
  PolicyElement resources = {arn()};
  if (configuration_set_.is_set()) resources.add(configuration_set_->arn());
  grantee.add_to_policy({.actions = {"ses:SendEmail", "ses:SendRawEmail"}, .resources = resources});
}

Value<std::string> EmailIdentity::arn() const {
  return stack().arn("ses", concat("identity/", name_));
}

cfn::ses::EmailIdentity& EmailIdentity::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ses::EmailIdentityProps{.id = primary(), .email_identity = name_});
  }
  return *resource_;
}

}  // namespace omnitrack
