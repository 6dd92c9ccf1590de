#include "every_construct.hpp"

namespace every_construct {

void add_iam(const Surroundings& in) {
  Stack& stack = in.stack;
  const std::string metadata =
      R"(<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://id.example.com/">)"
      R"(</EntityDescriptor>)" +
      std::string(1000, ' ');
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  const PolicyDocument document{
      {.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::shop/menu"}}};
  stack.add(PolicyProps{.id = "Policy", .document = document});
  stack.add(RolePolicyProps{
      .id = "RolePolicy", .document = document, .policy_name = "menu", .role = role});
  auto& group = stack.add(GroupProps{.id = "Group"});
  auto& user = stack.add(UserProps{.id = "User", .groups = {group}});
  stack.add(AccessKeyProps{.id = "AccessKey", .user = user});
  stack.add(InstanceProfileProps{.id = "InstanceProfile"});
  stack.add(OidcProviderProps{
      .id = "OidcProvider", .url = "https://id.example.com", .client_ids = {"shop"}});
  stack.add(SamlProviderProps{.id = "SamlProvider", .metadata_document = metadata});
  stack.add(ServiceLinkedRoleProps{.id = "ServiceLinkedRole",
                                   .aws_service_name = "elasticbeanstalk.amazonaws.com"});
}

}  // namespace every_construct
