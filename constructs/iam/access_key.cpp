#include "omnitrack/iam/access_key.hpp"

#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/user.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

AccessKey::AccessKey(Attach at, const AccessKeyProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::iam::AccessKeyProps{
          .id = primary(),
          .user_name = props.user->name(),
          .serial = props.serial,
          .status = props.active ? "Active" : "Inactive",
      })),
      secret_(&add(SecretProps{
          .id = child("Secret"),
          .kms_key = props.kms_key,
          .removal_policy = props.removal_policy,
          .secret_string =
              concat(R"({"AccessKeyId":")", resource_.ref(), R"(","SecretAccessKey":")",
                     resource_.attr_secret_access_key(), R"("})"),
      })) {}

void AccessKey::grant_read(Grantee& grantee) const { secret_->grant_read(grantee); }

Value<std::string> AccessKey::access_key_id() const { return resource_.ref(); }

}  // namespace omnitrack
