#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ses {
class ConfigurationSet;  // defined in <omnitrack/cfn/ses.hpp>
class EmailIdentity;     // defined in <omnitrack/cfn/ses.hpp>
enum class ConfigurationSetName : char;
}  // namespace omnitrack::cfn::ses

namespace omnitrack {

class EmailConfigurationSet;
class EmailIdentity;
class HostedZone;
class Topic;

/// What becomes of a mail, of which somebody can be told.
enum class EmailEvent : std::uint8_t {
  send,
  reject,
  bounce,
  complaint,
  delivery,
  open,
  click,
  rendering_failure,
  delivery_delay,
  subscription,
};

/// Properties of a set of rules about mails.
struct EmailConfigurationSetProps {
  using Makes = EmailConfigurationSet;
  Id id;
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
  /// Whether CloudWatch has metrics of the bounces and complaints of the set.
  Bool reputation_metrics = true;
  /// Whether mails go to servers that speak TLS alone.
  Bool require_tls = true;
  /// Whether addresses that bounced or complained get no more mails.
  Bool suppress_failed_addresses = true;
};

/// Rules about mails that are sent: AWS::SES::ConfigurationSet with
/// AWS::SES::ConfigurationSetEventDestination.
/// https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html
class EmailConfigurationSet final : public Construct {
 public:
  EmailConfigurationSet(Attach at, const EmailConfigurationSetProps& props);

  /// Tells a topic, which lets SES publish, what becomes of mails: of bounces and complaints where
  /// no events are named.
  void tell(std::string_view id, Topic& topic,
            const Items<EmailEvent>& events = {EmailEvent::bounce, EmailEvent::complaint});

  /// The name.
  [[nodiscard]] Value<cfn::ses::ConfigurationSetName> name() const;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The set's own resource.
  [[nodiscard]] cfn::ses::ConfigurationSet& resource() { return resource_; }

 private:
  cfn::ses::ConfigurationSet& resource_;
};

/// Properties of an address or a domain that mails are from.
struct EmailIdentityProps {
  using Makes = EmailIdentity;
  Id id;
  /// The domain, e.g. `example.com`, or the address, whose owner must confirm.
  Required<Value<std::string>, struct required_identity> identity;
  /// The rules about its mails.
  Link<const EmailConfigurationSet> configuration_set = {};
  /// Whether bounces and complaints come back by mail.
  Bool feedback_by_mail = true;
  /// The zone of the domain, which gets the records that show that it is the owner's.
  Link<const HostedZone> hosted_zone = {};
  /// A domain below, e.g. `mail.example.com`, that bounces go to, which the strictest checks of
  /// receivers ask for; it gets its records in the `hosted_zone`.
  Value<std::string> mail_from_domain = {};
};

/// An address or a domain that mails are from: AWS::SES::EmailIdentity, with the records of its
/// domain (AWS::Route53::RecordSet).
/// https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
class EmailIdentity final : public Construct {
 public:
  EmailIdentity(Attach at, const EmailIdentityProps& props);
  EmailIdentity(Attach at, const struct ImportedEmailIdentityProps& props);

  /// An identity of this stack's region and account that is made elsewhere.
  static EmailIdentity& from_name(Construct& scope, const Id& id,
                                  const Value<std::string>& identity);

  /// Allows to send mails from it.
  void grant_send(Grantee& grantee) const;

  /// The domain or the address.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The identity's own resource; an error where the identity is made elsewhere.
  [[nodiscard]] cfn::ses::EmailIdentity& resource();

 private:
  void add_records(const EmailIdentityProps& props);

  Value<std::string> name_;
  Link<const EmailConfigurationSet> configuration_set_;
  cfn::ses::EmailIdentity* resource_ = nullptr;  // null where the identity is made elsewhere
};

}  // namespace omnitrack
