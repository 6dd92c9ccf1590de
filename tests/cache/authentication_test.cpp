#include <atomic>
#include <stdexcept>

#include <gtest/gtest.h>

#include "on_redis.hpp"
#include "threads.hpp"

namespace omnitrack::cache_test {
namespace {

class Authentication : public OnRedis {
 public:
  static constexpr const char* password = "pass word \"%\" é";

  void use(const std::string& user, const std::string& given) {
    configuration.credentials = [user, given] { return cache::Credentials{user, given}; };
  }
  void expect_refused(const std::string& word) {
    CacheService service = another();
    const auto read = service.get("k");
    EXPECT_EQ(error(read), ErrorCode::authentication_failed);
    if (read) return;
    EXPECT_NE(read.error().message.find(word), std::string::npos) << read.error().message;
    EXPECT_EQ(read.error().message.find(password), std::string::npos) << "the password is told";
  }

 protected:
  void SetUp() override {
    OnRedis::SetUp();
    if (IsSkipped()) return;
    redis().command({"CONFIG", "SET", "requirepass", password});
    redis().command({"AUTH", password});
  }
};

TEST_F(Authentication, ByThePassword) {
  use("", password);
  value(cache().set("k", "value"));
  EXPECT_EQ(value(cache().get("k")), "value");
}

TEST_F(Authentication, ThatIsMissingIsTold) { expect_refused("NOAUTH"); }

TEST_F(Authentication, ThatIsWrongIsTold) {
  use("", "wrong");
  expect_refused("WRONGPASS");
  use("nobody", password);
  expect_refused("WRONGPASS");
  use("default", "");
  expect_refused("WRONGPASS");
}

TEST_F(Authentication, ByAUser) {
  redis().command({"ACL", "SETUSER", "app", "on", ">first", "~omnitrack:*", "&*", "+@all"});
  use("app", "first");
  value(cache().set("k", "value"));
  EXPECT_NE(redis().text({"CLIENT", "LIST"}).find("user=app"), std::string::npos);
}

TEST_F(Authentication, AUserThatMayNotIsToldSo) {
  redis().command({"ACL", "SETUSER", "app", "on", ">first", "~omnitrack:*", "&*", "+@read"});
  use("app", "first");
  EXPECT_EQ(value(cache().get("k")), std::nullopt);
  const auto written = cache().set("k", "value");
  ASSERT_FALSE(written.has_value());
  EXPECT_NE(written.error().message.find("NOPERM"), std::string::npos) << written.error().message;
  EXPECT_EQ(value(cache().get("k")), std::nullopt);
}

TEST_F(Authentication, WithFewRightsIsEnough) {
  redis().command({"ACL", "SETUSER", "app", "on", ">first", "~omnitrack:*", "&*", "+@all",
                   "-@dangerous", "-@admin"});
  use("app", "first");
  value(cache().set("k", "value"));
  value(cache().cache_session("u-1", {"data", at(1)}));
  value(cache().cache_digital_twin_state({at(1), "state"}));
  value(cache().get_latest_digital_twin_state());
  value(cache().invalidate_digital_twin_cache());
  EXPECT_EQ(value(cache().flush()), 2U);
}

TEST_F(Authentication, AsksForThePasswordOfEachConnection) {
  std::atomic<int> asked = 0;
  configuration.credentials = [&] {
    ++asked;
    return cache::Credentials{"", password};
  };
  EXPECT_EQ(asked, 0);
  for (int i = 0; i < 10; ++i) value(cache().get("k"));
  EXPECT_EQ(asked, 1);
  redis().command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
  ASSERT_TRUE(becomes_true([&] { return redis().other_clients() == 0; }));
  value(cache().get("k"));
  EXPECT_EQ(asked, 2);
}

TEST_F(Authentication, ARotatedPasswordIsTakenUpWithoutAnError) {
  redis().command({"ACL", "SETUSER", "app", "on", ">first", "~*", "&*", "+@all"});
  std::string current = "first";
  configuration.credentials = [&] { return cache::Credentials{"app", current}; };
  value(cache().set("k", "value"));
  // Both work for a while, as ElastiCache has it; then the older one is taken away.
  redis().command({"ACL", "SETUSER", "app", ">second"});
  current = "second";
  EXPECT_EQ(value(cache().get("k")), "value");
  redis().command({"ACL", "SETUSER", "app", "<first"});
  redis().command({"CLIENT", "KILL", "USER", "app"});
  EXPECT_EQ(value(cache().get("k")), "value");
  EXPECT_EQ(cache().statistics().errors, 0U);
}

TEST_F(Authentication, WhereNoneIsWantedIsTold) {
  redis().command({"CONFIG", "SET", "requirepass", ""});
  use("", password);
  expect_refused("AUTH");
}

TEST_F(Authentication, FailsWhereTheCredentialsCannotBeHad) {
  configuration.max_connections = 1;
  configuration.backoff.failures = 1000;
  bool is_away = true;
  configuration.credentials = [&]() -> cache::Credentials {
    if (is_away) throw std::runtime_error("the keeper of secrets is away");
    return {"", password};
  };
  for (int i = 0; i < 3; ++i) {
    const auto read = cache().get("k");
    ASSERT_EQ(error(read), ErrorCode::connect_failed);
    EXPECT_NE(read.error().message.find("the keeper of secrets is away"), std::string::npos);
  }
  // And the connections that were begun are not missing from the pool.
  is_away = false;
  EXPECT_EQ(value(cache().get("k")), std::nullopt);
}

TEST_F(Authentication, IsNotLogged) {
  use("", "wrong secret");
  std::ignore = cache().get("k");
  EXPECT_NE(log.text(), "");
  EXPECT_EQ(log.text().find("wrong secret"), std::string::npos);
}

}  // namespace
}  // namespace omnitrack::cache_test
