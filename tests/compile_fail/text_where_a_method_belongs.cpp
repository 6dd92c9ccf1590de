// says: a_method_is_given_by_its_name_such_as_HttpMethod_get
#include <omnitrack/apigateway/rest_api.hpp>

void build(omnitrack::RestApi& api) {
#ifdef MISTAKE
  api.root().add_method("GET", omnitrack::MockIntegration{});
#else
  api.root().add_method(omnitrack::HttpMethod::get, omnitrack::MockIntegration{});
#endif
}
