#pragma once

#include <omnitrack/appsync/graphql_auth.hpp>
#include <omnitrack/appsync/graphql_text.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::appsync {
class Api;
class ChannelNamespace;
}  // namespace omnitrack::cfn::appsync

namespace omnitrack {

class ChannelNamespace;
class EventApi;

namespace detail {

inline void a_channel_namespace_has_1_to_50_letters_digits_and_hyphens_within() {}

struct ChannelNamespaceNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 50 && name.front() != '-' && name.back() != '-' &&
           has_only_letters_digits_and("-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_channel_namespace_has_1_to_50_letters_digits_and_hyphens_within();
  }
};

}  // namespace detail

/// The name of a namespace of channels, the first part of their paths: 1 to 50 letters, digits and
/// hyphens within.
using ChannelNamespaceName =
    CheckedText<detail::ChannelNamespaceNameRule, struct required_namespace_name>;

/// What an API of events logs.
enum class EventLogLevel : std::uint8_t { none, error, info, debug, all };

/// Properties of an API of events.
struct EventApiProps {
  using Makes = EventApi;
  Id id;
  /// When the key runs out, in seconds since 1970, up to a year ahead; after a week where it is
  /// left out.
  Value<std::int64_t> api_key_expires = {};
  /// What tells who calls, one of a kind.
  Items<GraphqlAuth> auth = {GraphqlAuth::iam()};
  /// By which of them clients may connect; all where it is left out.
  Items<GraphqlAuth::Kind> connect = {};
  /// What is logged.
  EventLogLevel log_level = EventLogLevel::error;
  /// For how long logs are kept.
  Retention log_retention = RetentionDays::two_years;
  /// The name; its id's where it is left out.
  Value<std::string> name = {};
  /// Whom to ask about it, 256 characters at most.
  Value<std::string> owner_contact = {};
  /// By which of them clients may publish where a namespace says nothing else; all where it is left
  /// out.
  Items<GraphqlAuth::Kind> publish = {};
  /// The same for subscribing.
  Items<GraphqlAuth::Kind> subscribe = {};
};

/// Properties of a namespace of channels.
struct ChannelNamespaceOptions {
  Id id;
  /// The name.
  ChannelNamespaceName name;
  /// Code for `APPSYNC_JS` that sees events as they are published, and who subscribes.
  GraphqlText code = {};
  /// By which kinds of authorization clients may publish; as the API says where it is left out.
  Items<GraphqlAuth::Kind> publish = {};
  /// The same for subscribing.
  Items<GraphqlAuth::Kind> subscribe = {};
};

/// Channels whose paths begin alike: AWS::AppSync::ChannelNamespace. Made by
/// `EventApi::add_namespace`.
/// https://docs.aws.amazon.com/appsync/latest/eventapi/channel-namespaces.html
class ChannelNamespace final : public Construct {
 public:
  ChannelNamespace(Attach at, const struct MadeChannelNamespaceProps& props);

  /// Allows to publish events on its channels, by IAM.
  void grant_publish(Grantee& grantee) const;
  /// Allows to subscribe to its channels, by IAM.
  void grant_subscribe(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The namespace's own resource.
  [[nodiscard]] cfn::appsync::ChannelNamespace& resource() { return resource_; }

 private:
  const EventApi& api_;
  cfn::appsync::ChannelNamespace& resource_;
};

/// Channels by which events reach browsers and apps at once, over WebSocket: AWS::AppSync::Api, a
/// log group (AWS::Logs::LogGroup) with a `Role`, and with a key AWS::AppSync::ApiKey.
/// https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-welcome.html
class EventApi final : public Construct {
 public:
  EventApi(Attach at, const EventApiProps& props);

  /// Adds channels whose paths begin with a name.
  ChannelNamespace& add_namespace(const ChannelNamespaceOptions& options);
  /// Allows to connect, by IAM, which publishing over WebSocket and subscribing need.
  void grant_connect(Grantee& grantee) const;

  /// The key; not set where none is asked for.
  [[nodiscard]] const Value<std::string>& key() const { return key_; }
  /// The address that events are posted to.
  [[nodiscard]] Value<std::string> http_url() const;
  /// The address that clients connect to.
  [[nodiscard]] Value<std::string> realtime_url() const;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The id.
  [[nodiscard]] Value<std::string> api_id() const;
  /// The API's own resource.
  [[nodiscard]] cfn::appsync::Api& resource() { return *resource_; }

 private:
  void set_logs(const EventApiProps& props);
  void set_auth(const EventApiProps& props);
  void check_kinds(const Items<GraphqlAuth::Kind>& kinds, std::string_view what) const;

  Items<GraphqlAuth> auth_;
  Value<std::string> key_;
  cfn::appsync::Api* resource_;
};

}  // namespace omnitrack
