#pragma once

#include <vector>

#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cognito/identity_provider.hpp>
#include <omnitrack/cognito/resource_server.hpp>
#include <omnitrack/cognito/user_pool_client.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

class Role;

namespace detail {

inline void
a_user_pool_name_has_1_to_128_letters_digits_spaces_or_any_of_plus_equals_comma_dot_at_hyphen() {}
inline void a_password_has_at_least_6_to_99_characters() {}
inline void a_temporary_password_is_valid_for_up_to_365_days() {}
inline void up_to_24_earlier_passwords_are_remembered() {}

struct UserPoolNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 128) return false;
    return has_only_letters_digits_and("_ +=,.@-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_user_pool_name_has_1_to_128_letters_digits_spaces_or_any_of_plus_equals_comma_dot_at_hyphen();
    }
  }
};

}  // namespace detail

/// How users who forgot their password get back in.
enum class AccountRecovery : std::uint8_t {
  email_only,
  phone_only,
  email_then_phone,
  phone_then_email,
  by_administrator,
};

/// Whether a second factor is asked for at sign-in.
enum class Mfa : std::uint8_t {
  off,
  optional,  ///< of users who set one up
  required,
};

/// The second factors that users can choose from.
struct MfaMethods {
  /// A code sent by SMS.
  Bool sms = false;
  /// A code of an authenticator app.
  Bool totp = true;
};

/// What a password must be like.
struct PasswordPolicy {
  /// How many earlier passwords cannot be used again, up to 24; needs the tier `essentials`.
  CheckedNumber<detail::Between<0, 24, detail::up_to_24_earlier_passwords_are_remembered>> history =
      {};
  /// The least number of characters, 6 to 99.
  CheckedNumber<detail::Between<6, 99, detail::a_password_has_at_least_6_to_99_characters>>
      min_length = 12;
  /// Whether a digit is needed.
  Bool require_digits = true;
  /// Whether a lower-case letter is needed.
  Bool require_lowercase = true;
  /// Whether a symbol is needed.
  Bool require_symbols = true;
  /// Whether an upper-case letter is needed.
  Bool require_uppercase = true;
  /// Days for which the password of an invitation can be used, up to 365.
  CheckedNumber<
      detail::TimeBetween<0, 365, detail::a_temporary_password_is_valid_for_up_to_365_days, 86'400>>
      temporary_password_days = 7;
};

/// What users can sign in with.
struct SignIn {
  /// Their address of email.
  Bool email = true;
  /// Their number of phone.
  Bool phone = false;
  /// Another name that they can change.
  Bool preferred_username = false;
  /// A name that they chose for good; without it email or phone takes its place.
  Bool username = true;
};

/// Which addresses are proved by a code that is sent to them.
struct AutoVerify {
  /// The address of email.
  Bool email = true;
  /// The number of phone.
  Bool phone = false;
};

/// The attributes that OpenID Connect defines for users.
/// https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims
enum class UserAttribute : std::uint8_t {
  address,
  birthdate,
  email,
  family_name,
  gender,
  given_name,
  locale,
  middle_name,
  name,  ///< the full name
  nickname,
  phone_number,
  picture,
  preferred_username,
  profile,
  updated_at,
  website,
  zoneinfo,
};

/// A standard attribute that must be given: there is no default.
class RequiredUserAttribute {
 public:
  /// Of no use: it does not compile.
  template <class Property = struct required_attribute>
  RequiredUserAttribute()
      : RequiredUserAttribute(
            detail::a_required_property_is_left_out_or_comes_too_late<Property, UserAttribute>()) {}
  /// This one.
  constexpr RequiredUserAttribute(UserAttribute attribute) : attribute_(attribute) {}
  /// The attribute.
  [[nodiscard]] constexpr UserAttribute get() const { return attribute_; }

 private:
  UserAttribute attribute_;
};

/// How a pool holds one of the standard attributes. Neither can be changed later.
struct StandardAttribute {
  /// Which.
  RequiredUserAttribute attribute;
  /// Whether it can be changed after sign-up.
  Bool is_mutable = true;
  /// Whether nobody can sign up without it.
  Bool required = false;
};

/// The types that custom attributes can have.
enum class CustomAttributeType : std::uint8_t { string, number, date_time, boolean };

/// An attribute of the app's own, which users have under the name `custom:NAME`. It can be neither
/// changed nor taken away later.
struct CustomAttribute {
  /// The name, 1 to 20 characters; a `custom:` before it is left out.
  Required<Text, struct required_name> name;
  /// Whether it can be changed after it was set.
  Bool is_mutable = true;
  /// The most characters of a string or the greatest number.
  Value<std::int64_t> max = {};
  /// The fewest characters of a string or the least number.
  Value<std::int64_t> min = {};
  /// The type.
  CustomAttributeType type = CustomAttributeType::string;
};

/// Sends a pool's mail through SES, which lifts Cognito's limit of 50 mails a day.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
struct SesEmail {
  /// The sender, e.g. `Support <support@example.com>`; its address or domain is verified in SES.
  Required<Value<std::string>, struct required_from> from;
  /// The ARN of the verified address or domain.
  Required<Value<std::string>, struct required_identity_arn> identity_arn;
  /// The configuration set that SES applies.
  Value<std::string> configuration_set = {};
  /// Where answers go.
  Value<std::string> reply_to = {};
};

/// How a pool sends SMS, where that is needed.
struct SmsSender {
  /// The text that the role demands of Cognito, so that nobody else can make use of it; the pool's
  /// path where it is left out.
  Value<std::string> external_id = {};
  /// The region whose SNS sends; the pool's where it is left out.
  Value<std::string> region = {};
  /// A role that can send, with `external_id` in its trust policy; made where it is left out.
  Link<const Role> role = {};
};

/// The versions of the event that the trigger before tokens are made is given.
enum class TokenTriggerVersion : std::uint8_t {
  v1,  ///< the id token can be changed
  v2,  ///< the access token too, of users; needs the tier `essentials`
  v3,  ///< the access token too, of users and machines; needs the tier `essentials`
};

/// Functions that Cognito calls; each is permitted to be called by this pool alone. A function that
/// names the pool in its own configuration or role makes a cycle: have it take the pool from the
/// event instead.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
struct UserPoolTriggers {
  /// Makes the challenge of a custom sign-in.
  FunctionLink create_auth_challenge = {};
  /// Sends the mails; needs `sender_key`.
  FunctionLink custom_email_sender = {};
  /// Writes the messages.
  FunctionLink custom_message = {};
  /// Sends the SMS; needs `sender_key`.
  FunctionLink custom_sms_sender = {};
  /// Decides on the next challenge of a custom sign-in.
  FunctionLink define_auth_challenge = {};
  /// Is told of each sign-in.
  FunctionLink post_authentication = {};
  /// Is told of each new user.
  FunctionLink post_confirmation = {};
  /// Can deny a sign-in.
  FunctionLink pre_authentication = {};
  /// Can deny or confirm a sign-up.
  FunctionLink pre_sign_up = {};
  /// Can change the tokens.
  FunctionLink pre_token_generation = {};
  /// The event that `pre_token_generation` is given.
  TokenTriggerVersion pre_token_generation_version = TokenTriggerVersion::v1;
  /// The key that encrypts the codes for the two senders.
  KeyLink sender_key = {};
  /// Takes users over from elsewhere.
  FunctionLink user_migration = {};
  /// Judges the answer to the challenge of a custom sign-in.
  FunctionLink verify_auth_challenge = {};
};

/// What Cognito does about sign-ins that look dangerous; needs the tier `plus`.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
enum class ThreatProtection : std::uint8_t { off, audit, enforced };

/// The feature plans of user pools.
using UserPoolTier = cfn::cognito::UserPoolProps::UserPoolTier;

class UserPool;

/// Properties of a user pool.
struct UserPoolProps {
  using Makes = UserPool;
  Id id;
  /// How users who forgot their password get back in.
  AccountRecovery account_recovery = AccountRecovery::email_only;
  /// Which addresses are proved by a code that is sent to them.
  AutoVerify auto_verify = {};
  /// Whether names and addresses that differ in case alone are different. Decided once: Cognito
  /// refuses any later change.
  Bool case_sensitive = false;
  /// Attributes of the app's own, 50 at most.
  Items<CustomAttribute> custom_attributes = {};
  /// Whether the pool refuses to be deleted; yes where it is left out, unless `removal_policy` is
  /// `destroy`.
  Optional<Bool> deletion_protection = {};
  /// Which devices are remembered.
  Value<cfn::cognito::user_pool::DeviceConfiguration> device_tracking = {};
  /// Sends mail through SES; by default Cognito does, up to 50 a day.
  Optional<SesEmail> email = {};
  /// What users who are invited are told.
  Value<cfn::cognito::user_pool::InviteMessageTemplate> invitation = {};
  /// Whether a second factor is asked for.
  Mfa mfa = Mfa::off;
  /// The second factors to choose from.
  MfaMethods mfa_methods = {};
  /// What a password must be like.
  PasswordPolicy password_policy = {};
  /// What happens to the users when the pool leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Whether users can sign up on their own; otherwise administrators make them.
  Bool self_sign_up = false;
  /// What users can sign in with. It cannot be changed later.
  SignIn sign_in = {};
  /// How SMS are sent, where that is needed.
  SmsSender sms = {};
  /// How the pool holds the standard attributes.
  Items<StandardAttribute> standard_attributes = {};
  /// Tags of the pool.
  Map<std::string> tags = {};
  /// What is done about sign-ins that look dangerous.
  ThreatProtection threat_protection = ThreatProtection::off;
  /// The feature plan; `plus` where threat protection is on, otherwise Cognito's own default.
  Value<UserPoolTier> tier = {};
  /// Functions that Cognito calls.
  UserPoolTriggers triggers = {};
  /// The name, 1 to 128 characters.
  CheckedText<detail::UserPoolNameRule> user_pool_name = {};
  /// What users are told who prove an address.
  Value<cfn::cognito::user_pool::VerificationMessageTemplate> verification_message = {};
};

/// A directory of users: AWS::Cognito::UserPool, and where SMS are sent a `Role` for it, and for
/// each function that it calls AWS::Lambda::Permission; AWS::Cognito::UserPoolGroup for its groups.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html
class UserPool final : public Construct {
 public:
  UserPool(Attach at, const UserPoolProps& props);
  UserPool(Attach at, const struct ImportedUserPoolProps& props);
  ~UserPool();

  /// A user pool that is made elsewhere, which can be given further clients, domains and groups.
  static UserPool& from_arn(Construct& scope, const Id& id,
                            const Value<cfn::cognito::UserPoolArn>& arn);

  /// Adds an app that signs users in.
  UserPoolClient& add_client(const UserPoolClientProps& props);
  /// Adds a host name for the sign-in pages and the endpoints of OAuth.
  UserPoolDomain& add_domain(const UserPoolDomainProps& props);
  /// Adds a group of users: AWS::Cognito::UserPoolGroup.
  cfn::cognito::UserPoolGroup& add_group(const UserPoolGroupProps& props);
  /// Adds somebody else who signs users in; clients that name it wait for it.
  UserPoolIdentityProvider& add_identity_provider(const UserPoolIdentityProviderProps& props);
  /// Adds an API whose scopes clients can be given.
  UserPoolResourceServer& add_resource_server(const UserPoolResourceServerProps& props);
  /// Allows these actions on the pool, e.g. `cognito-idp:AdminGetUser`.
  void grant(Grantee& grantee, const List<std::string>& actions) const;

  /// The id, e.g. `eu-central-1_aBcDeFgHi`.
  [[nodiscard]] const Value<cfn::cognito::UserPoolId>& id() const { return id_; }
  /// The ARN.
  [[nodiscard]] const Value<cfn::cognito::UserPoolArn>& arn() const { return arn_; }
  /// The name as an identity provider, e.g. `cognito-idp.eu-central-1.amazonaws.com/POOL`.
  [[nodiscard]] Value<std::string> provider_name() const;
  /// The issuer of the tokens.
  [[nodiscard]] Value<std::string> provider_url() const;
  /// The pool's own resource; an error where the pool is made elsewhere.
  [[nodiscard]] cfn::cognito::UserPool& resource();

  /// Whether users can have an attribute of this name, e.g. `email` or `custom:role`; those of an
  /// imported pool are not known, and may have any.
  [[nodiscard]] bool has_attribute(std::string_view name) const;

 private:
  struct State;

  void check(const UserPoolProps& props) const;
  void add_attributes(const UserPoolProps& props);
  void add_custom_attribute(const CustomAttribute& attribute);
  void set_sign_in(const UserPoolProps& props);
  void set_mfa(const UserPoolProps& props);
  void set_sms(const SmsSender& sms);
  void set_triggers(const UserPoolTriggers& triggers);
  void permit(std::string_view trigger, const FunctionLink& function);

  State* state_ = nullptr;
  std::vector<UserPoolClient*> clients_;
  std::vector<UserPoolIdentityProvider*> identity_providers_;
  cfn::cognito::UserPool* resource_ = nullptr;  // null where the pool is made elsewhere
  Value<cfn::cognito::UserPoolId> id_;
  Value<cfn::cognito::UserPoolArn> arn_;
};

}  // namespace omnitrack
