#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/apigateway/cors.hpp>

namespace omnitrack::apigateway {

/// How the answers to calls of other origins name the origin that they are for.
class CorsAnswer {
 public:
  explicit CorsAnswer(const ApiCors& cors);

  /// The headers of the preflight's answer, each as `PREFIX` and its name with its mapping. The one
  /// that names the origin has no mapping where `origin_template` sets it.
  [[nodiscard]] Map<std::string> preflight_headers(std::string_view prefix) const;
  /// The template that names the origin in the preflight's answer; absent where it is fixed.
  [[nodiscard]] Value<std::string> origin_template() const;
  /// The headers of API Gateway's own answers. None where one of several named origins is to be
  /// chosen, since these answers run no template.
  [[nodiscard]] Map<std::string> gateway_headers() const;

  /// The header that names the origin.
  static constexpr std::string_view origin_header = "Access-Control-Allow-Origin";

 private:
  enum class Kind : std::uint8_t {
    anyone,  // `*`
    fixed,   // the one that is allowed
    echoed,  // the call's own
    chosen,  // the call's own, if it is one of several
  };
  [[nodiscard]] Value<std::string> fixed_origin() const;

  const ApiCors& cors_;
  Kind kind_;
};

/// Reports what is wrong with the origins and headers.
void check_cors(const Construct& at, const ApiCors& cors);

}  // namespace omnitrack::apigateway
