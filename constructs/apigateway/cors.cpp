#include "cors.hpp"

#include <algorithm>
#include <string>

#include "gateway.hpp"
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack::apigateway {

namespace {

// The name of a header is written as the client sends it: over HTTP/2 in lower case.
// The variables are short since every path repeats this, and a request takes 51,200 bytes.
constexpr std::string_view read_origin =
    "#set($h=$input.params().header)"
    "#set($o=$h.get('Origin'))"
    "#if(!$o||$o=='')#set($o=$h.get('origin'))#end";

// A header can be set once in a template; a second time is an error.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
constexpr std::string_view allow_origin =
    "#set($context.responseOverride.header.Access-Control-Allow-Origin=$o)#end";

// A scheme and a host as browsers send them; so not `null`, which every sandboxed frame sends.
constexpr std::string_view any_origin = "[A-Za-z][A-Za-z0-9+.-]*://[^/ ]+";

Value<std::string> item(const List<std::string>& list, std::uint32_t index) {
  return Value<std::string>::from_node(list.node().items[index]);
}

Value<std::string> quoted(const Value<std::string>& text) { return concat("'", text, "'"); }

Value<std::string> headers_of(const ApiCors& cors) {
  if (cors.allow_headers.is_set()) return joined(cors.allow_headers, ",");
  return "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-User-Agent";
}

std::string methods_of(const ApiCors& cors) {
  std::string text;
  for (const HttpMethod method :
       {HttpMethod::options, HttpMethod::get, HttpMethod::put, HttpMethod::post,
        HttpMethod::delete_, HttpMethod::patch, HttpMethod::head}) {
    if (!cors.allow_methods.has(method)) continue;
    if (!text.empty()) text += ',';
    text += http_method_text(method);
  }
  return text;
}

bool is_lower_or_digit(char c) { return detail::is_lower(c) || detail::is_digit(c); }

bool is_origin(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view scheme = text.substr(0, colon);
  const std::string_view host = text.substr(colon + 3);
  const auto all_of = [](std::string_view part, std::string_view others) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
      return is_lower_or_digit(c) || others.find(c) != std::string_view::npos;
    });
  };
  return all_of(scheme, "+.-") && all_of(host, "._-:[]");
}

}  // namespace

CorsAnswer::CorsAnswer(const ApiCors& cors) : cors_(cors), kind_(Kind::anyone) {
  if (cors.allow_origins.is_set()) {
    kind_ = cors.allow_origins.node().size == 1 ? Kind::fixed : Kind::chosen;
  } else if (cors.allow_credentials) {
    kind_ = Kind::echoed;
  }
}

Value<std::string> CorsAnswer::fixed_origin() const {
  if (kind_ == Kind::anyone) return "'*'";
  return kind_ == Kind::fixed ? quoted(item(cors_.allow_origins, 0)) : Value<std::string>{};
}

Map<std::string> CorsAnswer::preflight_headers(std::string_view prefix) const {
  Map<std::string> headers;
  const auto set = [&](std::string_view name, const Value<std::string>& mapping) {
    headers.set(std::string(prefix).append(name), mapping);
  };
  set("Access-Control-Allow-Headers", quoted(headers_of(cors_)));
  set("Access-Control-Allow-Methods", quoted(methods_of(cors_)));
  if (fixed_origin().is_set()) set(origin_header, fixed_origin());
  if (cors_.allow_credentials) set("Access-Control-Allow-Credentials", "'true'");
  if (cors_.max_age.is_set()) set("Access-Control-Max-Age", concat("'", cors_.max_age, "'"));
  if (kind_ != Kind::anyone) set("Vary", "'Origin'");
  return headers;
}

Value<std::string> CorsAnswer::origin_template() const {
  if (kind_ == Kind::echoed) {
    return concat(read_origin, "#if($o&&$o.matches('", any_origin, "'))", allow_origin);
  }
  if (kind_ != Kind::chosen) return {};
  Value<std::string> choice = "";
  for (std::uint32_t i = 0; i < cors_.allow_origins.node().size; ++i) {
    choice = concat(choice, i == 0 ? "" : "||", "$o=='", item(cors_.allow_origins, i), "'");
  }
  return concat(read_origin, "#if(", choice, ")", allow_origin);
}

Map<std::string> CorsAnswer::gateway_headers() const {
  Map<std::string> headers;
  if (kind_ == Kind::chosen) return headers;
  const std::string prefix = "gatewayresponse.header.";
  headers.set(prefix + std::string(origin_header),
              kind_ == Kind::echoed ? "method.request.header.Origin" : fixed_origin());
  if (cors_.allow_credentials) {
    headers.set(prefix + "Access-Control-Allow-Credentials", "'true'");
  }
  if (kind_ != Kind::anyone) headers.set(prefix + "Vary", "'Origin'");
  return headers;
}

void check_cors(const Construct& at, const ApiCors& cors) {
  const Node& origins = cors.allow_origins.node();
  if (origins.is_set() && (origins.kind != NodeKind::list || origins.size == 0)) {
    at.error(codes::OT2706, "the allowed origins are not known",
             "name at least one origin, or leave the list out to allow all");
  }
  for (std::uint32_t i = 0; origins.kind == NodeKind::list && i < origins.size; ++i) {
    const Value<std::string> origin = item(cors.allow_origins, i);
    if (!origin.is_literal_text() || is_origin(origin.literal_text())) continue;
    at.error(codes::OT2706,
             "'" + std::string(origin.literal_text()) + "' is not an origin that a browser sends",
             origin.literal_text() == "*"
                 ? "leave the list out to allow all origins"
                 : "an origin has a scheme, a host and perhaps a port, all in lower case and "
                   "without a path or an asterisk, e.g. https://app.example.com");
  }
  const Node& headers = cors.allow_headers.node();
  for (std::uint32_t i = 0; headers.kind == NodeKind::list && i < headers.size; ++i) {
    if (!cors.allow_credentials || item(cors.allow_headers, i).literal_text() != "*") continue;
    at.error(codes::OT2707, "browsers take no '*' for the headers of calls with credentials",
             "name the headers");
  }
  if (methods_of(cors).empty()) {
    at.error(codes::OT2707, "CORS allows no method", "name the methods, or leave them out for all");
  }
}

}  // namespace omnitrack::apigateway
