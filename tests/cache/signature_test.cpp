#include "signature.hpp"

#include <ctime>

#include <gtest/gtest.h>

namespace omnitrack::cache {
namespace {

const AwsCredentials published{.access_key_id = "AKIDEXAMPLE",
                               .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};

std::chrono::system_clock::time_point utc(const char* text) {
  std::tm parts{};
  EXPECT_NE(strptime(text, "%Y-%m-%dT%H:%M:%SZ", &parts), nullptr);
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-examples.html
TEST(Signature, OfAnEmptyRequestIsThePublishedOne) {
  const SignableRequest request{.host = "example.amazonaws.com",
                                .headers = {{"x-amz-date", "20150830T123600Z"}},
                                .payload_hash = hash_of_no_payload()};
  EXPECT_EQ(hash_of_no_payload(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(
      signature(request, published,
                {.time = utc("2015-08-30T12:36:00Z"), .region = "us-east-1", .service = "service"}),
      "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

TEST(Signature, OfAListOfUsersIsThePublishedOne) {
  const SignableRequest request{
      .host = "iam.amazonaws.com",
      .query = {{"Version", "2010-05-08"}, {"Action", "ListUsers"}},
      .headers = {{"x-amz-date", "20150830T123600Z"},
                  {"content-type", "application/x-www-form-urlencoded; charset=utf-8"}},
      .payload_hash = hash_of_no_payload()};
  EXPECT_EQ(
      signature(request, published,
                {.time = utc("2015-08-30T12:36:00Z"), .region = "us-east-1", .service = "iam"}),
      "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
TEST(Signature, OfAPresignedUrlIsThePublishedOne) {
  AwsCredentials credentials = published;
  credentials.access_key_id = "AKIAIOSFODNN7EXAMPLE";
  credentials.secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const SignableRequest request{.host = "examplebucket.s3.amazonaws.com",
                                .path = "/test.txt",
                                .payload_hash = "UNSIGNED-PAYLOAD"};
  EXPECT_EQ(
      presigned_url(request, credentials,
                    {.time = utc("2013-05-24T00:00:00Z"), .region = "us-east-1", .service = "s3"},
                    std::chrono::hours(24)),
      "examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
      "AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date="
      "20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST(Signature, OfTemporaryKeysCoversTheirSessionToken) {
  AwsCredentials credentials = published;
  credentials.session_token = "a/session+token==";
  const SignableRequest request{
      .host = "shop-cache",
      .query = {{"Action", "connect"}, {"User", "app-user"}, {"ResourceType", "ServerlessCache"}},
      .payload_hash = hash_of_no_payload()};
  // As the AWS SDK for Python signs it.
  EXPECT_EQ(
      presigned_url(
          request, credentials,
          {.time = utc("2026-02-03T04:05:06Z"), .region = "eu-central-1", .service = "elasticache"},
          std::chrono::minutes(15)),
      "shop-cache/?Action=connect&ResourceType=ServerlessCache&User=app-user&X-Amz-Algorithm="
      "AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20260203%2Feu-central-1%2Felasticache"
      "%2Faws4_request&X-Amz-Date=20260203T040506Z&X-Amz-Expires=900&X-Amz-Security-Token="
      "a%2Fsession%2Btoken%3D%3D&X-Amz-SignedHeaders=host&X-Amz-Signature="
      "964623f0b53b2a83d9ca0ec094b56136a9a1e6cf6c908903dc2baac4811ef87e");
}

}  // namespace
}  // namespace omnitrack::cache
