// says: give_the_construct_itself_or_what_its_from_function_imports
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::HttpApi& api, omnitrack::Function& function) {
#ifdef MISTAKE
  api.add_route("GET /", function.arn());
#else
  api.add_route("GET /", function);
#endif
}
