// says: cpp:\d+:\d+: error: .*Queue
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

using omnitrack::HttpRouteIntegration;

void build(omnitrack::HttpApi& api, omnitrack::Queue& queue, omnitrack::DataStream& stream,
           omnitrack::Function& function) {
  (void)queue;
  (void)stream;
  (void)function;
#ifdef MISTAKE
  api.add_route("POST /orders",
                HttpRouteIntegration::queue("arn:aws:sqs:eu-central-1:123456789012:orders"));
#else
  api.add_route("POST /orders", HttpRouteIntegration::queue(queue));
#endif
}
