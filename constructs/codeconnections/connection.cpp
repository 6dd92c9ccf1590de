#include "omnitrack/codeconnections/connection.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/codeconnections.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

using ProviderType = cfn::codeconnections::ConnectionProps::ProviderType;

ProviderType provider_type(ConnectionProvider provider) {
  static constexpr ProviderType types[] = {
      ProviderType::azure_dev_ops, ProviderType::bitbucket,
      ProviderType::git_hub,       ProviderType::git_hub_enterprise_server,
      ProviderType::git_lab,       ProviderType::git_lab_self_managed,
  };
  return types[static_cast<std::size_t>(provider)];
}

cfn::codeconnections::ConnectionProps connection_resource_props(const Id& id,
                                                                const ConnectionProps& props) {
  cfn::codeconnections::ConnectionProps made{
      .id = id, .connection_name = props.connection_name.value(), .host_arn = props.host_arn};
  // A host and a provider exclude each other.
  if (!props.host_arn.is_set()) made.provider_type = provider_type(props.provider);
  return made;
}

}  // namespace

/// What a connection that is made elsewhere is made of.
struct ImportedConnectionProps {
  using Makes = Connection;
  Id id;
  Value<std::string> arn;
};

Connection::Connection(Attach at, const ConnectionProps& props)
    : Construct(std::move(at)),
      resource_(&add(connection_resource_props(primary(), props))),
      arn_(resource_->attr_connection_arn()) {
  if (props.connection_name.is_broken()) {
    error(codes::OT3701,
          "'" + std::string(props.connection_name.text()) + "' is not a name for a connection",
          "use 1 to 32 characters");
  }
}

Connection::Connection(Attach at, const ImportedConnectionProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

Connection& Connection::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  return scope.add(ImportedConnectionProps{.id = id, .arn = arn});
}

void Connection::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

// Connections from before the service was renamed keep the old prefix in their ARN, and so in the
// actions on them.
// https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
void Connection::grant_use(Grantee& grantee) const {
  grant(grantee, {"codeconnections:UseConnection", "codestar-connections:UseConnection"});
}

// https://docs.aws.amazon.com/codebuild/latest/userguide/connections-github-app.html
void Connection::grant_token(Grantee& grantee) const {
  grant(grantee, {"codeconnections:GetConnection", "codeconnections:GetConnectionToken",
                  "codestar-connections:GetConnection", "codestar-connections:GetConnectionToken"});
}

cfn::codeconnections::Connection& Connection::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ =
        &add(cfn::codeconnections::ConnectionProps{.id = primary(), .connection_name = "x"});
  }
  return *resource_;
}

}  // namespace omnitrack
