#include "omnitrack/rds/credentials.hpp"

namespace omnitrack {

DatabaseCredentials DatabaseCredentials::generated(const Value<std::string>& username,
                                                   const GeneratedCredentials& options) {
  DatabaseCredentials credentials(Kind::generated);
  credentials.username_ = username;
  credentials.options_ = options;
  return credentials;
}

DatabaseCredentials DatabaseCredentials::of_secret(Secret& secret) {
  DatabaseCredentials credentials(Kind::of_secret);
  credentials.secret_ = secret;
  return credentials;
}

DatabaseCredentials DatabaseCredentials::managed_by_rds(const Value<std::string>& username,
                                                        const KeyLink& kms_key) {
  DatabaseCredentials credentials(Kind::managed_by_rds);
  credentials.username_ = username;
  credentials.options_.kms_key = kms_key;
  return credentials;
}

DatabaseCredentials DatabaseCredentials::given(const Value<std::string>& username,
                                               const Value<std::string>& password) {
  DatabaseCredentials credentials(Kind::given);
  credentials.username_ = username;
  credentials.password_ = password;
  return credentials;
}

}  // namespace omnitrack
