// says: cpp:\d+:\d+: error: .*HttpRouteIntegration
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/stack.hpp>

using omnitrack::HttpRouteIntegration;

void build(omnitrack::HttpApi& api, omnitrack::Queue& queue, omnitrack::DataStream& stream,
           omnitrack::Function& function) {
  (void)queue;
  (void)stream;
  (void)function;
#ifdef MISTAKE
  api.add_route("POST /orders", "arn:aws:lambda:eu-central-1:123456789012:function:f");
#else
  api.add_route("POST /orders", function);
#endif
}
