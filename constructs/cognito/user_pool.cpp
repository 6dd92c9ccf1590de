#include "omnitrack/cognito/user_pool.hpp"

#include "made_props.hpp"
#include "user_pool_state.hpp"
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace l1 = cfn::cognito::user_pool;

namespace {

l1::AccountRecoverySetting recovery_of(AccountRecovery recovery) {
  const auto by = [](std::string_view name, std::int64_t priority) {
    return l1::RecoveryOption{.name = name, .priority = priority};
  };
  switch (recovery) {
    case AccountRecovery::phone_only:
      return {.recovery_mechanisms = {by("verified_phone_number", 1)}};
    case AccountRecovery::email_then_phone:
      return {.recovery_mechanisms = {by("verified_email", 1), by("verified_phone_number", 2)}};
    case AccountRecovery::phone_then_email:
      return {.recovery_mechanisms = {by("verified_phone_number", 1), by("verified_email", 2)}};
    case AccountRecovery::by_administrator:
      return {.recovery_mechanisms = {by("admin_only", 1)}};
    case AccountRecovery::email_only:
      break;
  }
  return {.recovery_mechanisms = {by("verified_email", 1)}};
}

bool recovers_by_phone(AccountRecovery recovery) {
  return recovery != AccountRecovery::email_only && recovery != AccountRecovery::by_administrator;
}

bool sends_sms(const UserPoolProps& props) {
  return (props.mfa != Mfa::off && props.mfa_methods.sms) || props.auto_verify.phone ||
         recovers_by_phone(props.account_recovery) || props.sms.role.is_set();
}

l1::PasswordPolicy password_policy_of(const PasswordPolicy& policy) {
  return {.minimum_length = policy.min_length.value(),
          .password_history_size = policy.history.value(),
          .require_lowercase = policy.require_lowercase,
          .require_numbers = policy.require_digits,
          .require_symbols = policy.require_symbols,
          .require_uppercase = policy.require_uppercase,
          .temporary_password_validity_days = policy.temporary_password_days.value()};
}

Value<l1::EmailConfiguration> email_of(const Optional<SesEmail>& email) {
  if (!email) return {};
  return l1::EmailConfiguration{.configuration_set = email->configuration_set,
                                .email_sending_account = "DEVELOPER",
                                .from = email->from,
                                .reply_to_email_address = email->reply_to,
                                .source_arn = email->identity_arn};
}

// A path with those characters alone that an external id can have.
std::string external_id_of(std::string path) {
  for (char& c : path) {
    if (!detail::has_only_letters_digits_and("_+=,.@:/-", {&c, 1})) c = '-';
  }
  return path;
}

Value<cfn::iam::RoleArn> arn_of(const Link<const Role>& role) {
  return role.is_set() ? role->arn() : Value<cfn::iam::RoleArn>();
}

bool is_tier(const Value<UserPoolTier>& tier, UserPoolTier expected) {
  return tier.is_literal_text() &&
         tier.literal_text() == Value<UserPoolTier>(expected).literal_text();
}

}  // namespace

UserPool::UserPool(Attach at, const UserPoolProps& props)
    : Construct(std::move(at)),
      state_(new State),
      resource_(&add(cfn::cognito::UserPoolProps{
          .id = primary(),
          .account_recovery_setting = recovery_of(props.account_recovery),
          .admin_create_user_config =
              l1::AdminCreateUserConfig{.allow_admin_create_user_only = !props.self_sign_up,
                                        .invite_message_template = props.invitation},
          .device_configuration = props.device_tracking,
          .email_configuration = email_of(props.email),
          .policies = l1::Policies{.password_policy = password_policy_of(props.password_policy)},
          .user_pool_name = props.user_pool_name.value(),
          .user_pool_tags = props.tags,
          .user_pool_tier = props.tier,
          .verification_message_template = props.verification_message,
      })),
      id_(resource_->ref()),
      arn_(resource_->attr_arn()) {
  check(props);
  // Cognito distinguishes case where nothing is said, and refuses to have it said of a pool that
  // was made without, such as one of another tool.
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UsernameConfigurationType.html
  if (!props.case_sensitive) {
    resource_->props.username_configuration = l1::UsernameConfiguration{.case_sensitive = false};
  }
  if (props.deletion_protection.value_or(props.removal_policy != RemovalPolicy::destroy)) {
    resource_->props.deletion_protection = "ACTIVE";
  }
  resource_->set_removal_policy(props.removal_policy);
  set_sign_in(props);
  add_attributes(props);
  set_mfa(props);
  if (sends_sms(props)) set_sms(props.sms);
  if (props.threat_protection != ThreatProtection::off) {
    const bool is_audit = props.threat_protection == ThreatProtection::audit;
    resource_->props.user_pool_add_ons =
        l1::UserPoolAddOns{.advanced_security_mode = is_audit ? "AUDIT" : "ENFORCED"};
    if (!props.tier.is_set()) resource_->props.user_pool_tier = UserPoolTier::plus;
  }
  set_triggers(props.triggers);
}

UserPool::~UserPool() { delete state_; }

void UserPool::check(const UserPoolProps& props) const {
  if (props.user_pool_name.is_broken()) {
    error(codes::OT2501,
          "'" + std::string(props.user_pool_name.text()) + "' cannot name a user pool",
          "the name has 1 to 128 letters, digits, spaces and any of _ + = , . @ -");
  }
  const PasswordPolicy& password = props.password_policy;
  if (password.min_length.is_broken() || password.history.is_broken() ||
      password.temporary_password_days.is_broken()) {
    error(codes::OT2507, "the password policy is out of bounds",
          "a password has at least 6 to 99 characters, an invitation lasts up to 365 days, and up "
          "to 24 earlier passwords are remembered");
  }
  if (is_tier(props.tier, UserPoolTier::lite) &&
      (password.history.is_set() ||
       props.triggers.pre_token_generation_version != TokenTriggerVersion::v1)) {
    error(codes::OT2508, "the tier 'lite' neither remembers passwords nor changes access tokens",
          "use UserPoolTier::essentials");
  }
  if (props.threat_protection != ThreatProtection::off &&
      (is_tier(props.tier, UserPoolTier::lite) || is_tier(props.tier, UserPoolTier::essentials))) {
    error(codes::OT2508, "threat protection needs the tier 'plus'",
          "use UserPoolTier::plus, or leave the tier out");
  }
}

void UserPool::set_sign_in(const UserPoolProps& props) {
  const SignIn& sign_in = props.sign_in;
  List<std::string> names;
  if (sign_in.email) names.add("email");
  if (sign_in.phone) names.add("phone_number");
  if (sign_in.username) {
    if (sign_in.preferred_username) names.add("preferred_username");
    resource_->props.alias_attributes = names;
  } else {
    if (sign_in.preferred_username) {
      error(codes::OT2502, "users sign in with a preferred username, but without a username",
            "set .username = true; the preferred username is another name for it");
    } else if (!names.is_set()) {
      error(codes::OT2502, "users can sign in with nothing", "set one of the members of .sign_in");
    }
    resource_->props.username_attributes = names;
  }
  List<std::string> verified;
  if (props.auto_verify.email) verified.add("email");
  if (props.auto_verify.phone) verified.add("phone_number");
  resource_->props.auto_verified_attributes = verified;
}

void UserPool::set_mfa(const UserPoolProps& props) {
  if (props.mfa == Mfa::off) return;
  resource_->props.mfa_configuration = props.mfa == Mfa::required ? "ON" : "OPTIONAL";
  if (props.mfa_methods.sms) resource_->props.enabled_mfas.add("SMS_MFA");
  if (props.mfa_methods.totp) resource_->props.enabled_mfas.add("SOFTWARE_TOKEN_MFA");
  if (!resource_->props.enabled_mfas.is_set()) {
    error(codes::OT2506, "a second factor is asked for, but there is none to choose",
          "set .sms or .totp of .mfa_methods");
  }
}

// The trust and the permission that Cognito's own console gives such a role; text messages to phone
// numbers have no ARN that the permission could name.
// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-email-phone-verification.html
void UserPool::set_sms(const SmsSender& sms) {
  const Value<std::string> external_id =
      sms.external_id.is_set() ? sms.external_id : Value<std::string>(external_id_of(path()));
  l1::SmsConfiguration configuration{
      .external_id = external_id,
      .sns_caller_arn = arn_of(sms.role),
      .sns_region = sms.region.is_set() ? sms.region : stack().region()};
  if (!sms.role.is_set()) {
    const PolicyDocument sending{{.actions = {"sns:Publish"}, .resources = {"*"}}};
    auto& role = add(RoleProps{
        .id = child("SmsRole"),
        .assumed_by = PolicyPrincipal::service("cognito-idp.amazonaws.com"),
        // Any pool of the account: this one's id is known only after it was made with the role.
        .assume_conditions =
            {{"StringEquals", Json::object({{"sts:ExternalId", external_id},
                                            {"aws:SourceAccount", stack().account()}})},
             {"ArnLike",
              Json::object({{"aws:SourceArn", stack().arn("cognito-idp", "userpool/*")}})}},
        .inline_policies = {{"SendSms", sending.json()}},
    });
    configuration.sns_caller_arn = role.arn();
  }
  resource_->props.sms_configuration = configuration;
}

void UserPool::permit(std::string_view trigger, const FunctionLink& function) {
  if (!function.is_set()) return;
  add(cfn::lambda::PermissionProps{
      .id = child(std::string(trigger) + "Permission"),
      .action = "lambda:InvokeFunction",
      .function_name = function.arn(),
      .principal = "cognito-idp.amazonaws.com",
      .source_arn = arn(),
  });
}

void UserPool::set_triggers(const UserPoolTriggers& triggers) {
  l1::LambdaConfig config{.create_auth_challenge = triggers.create_auth_challenge.arn(),
                          .custom_message = triggers.custom_message.arn(),
                          .define_auth_challenge = triggers.define_auth_challenge.arn(),
                          .kms_key_id = triggers.sender_key.arn(),
                          .post_authentication = triggers.post_authentication.arn(),
                          .post_confirmation = triggers.post_confirmation.arn(),
                          .pre_authentication = triggers.pre_authentication.arn(),
                          .pre_sign_up = triggers.pre_sign_up.arn(),
                          .user_migration = triggers.user_migration.arn(),
                          .verify_auth_challenge_response = triggers.verify_auth_challenge.arn()};
  bool any = triggers.sender_key.is_set();
  const auto call = [&](std::string_view trigger, const FunctionLink& function) {
    permit(trigger, function);
    any = any || function.is_set();
  };
  call("CreateAuthChallenge", triggers.create_auth_challenge);
  call("CustomEmailSender", triggers.custom_email_sender);
  call("CustomMessage", triggers.custom_message);
  call("CustomSmsSender", triggers.custom_sms_sender);
  call("DefineAuthChallenge", triggers.define_auth_challenge);
  call("PostAuthentication", triggers.post_authentication);
  call("PostConfirmation", triggers.post_confirmation);
  call("PreAuthentication", triggers.pre_authentication);
  call("PreSignUp", triggers.pre_sign_up);
  call("PreTokenGeneration", triggers.pre_token_generation);
  call("UserMigration", triggers.user_migration);
  call("VerifyAuthChallenge", triggers.verify_auth_challenge);
  if (!any) return;

  const bool has_sender =
      triggers.custom_email_sender.is_set() || triggers.custom_sms_sender.is_set();
  if (has_sender && !triggers.sender_key.is_set()) {
    error(codes::OT2509, "a function sends the codes, but there is no key to encrypt them for it",
          "give .sender_key, a symmetric key that the function may decrypt with");
  }
  if (triggers.custom_email_sender.is_set()) {
    config.custom_email_sender = l1::CustomEmailSender{
        .lambda_arn = triggers.custom_email_sender.arn(), .lambda_version = "V1_0"};
  }
  if (triggers.custom_sms_sender.is_set()) {
    config.custom_sms_sender = l1::CustomSMSSender{.lambda_arn = triggers.custom_sms_sender.arn(),
                                                   .lambda_version = "V1_0"};
  }
  if (triggers.pre_token_generation.is_set()) {
    if (triggers.pre_token_generation_version == TokenTriggerVersion::v1) {
      config.pre_token_generation = triggers.pre_token_generation.arn();
    } else {
      const bool is_v2 = triggers.pre_token_generation_version == TokenTriggerVersion::v2;
      config.pre_token_generation_config =
          l1::PreTokenGenerationConfig{.lambda_arn = triggers.pre_token_generation.arn(),
                                       .lambda_version = is_v2 ? "V2_0" : "V3_0"};
    }
  }
  resource_->props.lambda_config = config;
}

UserPoolDomain& UserPool::add_domain(const UserPoolDomainProps& props) {
  return add(MadeUserPoolDomainProps{.id = props.id, .pool = *this, .given = props});
}

cfn::cognito::UserPoolGroup& UserPool::add_group(const UserPoolGroupProps& props) {
  return add(cfn::cognito::UserPoolGroupProps{.id = props.id,
                                              .user_pool_id = id(),
                                              .description = props.description,
                                              .group_name = props.group_name,
                                              .precedence = props.precedence,
                                              .role_arn = arn_of(props.role)});
}

UserPoolResourceServer& UserPool::add_resource_server(const UserPoolResourceServerProps& props) {
  return add(MadeUserPoolResourceServerProps{.id = props.id, .pool = *this, .given = props});
}

void UserPool::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

}  // namespace omnitrack
