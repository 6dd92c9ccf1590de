#include <string>

#include "../imported.hpp"
#include "user_pool_state.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a user pool that is made elsewhere is made of.
struct ImportedUserPoolProps {
  using Makes = UserPool;
  Id id;
  Value<cfn::cognito::UserPoolArn> arn;
};

namespace {

// arn:PARTITION:cognito-idp:REGION:ACCOUNT:userpool/ID
Value<cfn::cognito::UserPoolId> id_of(const Value<cfn::cognito::UserPoolArn>& arn) {
  constexpr std::string_view marker = ":userpool/";
  if (!arn.is_literal_text()) {
    return as<cfn::cognito::UserPoolId>(fn::select(1, fn::split("/", arn)));
  }
  const std::string_view text = arn.literal_text();
  const std::size_t at = text.find(marker);
  return at == std::string_view::npos ? std::string_view{} : text.substr(at + marker.size());
}

}  // namespace

UserPool::UserPool(Attach at, const ImportedUserPoolProps& props)
    : Construct(std::move(at)), id_(id_of(props.arn)), arn_(props.arn) {
  if (!id_.is_literal_text() || !id_.literal_text().empty()) return;
  error(codes::OT2515, "'" + std::string(arn_.literal_text()) + "' is not the ARN of a user pool",
        "it looks like "
        "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI");
}

UserPool& UserPool::from_arn(Construct& scope, const Id& id,
                             const Value<cfn::cognito::UserPoolArn>& arn) {
  return scope.add(ImportedUserPoolProps{.id = id, .arn = arn});
}

cfn::cognito::UserPool& UserPool::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cognito::UserPoolProps{.id = primary()});
  }
  return *resource_;
}

Value<std::string> UserPool::provider_name() const {
  if (resource_ != nullptr) return resource_->attr_provider_name();
  // The id begins with the region.
  const Value<std::string> region = fn::select(0, fn::split("_", id_));
  return concat("cognito-idp.", region, ".", stack().url_suffix(), "/", id_);
}

Value<std::string> UserPool::provider_url() const {
  return resource_ != nullptr ? resource_->attr_provider_url()
                              : concat("https://", provider_name());
}

}  // namespace omnitrack
