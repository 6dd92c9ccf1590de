// says: cpp:\d+:\d+: error: .*DataStream
#include <omnitrack/apigatewayv2/http_api.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

using omnitrack::HttpRouteIntegration;

void build(omnitrack::HttpApi& api, omnitrack::Queue& queue, omnitrack::DataStream& stream,
           omnitrack::Function& function) {
  (void)queue;
  (void)stream;
  (void)function;
#ifdef MISTAKE
  api.add_route("POST /orders", HttpRouteIntegration::stream(queue));
#else
  api.add_route("POST /orders", HttpRouteIntegration::stream(stream));
#endif
}
