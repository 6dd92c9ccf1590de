// says: a_route_is_a_method_and_a_path_with_a_slash
#include <omnitrack/apigatewayv2/http_api.hpp>

void build(omnitrack::HttpApi& api, omnitrack::Function& function) {
#ifdef MISTAKE
  api.add_route("GET items", function);
#else
  api.add_route("GET /items/{id}", function);
  api.add_route("$default", function);
#endif
}
