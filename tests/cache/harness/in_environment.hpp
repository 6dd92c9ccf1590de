#pragma once

#include <cstdlib>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace omnitrack::cache_test {

/// Tests whose environment holds nothing of Redis and AWS but what they set.
class InEnvironment : public ::testing::Test {
 public:
  InEnvironment() { clear(); }
  ~InEnvironment() override { clear(); }

  /// Sets variables, and takes away all others.
  static void set(const std::map<std::string, std::string>& variables) {
    clear();
    for (const auto& [name, text] : variables) setenv(name.c_str(), text.c_str(), 1);
  }

 private:
  static void clear() {
    for (const char* const name : names) unsetenv(name);
  }
  static constexpr const char* names[] = {"REDIS_HOST",
                                          "REDIS_PORT",
                                          "REDIS_TLS",
                                          "REDIS_CA_FILE",
                                          "REDIS_USERNAME",
                                          "REDIS_PASSWORD",
                                          "REDIS_PREFIX",
                                          "REDIS_AUTH",
                                          "REDIS_IAM_CACHE",
                                          "REDIS_IAM_SERVERLESS",
                                          "REDIS_CLUSTER",
                                          "REDIS_READ_FROM",
                                          "REDIS_ZONE",
                                          "AWS_REGION",
                                          "AWS_DEFAULT_REGION",
                                          "AWS_ACCESS_KEY_ID",
                                          "AWS_SECRET_ACCESS_KEY",
                                          "AWS_SESSION_TOKEN",
                                          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                                          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                                          "SSL_CERT_FILE"};
};

}  // namespace omnitrack::cache_test
