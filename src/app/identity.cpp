#include "stack.hpp"

namespace omnitrack::app {

UserPool& add_identity(Stack& stack, const Config& config) {
  UserPool& users = stack.add(UserPoolProps{
      .id = "UserPool",
      .account_recovery = AccountRecovery::email_only,
      .auto_verify = {.email = true},
      .case_sensitive = config.case_sensitive_users,
      .custom_attributes = {{.name = "role", .is_mutable = true},
                            {.name = "organization", .is_mutable = true}},
      .mfa = Mfa::optional,
      .mfa_methods = {.sms = true, .totp = true},
      .password_policy = {.min_length = 12,
                          .require_digits = true,
                          .require_lowercase = true,
                          .require_symbols = true,
                          .require_uppercase = true,
                          .temporary_password_days = 3},
      .self_sign_up = true,
      .sign_in = {.email = true, .username = true},
      .standard_attributes =
          {{.attribute = UserAttribute::email, .is_mutable = true, .required = true},
           {.attribute = UserAttribute::name, .is_mutable = true, .required = true}},
      .user_pool_name = config.name("users"),
  });
  const UserPoolClient& web = users.add_client({
      .id = "WebClient",
      .access_token_validity = TokenValidity::hours(1),
      .auth_flows = {.custom = true, .user_password = true, .user_srp = true},
      .client_name = config.name("web-client"),
      .enable_token_revocation = true,
      .generate_secret = false,
      .id_token_validity = TokenValidity::hours(1),
      .prevent_user_existence_errors = true,
      .refresh_token_validity = TokenValidity::days(30),
      // Not custom:role, or everybody could give themselves one.
      .write_attributes = {"email", "name", "phone_number", "custom:organization"},
  });
  add_export(stack, config, "UserPoolId", "Cognito User Pool ID", "UserPoolId", users.id());
  add_export(stack, config, "UserPoolClientId", "User Pool Client ID", "UserPoolClientId",
             web.id());
  add_export(stack, config, "UserPoolArn", "User Pool ARN", "UserPoolArn", users.arn());
  return users;
}

}  // namespace omnitrack::app
