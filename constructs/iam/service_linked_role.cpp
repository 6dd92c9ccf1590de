#include "omnitrack/iam/service_linked_role.hpp"

#include <string>

#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

ServiceLinkedRole::ServiceLinkedRole(Attach at, const ServiceLinkedRoleProps& props)
    : Construct(std::move(at)),
      service_(props.aws_service_name),
      resource_(add(cfn::iam::ServiceLinkedRoleProps{
          .id = primary(),
          .aws_service_name = props.aws_service_name.text(),
          .custom_suffix = props.custom_suffix,
          .description = props.description,
      })) {
  resource_.set_removal_policy(props.removal_policy);
}

Value<cfn::iam::RoleArn> ServiceLinkedRole::arn() const {
  return as<cfn::iam::RoleArn>(concat("arn:", stack().partition(), ":iam::", stack().account(),
                                      ":role/aws-service-role/", service_.text(), "/", name()));
}

Value<std::string> ServiceLinkedRole::name() const { return resource_.attr_role_name(); }

}  // namespace omnitrack
