#include <cstdlib>

#include <omnitrack/lambda/environment.hpp>

namespace omnitrack::lambda {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Environment Environment::read() {
  return {.runtime_api = variable("AWS_LAMBDA_RUNTIME_API"),
          .handler = variable("_HANDLER"),
          .function_name = variable("AWS_LAMBDA_FUNCTION_NAME"),
          .function_version = variable("AWS_LAMBDA_FUNCTION_VERSION"),
          .memory_size = variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
          .log_group = variable("AWS_LAMBDA_LOG_GROUP_NAME"),
          .log_stream = variable("AWS_LAMBDA_LOG_STREAM_NAME"),
          .log_level = variable("AWS_LAMBDA_LOG_LEVEL")};
}

}  // namespace omnitrack::lambda
