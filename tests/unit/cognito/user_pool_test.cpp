#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

constexpr std::string_view function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:f";

class UserPoolTest : public testing::Test {
 public:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

  UserPool& add_pool() { return stack.add(UserPoolProps{.id = "Pool"}); }
};

TEST_F(UserPoolTest, a_pool_is_closed_strict_protected_and_kept_by_default) {
  add_pool();
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Pool":{"Type":"AWS::Cognito::UserPool","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":)"
            R"("verified_email","Priority":1}]},)"
            R"("AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true},)"
            R"("AliasAttributes":["email"],"AutoVerifiedAttributes":["email"],)"
            R"("DeletionProtection":"ACTIVE",)"
            R"("Policies":{"PasswordPolicy":{"MinimumLength":12,"RequireLowercase":true,)"
            R"("RequireNumbers":true,"RequireSymbols":true,"RequireUppercase":true,)"
            R"("TemporaryPasswordValidityDays":7}},)"
            R"("UsernameConfiguration":{"CaseSensitive":false}}}})");
}

TEST_F(UserPoolTest, a_pool_with_optional_mfa_by_sms_has_a_role_that_can_send) {
  stack.add(UserPoolProps{
      .id = "UserPool",
      .custom_attributes = {{.name = "role"}, {.name = "custom:organization"}},
      .mfa = Mfa::optional,
      .mfa_methods = {.sms = true, .totp = true},
      .password_policy = {.temporary_password_days = 3},
      .self_sign_up = true,
      .standard_attributes = {{.attribute = UserAttribute::email, .required = true},
                              {.attribute = UserAttribute::name, .required = true}},
      .user_pool_name = "omnitrack-users",
  });
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"UserPoolSmsRole":{"Type":"AWS::IAM::Role",)"
            R"("Properties":{"AssumeRolePolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Service":"cognito-idp.amazonaws.com"},"Action":"sts:AssumeRole",)"
            R"("Condition":{"StringEquals":{"sts:ExternalId":"Test/UserPool",)"
            R"("aws:SourceAccount":{"Ref":"AWS::AccountId"}},)"
            R"("ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:cognito-idp:)"
            R"(${AWS::Region}:${AWS::AccountId}:userpool/*"}}}}]},)"
            R"("Policies":[{"PolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Action":"sns:Publish","Resource":"*"}]},)"
            R"("PolicyName":"SendSms"}]}},"UserPool":{"Type":"AWS::Cognito::UserPool",)"
            R"("DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":)"
            R"("verified_email","Priority":1}]},)"
            R"("AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false},)"
            R"("AliasAttributes":["email"],"AutoVerifiedAttributes":["email"],)"
            R"("DeletionProtection":"ACTIVE","EnabledMfas":["SMS_MFA","SOFTWARE_TOKEN_MFA"],)"
            R"("MfaConfiguration":"OPTIONAL",)"
            R"("Policies":{"PasswordPolicy":{"MinimumLength":12,"RequireLowercase":true,)"
            R"("RequireNumbers":true,"RequireSymbols":true,"RequireUppercase":true,)"
            R"("TemporaryPasswordValidityDays":3}},"Schema":[{"Mutable":true,"Name":"email",)"
            R"("Required":true},{"Mutable":true,"Name":"name","Required":true},)"
            R"({"AttributeDataType":"String","Mutable":true,"Name":"role"},)"
            R"({"AttributeDataType":"String","Mutable":true,"Name":"organization"}],)"
            R"("SmsConfiguration":{"ExternalId":"Test/UserPool",)"
            R"("SnsCallerArn":{"Fn::GetAtt":["UserPoolSmsRole","Arn"]},)"
            R"("SnsRegion":{"Ref":"AWS::Region"}},"UserPoolName":"omnitrack-users",)"
            R"("UsernameConfiguration":{"CaseSensitive":false}}}})");
}

TEST_F(UserPoolTest, every_other_property_is_written) {
  stack.add(UserPoolProps{
      .id = "Pool",
      .account_recovery = AccountRecovery::email_then_phone,
      .auto_verify = {.email = true, .phone = true},
      .case_sensitive = true,
      .custom_attributes =
          {{.name = "text", .is_mutable = false, .max = 100, .min = 1},
           {.name = "count", .max = 10, .min = -10, .type = CustomAttributeType::number},
           {.name = "on", .type = CustomAttributeType::boolean},
           {.name = "at", .type = CustomAttributeType::date_time}},
      .device_tracking =
          cfn::cognito::user_pool::DeviceConfiguration{.challenge_required_on_new_device = true},
      .email = SesEmail{.from = "a@example.com",
                        .identity_arn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
                        .configuration_set = "set",
                        .reply_to = "b@example.com"},
      .invitation = cfn::cognito::user_pool::InviteMessageTemplate{.email_subject = "Welcome"},
      .mfa = Mfa::required,
      .password_policy = {.history = 5,
                          .min_length = 8,
                          .require_digits = false,
                          .require_lowercase = false,
                          .require_symbols = false,
                          .require_uppercase = false,
                          .temporary_password_days = 1},
      .removal_policy = RemovalPolicy::destroy,
      .sign_in = {.email = true, .phone = true, .preferred_username = true},
      .sms = {.external_id = "mine",
              .region = "us-east-1",
              .role = Role::from_arn(stack, "Sms", "arn:aws:iam::123456789012:role/sms")},
      .tags = {{"team", "core"}},
      .threat_protection = ThreatProtection::enforced,
      .verification_message =
          cfn::cognito::user_pool::VerificationMessageTemplate{.email_subject = "Prove it"},
  });
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Pool":{"Type":"AWS::Cognito::UserPool","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete",)"
            R"("Properties":{"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":)"
            R"("verified_email","Priority":1},{"Name":"verified_phone_number",)"
            R"("Priority":2}]},"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true,)"
            R"("InviteMessageTemplate":{"EmailSubject":"Welcome"}},)"
            R"("AliasAttributes":["email","phone_number","preferred_username"],)"
            R"("AutoVerifiedAttributes":["email","phone_number"],)"
            R"("DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true},)"
            R"("EmailConfiguration":{"ConfigurationSet":"set",)"
            R"("EmailSendingAccount":"DEVELOPER","From":"a@example.com",)"
            R"("ReplyToEmailAddress":"b@example.com",)"
            R"("SourceArn":"arn:aws:ses:eu-west-1:123456789012:identity/example.com"},)"
            R"("EnabledMfas":["SOFTWARE_TOKEN_MFA"],"MfaConfiguration":"ON",)"
            R"("Policies":{"PasswordPolicy":{"MinimumLength":8,"PasswordHistorySize":5,)"
            R"("RequireLowercase":false,"RequireNumbers":false,"RequireSymbols":false,)"
            R"("RequireUppercase":false,"TemporaryPasswordValidityDays":1}},)"
            R"("Schema":[{"AttributeDataType":"String","Mutable":false,"Name":"text",)"
            R"("StringAttributeConstraints":{"MaxLength":"100","MinLength":"1"}},)"
            R"({"AttributeDataType":"Number","Mutable":true,"Name":"count",)"
            R"("NumberAttributeConstraints":{"MaxValue":"10","MinValue":"-10"}},)"
            R"({"AttributeDataType":"Boolean","Mutable":true,"Name":"on"},)"
            R"({"AttributeDataType":"DateTime","Mutable":true,"Name":"at"}],)"
            R"("SmsConfiguration":{"ExternalId":"mine",)"
            R"("SnsCallerArn":"arn:aws:iam::123456789012:role/sms","SnsRegion":"us-east-1"},)"
            R"("UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"},)"
            R"("UserPoolTags":{"team":"core"},"UserPoolTier":"PLUS",)"
            R"("VerificationMessageTemplate":{"EmailSubject":"Prove it"}}}})");
}

TEST_F(UserPoolTest, email_can_take_the_place_of_the_username) {
  stack.add(UserPoolProps{.id = "Pool", .sign_in = {.username = false}});
  const std::string text = compact_template(app);
  EXPECT_NE(text.find(R"("UsernameAttributes":["email"])"), std::string::npos);
  EXPECT_EQ(text.find("AliasAttributes"), std::string::npos);
}

TEST_F(UserPoolTest, each_trigger_permits_this_pool_to_call_its_function) {
  Function& function = Function::from_arn(stack, "Function", function_arn);
  stack.add(UserPoolProps{
      .id = "Pool",
      .triggers = {.create_auth_challenge = function,
                   .custom_message = function,
                   .define_auth_challenge = function,
                   .post_authentication = function,
                   .post_confirmation = function,
                   .pre_authentication = function,
                   .pre_sign_up = function,
                   .pre_token_generation = function,
                   .user_migration = function,
                   .verify_auth_challenge = function},
  });
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "LambdaConfig"),
            R"({"CreateAuthChallenge":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("CustomMessage":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("DefineAuthChallenge":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("PostAuthentication":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("PostConfirmation":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("PreAuthentication":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("PreSignUp":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("PreTokenGeneration":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("UserMigration":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("VerifyAuthChallengeResponse":"arn:aws:lambda:eu-west-1:123456789012:function:)"
            R"(f"})");
  EXPECT_EQ(object_at(text, "PoolPreSignUpPermission"),
            R"({"Type":"AWS::Lambda::Permission",)"
            R"("Properties":{"Action":"lambda:InvokeFunction",)"
            R"("FunctionName":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
            R"("Principal":"cognito-idp.amazonaws.com","SourceArn":{"Fn::GetAtt":["Pool",)"
            R"("Arn"]}}})");
  for (const char* id : {"CreateAuthChallenge", "CustomMessage", "DefineAuthChallenge",
                         "PostAuthentication", "PostConfirmation", "PreAuthentication",
                         "PreTokenGeneration", "UserMigration", "VerifyAuthChallenge"}) {
    EXPECT_NE(object_at(text, "Pool" + std::string(id) + "Permission"), "") << id;
  }
}

TEST_F(UserPoolTest, senders_and_newer_token_triggers_have_versions) {
  Function& function = Function::from_arn(stack, "Function", function_arn);
  stack.add(UserPoolProps{
      .id = "Pool",
      .triggers = {.custom_email_sender = function,
                   .custom_sms_sender = function,
                   .pre_token_generation = function,
                   .pre_token_generation_version = TokenTriggerVersion::v2,
                   .sender_key = "arn:aws:kms:eu-west-1:123456789012:key/k"},
  });
  EXPECT_EQ(object_at(compact_template(app), "LambdaConfig"),
            R"({"CustomEmailSender":{"LambdaArn":"arn:aws:lambda:eu-west-1:123456789012:)"
            R"(function:f","LambdaVersion":"V1_0"},)"
            R"("CustomSMSSender":{"LambdaArn":"arn:aws:lambda:eu-west-1:123456789012:)"
            R"(function:f","LambdaVersion":"V1_0"},)"
            R"("KMSKeyID":"arn:aws:kms:eu-west-1:123456789012:key/k",)"
            R"("PreTokenGenerationConfig":{"LambdaArn":"arn:aws:lambda:eu-west-1:)"
            R"(123456789012:function:f","LambdaVersion":"V2_0"}})");
}

TEST_F(UserPoolTest, a_client_is_public_and_tells_nothing_of_unknown_users_by_default) {
  add_pool().add_client({.id = "WebClient"});
  EXPECT_EQ(object_at(compact_template(app), "PoolWebClient"),
            R"({"Type":"AWS::Cognito::UserPoolClient",)"
            R"("Properties":{"UserPoolId":{"Ref":"Pool"},"AccessTokenValidity":1,)"
            R"("EnableTokenRevocation":true,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH",)"
            R"("ALLOW_USER_SRP_AUTH"],"GenerateSecret":false,"IdTokenValidity":1,)"
            R"("PreventUserExistenceErrors":"ENABLED","RefreshTokenValidity":30,)"
            R"("SupportedIdentityProviders":["COGNITO"],)"
            R"("TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours",)"
            R"("RefreshToken":"days"}}})");
}

TEST_F(UserPoolTest, a_client_signs_in_by_the_flows_it_is_given) {
  UserPool& pool = stack.add(UserPoolProps{.id = "Pool", .custom_attributes = {{.name = "role"}}});
  pool.add_client({
      .id = "WebClient",
      .access_token_validity = TokenValidity::minutes(30),
      .auth_flows =
          {.admin_user_password = true, .custom = true, .user_choice = true, .user_password = true},
      .client_name = "omnitrack-web-client",
      .id_token_validity = TokenValidity::seconds(600),
      .read_attributes = {"email", "email_verified", "custom:role"},
      .refresh_token_validity = TokenValidity::days(90),
      .write_attributes = {"email"},
  });
  EXPECT_EQ(object_at(compact_template(app), "PoolWebClient"),
            R"({"Type":"AWS::Cognito::UserPoolClient",)"
            R"("Properties":{"UserPoolId":{"Ref":"Pool"},"AccessTokenValidity":30,)"
            R"("ClientName":"omnitrack-web-client","EnableTokenRevocation":true,)"
            R"("ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH","ALLOW_CUSTOM_AUTH",)"
            R"("ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_AUTH","ALLOW_USER_PASSWORD_AUTH",)"
            R"("ALLOW_USER_SRP_AUTH"],"GenerateSecret":false,"IdTokenValidity":600,)"
            R"("PreventUserExistenceErrors":"ENABLED","ReadAttributes":["email",)"
            R"("email_verified","custom:role"],"RefreshTokenValidity":90,)"
            R"("SupportedIdentityProviders":["COGNITO"],)"
            R"("TokenValidityUnits":{"AccessToken":"minutes","IdToken":"seconds",)"
            R"("RefreshToken":"days"},"WriteAttributes":["email"]}})");
}

TEST_F(UserPoolTest, a_client_signs_in_through_the_pages_of_the_pool) {
  UserPool& pool = add_pool();
  stack.add(cfn::cognito::UserPoolResourceServerProps{
      .id = "Server", .identifier = "api", .name = "api", .user_pool_id = pool.id()});
  pool.add_client({.id = "Web",
                   .oauth = OAuth{.callback_urls = {"https://example.com/in",
                                                    "http://localhost:3000/in", "myapp://in"},
                                  .logout_urls = {"https://example.com/"}}});
  pool.add_client(
      {.id = "Machine",
       .generate_secret = true,
       .oauth =
           OAuth{.authorization_code = false, .client_credentials = true, .scopes = {"api/read"}}});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "PoolWeb"), "Properties"),
            R"({"UserPoolId":{"Ref":"Pool"},"AccessTokenValidity":1,)"
            R"("AllowedOAuthFlows":["code"],"AllowedOAuthFlowsUserPoolClient":true,)"
            R"("AllowedOAuthScopes":["openid","email","profile"],)"
            R"("CallbackURLs":["https://example.com/in","http://localhost:3000/in",)"
            R"("myapp://in"],"EnableTokenRevocation":true,)"
            R"("ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"],)"
            R"("GenerateSecret":false,"IdTokenValidity":1,)"
            R"("LogoutURLs":["https://example.com/"],"PreventUserExistenceErrors":"ENABLED",)"
            R"("RefreshTokenValidity":30,"SupportedIdentityProviders":["COGNITO"],)"
            R"("TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours",)"
            R"("RefreshToken":"days"}})");
  EXPECT_EQ(object_at(object_at(text, "PoolMachine"), "Properties"),
            R"({"UserPoolId":{"Ref":"Pool"},"AccessTokenValidity":1,)"
            R"("AllowedOAuthFlows":["client_credentials"],)"
            R"("AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthScopes":["api/read"],)"
            R"("EnableTokenRevocation":true,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH",)"
            R"("ALLOW_USER_SRP_AUTH"],"GenerateSecret":true,"IdTokenValidity":1,)"
            R"("PreventUserExistenceErrors":"ENABLED","RefreshTokenValidity":30,)"
            R"("SupportedIdentityProviders":["COGNITO"],)"
            R"("TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours",)"
            R"("RefreshToken":"days"}})");
}

TEST_F(UserPoolTest, domains_have_a_prefix_or_a_name_of_their_own) {
  UserPool& pool = add_pool();
  auto& domain = pool.add_domain({.id = "Domain", .prefix = "omnitrack", .managed_login = true});
  auto& own = pool.add_domain({.id = "Own",
                               .certificate = "arn:aws:acm:us-east-1:123456789012:certificate/c",
                               .custom_domain = "auth.example.com"});
  stack.add(OutputProps{.id = "A", .value = domain.base_url()});
  stack.add(OutputProps{.id = "B", .value = own.base_url()});
  stack.add(OutputProps{.id = "C", .value = own.cloud_front_domain_name()});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "PoolDomain"),
            R"({"Type":"AWS::Cognito::UserPoolDomain","Properties":{"Domain":"omnitrack",)"
            R"("UserPoolId":{"Ref":"Pool"},"ManagedLoginVersion":2}})");
  EXPECT_EQ(object_at(text, "PoolOwn"),
            R"({"Type":"AWS::Cognito::UserPoolDomain",)"
            R"("Properties":{"Domain":"auth.example.com","UserPoolId":{"Ref":"Pool"},)"
            R"("CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:)"
            R"(certificate/c"}}})");
  EXPECT_EQ(object_at(text, "Outputs"),
            R"({"A":{"Value":{"Fn::Sub":"https://${PoolDomain}.auth.${AWS::)"
            R"(Region}.amazoncognito.com"}},"B":{"Value":{"Fn::Sub":"https://${PoolOwn}"}},)"
            R"("C":{"Value":{"Fn::GetAtt":["PoolOwn","CloudFrontDistribution"]}}})");
}

TEST_F(UserPoolTest, scopes_of_a_resource_server_are_named_by_it) {
  UserPool& pool = add_pool();
  auto& orders = pool.add_resource_server({
      .id = "Orders",
      .identifier = "orders",
      .scopes = {{.name = "read", .description = "Read orders"}, {.name = "write"}},
  });
  pool.add_client({.id = "Reports",
                   .generate_secret = true,
                   .oauth = {{.authorization_code = false,
                              .client_credentials = true,
                              .scopes = {orders.scope("read")}}}});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "PoolOrders"),
            R"({"Type":"AWS::Cognito::UserPoolResourceServer",)"
            R"("Properties":{"Identifier":"orders","Name":"orders","UserPoolId":{"Ref":"Pool"},)"
            R"("Scopes":[{"ScopeDescription":"Read orders","ScopeName":"read"},)"
            R"({"ScopeDescription":"write","ScopeName":"write"}]}})");
  EXPECT_NE(text.find(R"("AllowedOAuthScopes":[{"Fn::Sub":"${PoolOrders}/read"}])"),
            std::string::npos);
}

TEST_F(UserPoolTest, a_scope_that_the_resource_server_has_not_is_an_error) {
  auto& orders = add_pool().add_resource_server(
      {.id = "Orders", .identifier = "orders", .scopes = {{.name = "read"}}});
  (void)orders.scope("write");
  EXPECT_EQ(codes_of(app), "OT2510");
}

TEST_F(UserPoolTest, groups_have_roles_and_an_order) {
  add_pool().add_group(
      {.id = "Admins",
       .description = "Those who may",
       .group_name = "admins",
       .precedence = 1,
       .role = Role::from_arn(stack, "Admin", "arn:aws:iam::123456789012:role/admin")});
  EXPECT_EQ(object_at(compact_template(app), "PoolAdmins"),
            R"({"Type":"AWS::Cognito::UserPoolGroup",)"
            R"("Properties":{"UserPoolId":{"Ref":"Pool"},"Description":"Those who may",)"
            R"("GroupName":"admins","Precedence":1,)"
            R"("RoleArn":"arn:aws:iam::123456789012:role/admin"}})");
}

TEST_F(UserPoolTest, a_grant_names_the_pool_alone) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  add_pool().grant(role, {"cognito-idp:AdminGetUser"});
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"cognito-idp:AdminGetUser","Resource":{"Fn::GetAtt":["Pool",)"
            R"("Arn"]}}]})");
}

TEST_F(UserPoolTest, the_accessors_are_references) {
  UserPool& pool = add_pool();
  auto& client = pool.add_client({.id = "Client", .generate_secret = true});
  const auto output = [&](std::string_view id, const Value<std::string>& value) {
    stack.add(OutputProps{.id = id, .value = value});
  };
  output("Id", pool.id());
  output("Arn", pool.arn());
  output("Name", pool.provider_name());
  output("Url", pool.provider_url());
  output("ClientId", client.id());
  output("Secret", client.secret());
  EXPECT_EQ(object_at(compact_template(app), "Outputs"),
            R"({"Id":{"Value":{"Ref":"Pool"}},"Arn":{"Value":{"Fn::GetAtt":["Pool","Arn"]}},)"
            R"("Name":{"Value":{"Fn::GetAtt":["Pool","ProviderName"]}},)"
            R"("Url":{"Value":{"Fn::GetAtt":["Pool","ProviderURL"]}},)"
            R"("ClientId":{"Value":{"Ref":"PoolClient"}},)"
            R"("Secret":{"Value":{"Fn::GetAtt":["PoolClient","ClientSecret"]}}})");
}

TEST_F(UserPoolTest, the_external_id_has_none_but_allowed_characters) {
  stack.add(UserPoolProps{.id = "My pool!", .auto_verify = {.phone = true}});
  EXPECT_NE(compact_template(app).find(R"("ExternalId":"Test/My-pool-")"), std::string::npos);
}

TEST_F(UserPoolTest, names_made_while_running_are_checked) {
  stack.add(UserPoolProps{.id = "A", .user_pool_name = std::string("no/slash")});
  EXPECT_EQ(codes_of(app), "OT2501");
}

TEST_F(UserPoolTest, users_must_be_able_to_sign_in) {
  stack.add(UserPoolProps{.id = "A", .sign_in = {.email = false, .username = false}});
  stack.add(UserPoolProps{.id = "B", .sign_in = {.preferred_username = true, .username = false}});
  EXPECT_EQ(codes_of(app), "OT2502 OT2502");
}

TEST_F(UserPoolTest, an_attribute_is_given_once) {
  stack.add(UserPoolProps{
      .id = "A",
      .custom_attributes = {{.name = "role"}, {.name = "custom:role"}},
      .standard_attributes = {{UserAttribute::email}, {UserAttribute::email}},
  });
  EXPECT_EQ(codes_of(app), "OT2503 OT2503");
}

TEST_F(UserPoolTest, custom_attributes_have_short_names_and_sensible_bounds) {
  stack.add(UserPoolProps{
      .id = "A",
      .custom_attributes = {{.name = ""},
                            {.name = "with space"},
                            {.name = "twenty-one-characters"},
                            {.name = "a", .max = 1, .min = 2},
                            {.name = "b", .max = 2049},
                            {.name = "c", .max = 1, .type = CustomAttributeType::boolean}},
  });
  EXPECT_EQ(codes_of(app), "OT2504 OT2504 OT2504 OT2504 OT2504 OT2504");
}

TEST_F(UserPoolTest, tokens_are_valid_within_bounds) {
  UserPool& pool = add_pool();
  pool.add_client({.id = "A", .access_token_validity = TokenValidity::minutes(4)});
  pool.add_client({.id = "B", .id_token_validity = TokenValidity::hours(25)});
  pool.add_client({.id = "C", .refresh_token_validity = TokenValidity::days(3651)});
  pool.add_client({.id = "D",
                   .access_token_validity = TokenValidity::hours(2),
                   .refresh_token_validity = TokenValidity::hours(1)});
  pool.add_client({.id = "E", .refresh_token_validity = TokenValidity::days(INT64_MAX)});
  pool.add_client({.id = "F",
                   .access_token_validity = TokenValidity::minutes(5),
                   .id_token_validity = TokenValidity::days(1),
                   .refresh_token_validity = TokenValidity::days(3650)});
  EXPECT_EQ(codes_of(app), "OT2505 OT2505 OT2505 OT2505 OT2505");
}

TEST_F(UserPoolTest, a_second_factor_needs_a_method) {
  stack.add(UserPoolProps{.id = "A", .mfa = Mfa::required, .mfa_methods = {.totp = false}});
  EXPECT_EQ(codes_of(app), "OT2506");
}

TEST_F(UserPoolTest, the_password_policy_is_within_bounds) {
  stack.add(UserPoolProps{.id = "A", .password_policy = {.min_length = Value<std::int64_t>(5)}});
  EXPECT_EQ(codes_of(app), "OT2507");
}

TEST_F(UserPoolTest, features_need_their_tier) {
  stack.add(
      UserPoolProps{.id = "A", .password_policy = {.history = 1}, .tier = UserPoolTier::lite});
  stack.add(UserPoolProps{
      .id = "B", .threat_protection = ThreatProtection::audit, .tier = UserPoolTier::essentials});
  EXPECT_EQ(codes_of(app), "OT2508 OT2508");
}

TEST_F(UserPoolTest, a_sender_needs_a_key) {
  Function& function = Function::from_arn(stack, "Function", function_arn);
  stack.add(UserPoolProps{.id = "A", .triggers = {.custom_email_sender = function}});
  EXPECT_EQ(codes_of(app), "OT2509");
}

TEST_F(UserPoolTest, mistakes_in_oauth_are_reported) {
  UserPool& pool = add_pool();
  pool.add_client({.id = "A", .oauth = OAuth{}});
  pool.add_client({.id = "B", .oauth = OAuth{.callback_urls = {"http://example.com"}}});
  pool.add_client({.id = "C", .oauth = OAuth{.callback_urls = {"https://example.com/#x"}}});
  pool.add_client({.id = "D", .oauth = OAuth{.authorization_code = false}});
  pool.add_client(
      {.id = "E",
       .oauth = OAuth{.callback_urls = {"https://example.com"}, .client_credentials = true}});
  EXPECT_EQ(codes_of(app), "OT2510 OT2510 OT2510 OT2510 OT2510 OT2510");
}

TEST_F(UserPoolTest, a_client_reads_attributes_that_the_pool_has) {
  UserPool& pool = stack.add(UserPoolProps{.id = "Pool", .custom_attributes = {{.name = "role"}}});
  pool.add_client({.id = "A", .read_attributes = {"role"}, .write_attributes = {"custom:other"}});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 2U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2511");
  EXPECT_EQ(synthesis.diagnostics[0].hint, "did you mean 'custom:role'?");
  EXPECT_EQ(synthesis.diagnostics[1].code, "OT2511");
}

TEST_F(UserPoolTest, a_domain_is_given_in_one_way) {
  UserPool& pool = add_pool();
  pool.add_domain({.id = "A"});
  pool.add_domain({.id = "B", .custom_domain = "auth.example.com"});
  pool.add_domain({.id = "C", .prefix = std::string("my-aws-login")});
  EXPECT_EQ(codes_of(app), "OT2512 OT2512 OT2512");
}

TEST_F(UserPoolTest, there_is_no_secret_unless_one_is_made) {
  stack.add(OutputProps{.id = "Secret", .value = add_pool().add_client({.id = "A"}).secret()});
  EXPECT_EQ(codes_of(app), "OT2513");
}

TEST_F(UserPoolTest, clients_wait_for_the_identity_providers_that_they_name) {
  UserPool& pool = add_pool();
  pool.add_client({.id = "First", .identity_providers = {"COGNITO", "Google"}});
  auto& company = pool.add_identity_provider(
      {.id = "Company",
       .source = IdentitySource::saml("https://idp.example.com/metadata"),
       .identifiers = {"example.com"}});
  pool.add_identity_provider({.id = "GoogleAccounts",
                              .source = IdentitySource::google("id", "secret"),
                              .attribute_mapping = {{"email", "email"}},
                              .provider_name = "Goggle"});
  pool.add_client({.id = "Second", .identity_providers = {company.name(), "Google"}});
  pool.add_client({.id = "Third"});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "PoolGoogleAccounts"), "Properties"),
            R"({"ProviderDetails":{"client_id":"id","client_secret":"secret",)"
            R"("authorize_scopes":"openid email profile"},"ProviderName":"Google",)"
            R"("ProviderType":"Google","UserPoolId":{"Ref":"Pool"},)"
            R"("AttributeMapping":{"email":"email"}})");
  EXPECT_EQ(object_at(object_at(text, "PoolCompany"), "Properties"),
            R"({"ProviderDetails":{"MetadataURL":"https://idp.example.com/metadata"},)"
            R"("ProviderName":"Company","ProviderType":"SAML","UserPoolId":{"Ref":"Pool"},)"
            R"("IdpIdentifiers":["example.com"]})");
  const auto has = [&](std::string_view id, std::string_view what) {
    return object_at(text, id).find(what) != std::string::npos;
  };
  EXPECT_TRUE(has("PoolFirst", R"("DependsOn":"PoolGoogleAccounts")"));
  EXPECT_TRUE(has("PoolSecond", R"("DependsOn":"PoolGoogleAccounts")"));
  EXPECT_TRUE(
      has("PoolSecond", R"("SupportedIdentityProviders":[{"Ref":"PoolCompany"},"Google"])"));
  EXPECT_FALSE(has("PoolThird", "DependsOn"));
}

TEST_F(UserPoolTest, a_client_signs_somebody_in) {
  add_pool().add_client({.id = "A", .auth_flows = {.refresh_token = false, .user_srp = false}});
  EXPECT_EQ(codes_of(app), "OT2514");
}

}  // namespace
}  // namespace omnitrack
