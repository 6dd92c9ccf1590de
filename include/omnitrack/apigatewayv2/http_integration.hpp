#pragma once

#include <omnitrack/apigateway/http_method.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/lambda/function_link.hpp>

namespace omnitrack {

class DataStream;
class EventBus;
class HttpRoute;
class Queue;
class Role;
class StateMachine;
class StateMachineAlias;
class VpcLink;

namespace detail {

inline void the_backend_of_an_http_api_may_take_50_to_30000_milliseconds() {}

}  // namespace detail

/// How long the backend of an HTTP API may take, in milliseconds.
using HttpIntegrationTimeout = CheckedNumber<detail::Between<
    50, 30000, detail::the_backend_of_an_http_api_may_take_50_to_30000_milliseconds>>;

/// The form in which a function gets a call.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
enum class PayloadVersion : std::uint8_t { v1_0, v2_0 };

/// What becomes of the backend's answers with a status.
struct HttpResponseMapping {
  /// The status, 200 to 599.
  Required<Text, struct required_status> status;
  /// What is changed, e.g. `{{"overwrite:header.x-served-by", "shop"}}`.
  Required<Map<std::string>, struct required_parameters> parameters;
};

/// What all integrations of HTTP APIs have in common.
struct HttpIntegrationOptions {
  /// What it is for.
  Value<std::string> description = {};
  /// The form in which a function gets a call; the others have 1.0.
  PayloadVersion payload_version = PayloadVersion::v2_0;
  /// What is changed of the call, e.g. `{{"append:header.x-user", "$context.authorizer.sub"}}`.
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
  Map<std::string> request_parameters = {};
  /// What is changed of the answers.
  Items<HttpResponseMapping> response_parameters = {};
  /// The server name that a certificate must have, for private HTTPS listeners.
  Value<std::string> server_name_to_verify = {};
  /// How long the backend may take, in milliseconds, 50 to 30,000; 30,000 where it is left out.
  HttpIntegrationTimeout timeout = {};
};

/// A call of one of AWS's services by an HTTP API.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
struct HttpServiceCall {
  /// The action, e.g. `SQS-SendMessage`.
  Required<Text, struct required_action> action;
  /// The action's parameters, e.g. `{{"MessageBody", "$request.body"}}`.
  Required<Map<std::string>, struct required_parameters> parameters;
  /// The region of the service; the API's own where it is left out.
  Text region = {};
  /// The role of the call; the route makes one of its own where it is left out.
  Link<const Role> role = {};
  /// What the route's own role may deliver to.
  Link<const EventTarget> target = {};
};

/// What a route of an HTTP API calls. Routes that are given copies of one share it.
class HttpRouteIntegration {
 public:
  /// A function, which then is let be called by the route alone.
  HttpRouteIntegration(const Function& function);
  /// The version of a function that an alias stands for.
  HttpRouteIntegration(const FunctionAlias& alias);
  /// An ARN alone; deleted, so that the compiler points at it.
  template <class U, class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  HttpRouteIntegration(const Value<U>& arn) = delete;
  /// A function with options.
  static HttpRouteIntegration function(const FunctionLink& function,
                                       const HttpIntegrationOptions& options = {});
  /// A web server; `{name}` in the address stands for the route's variable.
  static HttpRouteIntegration url(const Value<std::string>& url,
                                  HttpMethod method = HttpMethod::any,
                                  const HttpIntegrationOptions& options = {});
  /// A private load balancer's listener or a service of Cloud Map, by its ARN.
  static HttpRouteIntegration in_vpc(const VpcLink& link, const Value<std::string>& target_arn,
                                     HttpMethod method = HttpMethod::any,
                                     const HttpIntegrationOptions& options = {});
  /// One of AWS's services.
  static HttpRouteIntegration service(const HttpServiceCall& call,
                                      const HttpIntegrationOptions& options = {});
  /// Sends the body as a message to a queue of SQS.
  static HttpRouteIntegration queue(const Queue& queue, const HttpIntegrationOptions& options = {});
  /// Puts the body as an event of that source and type on a bus of EventBridge.
  static HttpRouteIntegration event_bus(const EventBus& bus, const Value<std::string>& source,
                                        const Value<std::string>& detail_type,
                                        const HttpIntegrationOptions& options = {});
  /// Starts a state machine with the body as its input.
  static HttpRouteIntegration state_machine(const StateMachine& state_machine,
                                            const HttpIntegrationOptions& options = {});
  /// Starts the version of a state machine that an alias stands for.
  static HttpRouteIntegration state_machine(const StateMachineAlias& alias,
                                            const HttpIntegrationOptions& options = {});
  /// Puts the body as a record into a data stream of Kinesis.
  static HttpRouteIntegration stream(const DataStream& stream,
                                     const Value<std::string>& partition_key = "$context.requestId",
                                     const HttpIntegrationOptions& options = {});

 private:
  friend struct HttpIntegrationMaker;
  explicit HttpRouteIntegration(const struct HttpIntegrationData& data);
  const struct HttpIntegrationData* data_;  // lives as long as the app
};

}  // namespace omnitrack
