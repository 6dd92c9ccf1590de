// says: cpp:\d+:\d+: error: use of deleted function .*give_the_construct_itself_or_what_its_from_function_imports
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::RestApi& api, omnitrack::Function& function) {
#ifdef MISTAKE
  api.root().add_method(omnitrack::HttpMethod::get,
                        omnitrack::LambdaIntegration{.function = function.arn()});
#else
  api.root().add_method(omnitrack::HttpMethod::get,
                        omnitrack::LambdaIntegration{.function = function});
#endif
}
