#include "iam_tokens.hpp"

#include <gtest/gtest.h>

#include "iam_server.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// Tokens by keys of the test's own, at times of the test's own.
class Tokens : public ::testing::Test {
 public:
  Tokens() {
    authentication.user = access.user;
    authentication.cache = access.cache;
    authentication.region = access.region;
    authentication.aws_credentials = [this] {
      ++asked;
      if (are_away) throw std::runtime_error("the keeper of keys is away");
      return cache::AwsCredentials{.access_key_id = access.access_key_id,
                                   .secret_access_key = access.secret_access_key,
                                   .session_token = access.session_token,
                                   .expiration = expiration};
    };
  }
  cache::IamTokens& tokens() {
    if (!tokens_) tokens_.emplace(authentication);
    return *tokens_;
  }
  /// The token after a time, by which the steady clock may have stood still.
  Result<std::string> after(seconds time, seconds stood_still = seconds(0)) {
    return tokens().token(start + time, steady_start + time - stood_still);
  }
  std::optional<std::string> refused(const std::string& token, seconds time = seconds(0)) {
    return refusal(access, access.user, token, start + time);
  }

  const std::chrono::system_clock::time_point start =
      std::chrono::system_clock::from_time_t(1'770'000'000);
  const std::chrono::steady_clock::time_point steady_start = std::chrono::steady_clock::now();
  IamAccess access{.secret_access_key = "s3cr3t/+", .session_token = "a/session+token=="};
  cache::IamAuthentication authentication;
  std::optional<std::chrono::system_clock::time_point> expiration;
  int asked = 0;
  bool are_away = false;

 private:
  std::optional<cache::IamTokens> tokens_;
};

TEST_F(Tokens, AreWhatTheCacheTakes) { EXPECT_EQ(refused(value(after(seconds(0)))), std::nullopt); }

TEST_F(Tokens, OfServerlessCachesSayThatTheyAre) {
  const std::string plain = value(after(seconds(0)));
  access.is_serverless = true;
  EXPECT_EQ(refused(plain), "ResourceType is ''");
  authentication.is_serverless = true;
  cache::IamTokens serverless(authentication);
  EXPECT_EQ(refused(value(serverless.token(start, steady_start))), std::nullopt);
}

TEST_F(Tokens, OfOthersAreRefused) {
  const std::string token = value(after(seconds(0)));
  const IamAccess right = access;
  access.secret_access_key = "another";
  EXPECT_EQ(refused(token), "the signature is wrong");
  access = right;
  access.cache = "other-cache";
  EXPECT_EQ(refused(token), "the token is of another cache");
  access = right;
  EXPECT_EQ(refusal(access, "other", token, start), "User is 'app'");
  EXPECT_EQ(refused(token, minutes(16)), "it has expired");
}

TEST_F(Tokens, AreUsedForTenMinutes) {
  const std::string first = value(after(seconds(0)));
  EXPECT_EQ(value(after(minutes(10) - seconds(1))), first);
  EXPECT_EQ(asked, 1);
  const std::string second = value(after(minutes(10)));
  EXPECT_NE(second, first);
  EXPECT_EQ(refused(second, minutes(24)), std::nullopt);
  EXPECT_EQ(asked, 2);
}

TEST_F(Tokens, AreNotUsedAfterAnHourInWhichTheFunctionWasFrozen) {
  const std::string first = value(after(seconds(0)));
  const std::string second = value(after(hours(1), hours(1)));
  EXPECT_NE(second, first);
  EXPECT_EQ(refused(second, hours(1)), std::nullopt);
}

TEST_F(Tokens, AreSignedAnewWhereTheClockWasSetBack) {
  value(after(seconds(0)));
  const std::string second = value(after(-hours(1), -hours(1)));
  EXPECT_EQ(refused(second, -hours(1)), std::nullopt);
}

TEST_F(Tokens, TakeKeysThatAreAboutToEndAnew) {
  expiration = start + hours(1);
  value(after(seconds(0)));
  value(after(minutes(11)));
  value(after(minutes(22)));
  EXPECT_EQ(asked, 1);
  access.secret_access_key = "next";
  expiration = start + hours(2);
  EXPECT_EQ(refused(value(after(minutes(50))), minutes(50)), std::nullopt);
  EXPECT_EQ(asked, 2);
}

TEST_F(Tokens, OfKeysThatEndAreNotUsedUpToTheirEnd) {
  expiration = start + minutes(5);
  const std::string first = value(after(seconds(0)));
  EXPECT_EQ(value(after(minutes(3))), first);
  access.secret_access_key = "next";
  expiration = start + hours(1);
  EXPECT_EQ(refused(value(after(minutes(4))), minutes(4)), std::nullopt);
}

TEST_F(Tokens, GoOnWithKeysThatHoldWhileThereAreNoOthers) {
  expiration = start + minutes(20);
  value(after(seconds(0)));
  are_away = true;
  EXPECT_EQ(refused(value(after(minutes(12))), minutes(12)), std::nullopt);
  const auto late = after(minutes(23));
  EXPECT_EQ(error(late), ErrorCode::authentication_failed);
  EXPECT_EQ(late.error().message, "no keys of AWS: the keeper of keys is away");
  are_away = false;
  EXPECT_EQ(error(after(minutes(23))), ErrorCode::authentication_failed);
  expiration = start + hours(2);
  EXPECT_EQ(refused(value(after(minutes(24))), minutes(24)), std::nullopt);
}

TEST_F(Tokens, OfKeysThatHaveEndedAreNone) {
  expiration = start - seconds(1);
  const auto token = after(seconds(0));
  ASSERT_EQ(error(token), ErrorCode::authentication_failed);
  EXPECT_EQ(token.error().message, "the keys of AWS have expired");
}

}  // namespace
}  // namespace omnitrack::cache_test
