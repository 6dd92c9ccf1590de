#include "iam_server.hpp"
#include "iam_tokens.hpp"
#include "in_environment.hpp"
#include "on_tls.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::seconds;

/// Services that a stand-in lets in by tokens.
class ByIam : public InEnvironment {
 public:
  ByIam() {
    authentication.user = access.user;
    authentication.cache = access.cache;
    authentication.region = access.region;
    set({{"AWS_ACCESS_KEY_ID", access.access_key_id},
         {"AWS_SECRET_ACCESS_KEY", access.secret_access_key},
         {"AWS_SESSION_TOKEN", access.session_token}});
  }
  CacheService make(const IamServer& server, milliseconds lifetime = std::chrono::hours(12)) {
    Configuration configuration = configuration_for(server.port(), log);
    configuration.backoff.failures = 1000;
    configuration.credentials = [lifetime, tokens = cache::iam_credentials(authentication)] {
      cache::Credentials credentials = tokens();
      EXPECT_EQ(credentials.lifetime, std::chrono::hours(12));
      credentials.lifetime = lifetime;
      return credentials;
    };
    return value(CacheService::create(std::move(configuration)));
  }

  const IamAccess access{.secret_access_key = "s3cr3t/+", .session_token = "a/session+token=="};
  cache::IamAuthentication authentication;
  RecordedLog log;
};

TEST_F(ByIam, AConnectionIsAuthenticatedByAToken) {
  const IamServer server(access);
  CacheService cache = make(server);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(value(cache.get("k")), std::nullopt);
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(server.authentications(), 1);
}

TEST_F(ByIam, WhoMayNotConnectIsToldWhy) {
  const auto expect_refused = [&](const IamAccess& expected, const std::string& why) {
    const IamServer server(expected);
    const auto read = make(server).get("k");
    ASSERT_EQ(error(read), ErrorCode::authentication_failed) << why;
    EXPECT_EQ(read.error().message, "WRONGPASS " + why);
    EXPECT_EQ(server.authentications(), 0);
  };
  IamAccess other = access;
  other.secret_access_key = "another";
  expect_refused(other, "the signature is wrong");
  other = access;
  other.user = "other";
  expect_refused(other, "nobody has that name");
  other = access;
  other.is_serverless = true;
  expect_refused(other, "ResourceType is ''");
  EXPECT_EQ(log.text().find("X-Amz"), std::string::npos) << "a token is logged";
  EXPECT_EQ(log.text().find(access.secret_access_key), std::string::npos);
}

TEST_F(ByIam, WithoutKeysNothingIsConnected) {
  const IamServer server(access);
  set({});
  const auto read = make(server).get("k");
  ASSERT_EQ(error(read), ErrorCode::authentication_failed);
  EXPECT_NE(read.error().message.find("no keys of AWS"), std::string::npos);
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(ByIam, AConnectionIsAuthenticatedAnewBetweenCommands) {
  const IamServer server(access);
  CacheService cache = make(server, milliseconds(100));
  value(cache.get("k"));
  for (int renewals = 1; renewals <= 3; ++renewals) {
    ASSERT_TRUE(becomes_true([&] {
      value(cache.get("k"));
      return server.authentications() == renewals + 1;
    }));
  }
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(cache.statistics().errors, 0U);
}

TEST_F(ByIam, NoCommandFailsWhereTheServerClosesWhatIsNotRenewed) {
  const IamServer server(access, seconds(1));
  CacheService cache = make(server, seconds(1));
  const auto end = std::chrono::steady_clock::now() + seconds(3);
  while (std::chrono::steady_clock::now() < end) value(cache.get("k"));
  EXPECT_EQ(cache.statistics().errors, 0U);
  EXPECT_GE(server.authentications(), 3);
  // Each close would be a new connection; a machine that stands still for long has some.
  EXPECT_EQ(server.connections(), 1 + server.closed());
}

TEST_F(ByIam, ARenewalThatIsRefusedHarmsNothingWhileTheOldOneHolds) {
  IamServer server(access);
  CacheService cache = make(server, seconds(2));
  value(cache.get("k"));
  server.refuse_all(true);
  ASSERT_TRUE(becomes_true([&] {
    value(cache.get("k"));
    return server.refusals() > 0;
  }));
  EXPECT_TRUE(
      becomes_true([&] { return error(cache.get("k")) == ErrorCode::authentication_failed; }));
  server.refuse_all(false);
  value(cache.get("k"));
  EXPECT_EQ(server.connections(), 3);
}

class ByIamOnTls : public OnTls {};

TEST_F(ByIamOnTls, TheEnvironmentIsAllThatAServiceNeeds) {
  redis().command({"ACL", "SETUSER", "app", "on", "nopass", "~omnitrack:*", "&*", "+@all"});
  InEnvironment::set({{"REDIS_HOST", "127.0.0.1"},
                      {"REDIS_PORT", std::to_string(server().tls_port())},
                      {"REDIS_TLS", "true"},
                      {"REDIS_CA_FILE", certificates().authority()},
                      {"REDIS_AUTH", "iam"},
                      {"REDIS_USERNAME", "app"},
                      {"REDIS_IAM_CACHE", "shop-cache"},
                      {"AWS_REGION", "eu-central-1"},
                      {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
                      {"AWS_SECRET_ACCESS_KEY", "s3cr3t"}});
  configuration = value(Configuration::from_environment());
  configuration.log = log.sink();
  CacheService cache = make();
  value(cache.set("k", "value"));
  EXPECT_EQ(value(cache.get("k")), "value");
  EXPECT_NE(redis().text({"CLIENT", "LIST"}).find("user=app"), std::string::npos);
  InEnvironment::set({});
}

}  // namespace
}  // namespace omnitrack::cache_test
