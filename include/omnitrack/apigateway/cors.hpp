#pragma once

#include <omnitrack/apigateway/http_method.hpp>
#include <omnitrack/bool.hpp>
#include <omnitrack/list.hpp>

namespace omnitrack {

/// Which pages of other origins may call an API from a browser.
///
/// It answers the preflight (OPTIONS) by a mock integration. The answers of the methods themselves
/// come from what they call: a function has to add `Access-Control-Allow-Origin` to its own.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
struct ApiCors {
  /// Whether calls may carry cookies and HTTP authentication. A browser takes no `*` then, so the
  /// call's own origin is sent back instead. With all origins allowed, that lets every page act
  /// with the credentials that its visitor's browser holds: name the origins in production.
  Bool allow_credentials = false;
  /// The headers that calls may have; those that AWS's own clients send where it is left out.
  List<std::string> allow_headers = {};
  /// The methods that may be called.
  HttpMethods allow_methods = HttpMethods::all();
  /// The origins, each as a browser sends it, e.g. `https://app.example.com`; all where it is left
  /// out. With all of them and credentials, the preflight still refuses pages that send `null`
  /// instead of an origin, and hosts that are IPv6 addresses. API Gateway's own errors carry CORS
  /// headers unless several origins are named, since no template can choose one of them there.
  List<std::string> allow_origins = {};
  /// How long a browser may remember the answer, in seconds; browsers cap it.
  Value<std::int64_t> max_age = {};
};

}  // namespace omnitrack
