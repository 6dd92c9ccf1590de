#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::codeconnections {
class Connection;  // defined in <omnitrack/cfn/codeconnections.hpp>
}

namespace omnitrack {

namespace detail {

inline void a_connection_name_has_1_to_32_characters() {}

struct ConnectionNameRule {
  static constexpr bool fits(std::string_view name) { return !name.empty() && name.size() <= 32; }
  static constexpr void demand(bool fits) {
    if (!fits) a_connection_name_has_1_to_32_characters();
  }
};

}  // namespace detail

/// The name of a connection, unique in the account: 1 to 32 characters.
/// https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_CreateConnection.html
using ConnectionName = CheckedText<detail::ConnectionNameRule, struct required_connection_name>;

/// Where the repositories are that a connection is for.
enum class ConnectionProvider : std::uint8_t {
  azure_devops,
  bitbucket,
  github,
  github_enterprise_server,
  gitlab,
  gitlab_self_managed,
};

class Connection;

/// Properties of a connection.
struct ConnectionProps {
  using Makes = Connection;
  Id id;
  /// The name.
  ConnectionName connection_name;
  /// The ARN of the host, where the provider is one's own server; the provider is then the host's.
  Value<std::string> host_arn = {};
  /// Where the repositories are.
  ConnectionProvider provider = ConnectionProvider::github;
};

/// A connection to the repositories of a provider, which somebody accepts in the console once it is
/// made: AWS::CodeConnections::Connection.
/// https://docs.aws.amazon.com/dtconsole/latest/userguide/connections.html
class Connection final : public Construct {
 public:
  Connection(Attach at, const ConnectionProps& props);
  Connection(Attach at, const struct ImportedConnectionProps& props);

  /// A connection that is made elsewhere.
  static Connection& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);

  /// Allows actions on the connection.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read repositories by the connection, as pipelines do.
  void grant_use(Grantee& grantee) const;
  /// Allows to get a token of the provider, as builds do.
  void grant_token(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The connection's own resource; an error where the connection is made elsewhere.
  [[nodiscard]] cfn::codeconnections::Connection& resource();

 private:
  cfn::codeconnections::Connection* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> arn_;
};

}  // namespace omnitrack
