#include "container_endpoint.hpp"

#include <fstream>

#include "aws_credentials.hpp"
#include "certificates.hpp"
#include "child_process.hpp"
#include "http_stand_in.hpp"
#include "in_environment.hpp"
#include "service.hpp"

namespace omnitrack::cache_test {
namespace {

constexpr const char* keys_as_json =
    R"({"AccessKeyId": "AKID", "SecretAccessKey": "s3cr3t", "Token": "to\/ken", "Expiration":
        "2026-02-25T06:03:31Z", "RoleArn": null, "More": {"a": [1, 2.5, true]}})";
constexpr const char* full_uri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr const char* token_variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
constexpr const char* token_file = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

class ContainerEndpoint : public InEnvironment {
 public:
  static Result<cache::AwsCredentials> ask(milliseconds limit = std::chrono::seconds(20)) {
    return cache::aws_credentials_of_environment(cache::Deadline(limit));
  }
  static std::string why(milliseconds limit = std::chrono::seconds(20)) {
    const auto keys = ask(limit);
    EXPECT_EQ(error(keys), ErrorCode::authentication_failed);
    return keys ? "" : keys.error().message;
  }
  static std::string why_of(const std::string& answer) {
    HttpStandIn server([&](const std::string&) { return answer; });
    set({{full_uri, server.url("/keys")}});
    return why();
  }
};

TEST_F(ContainerEndpoint, IsNotAskedWhereTheEnvironmentHasKeys) {
  set({{"AWS_ACCESS_KEY_ID", "AKID"},
       {"AWS_SECRET_ACCESS_KEY", "s3cr3t"},
       {"AWS_SESSION_TOKEN", "token"},
       {full_uri, "http://127.0.0.1:1/"}});
  const auto keys = value(ask());
  EXPECT_EQ(keys.access_key_id, "AKID");
  EXPECT_EQ(keys.secret_access_key, "s3cr3t");
  EXPECT_EQ(keys.session_token, "token");
  EXPECT_FALSE(keys.expiration);
}

TEST_F(ContainerEndpoint, GivesKeysForTheTokenOfAFile) {
  HttpStandIn server([](const std::string&) { return ok(keys_as_json); });
  const TemporaryFolder folder;
  std::ofstream(folder.file("token")) << "first\n";
  set({{full_uri, server.url("/v1/keys?for=me")},
       {token_file, folder.file("token")},
       {token_variable, "another"}});
  const auto keys = value(ask());
  EXPECT_EQ(keys.access_key_id, "AKID");
  EXPECT_EQ(keys.secret_access_key, "s3cr3t");
  EXPECT_EQ(keys.session_token, "to/ken");
  EXPECT_EQ(keys.expiration, std::chrono::system_clock::from_time_t(1771999411));
  // The file is rotated.
  std::ofstream(folder.file("token")) << "second";
  value(ask());
  const auto heads = server.heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[0],
            "GET /v1/keys?for=me HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                "\r\nAccept: application/json\r\nAuthorization: first\r\nConnection: "
                "close\r\n\r\n");
  EXPECT_NE(heads[1].find("\r\nAuthorization: second\r\n"), std::string::npos);
}

TEST_F(ContainerEndpoint, TakesTheTokenOfTheEnvironmentOrNone) {
  HttpStandIn server([](const std::string&) { return ok(keys_as_json); });
  set({{full_uri, server.url("/")}, {token_variable, "token"}});
  value(ask());
  set({{full_uri, server.url("/")}});
  value(ask());
  EXPECT_NE(server.heads()[0].find("\r\nAuthorization: token\r\n"), std::string::npos);
  EXPECT_EQ(server.heads()[1].find("Authorization"), std::string::npos);
}

TEST_F(ContainerEndpoint, MayAnswerInChunksOrUpToTheEnd) {
  const std::string json = R"({"AccessKeyId": "AKID", "SecretAccessKey": "s3cr3t"})";
  for (const std::string& answer :
       {"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1e;x=y\r\n" + json.substr(0, 30) +
            "\r\n16\r\n" + json.substr(30) + "\r\n0\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\n" + json}) {
    HttpStandIn server([&](const std::string&) { return answer; });
    set({{full_uri, server.url("/")}});
    EXPECT_EQ(value(ask()).secret_access_key, "s3cr3t") << answer;
  }
}

TEST_F(ContainerEndpoint, AnswersWhatAreNoKeysAreTold) {
  const std::string endpoint = "no keys of AWS: the container's endpoint ";
  EXPECT_EQ(why_of("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
            endpoint + "127.0.0.1 answered with status 403");
  EXPECT_EQ(why_of("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n"),
            endpoint + "127.0.0.1 answered with status 302");
  EXPECT_EQ(why_of(""),
            endpoint + "127.0.0.1: not an answer of HTTP: the connection was closed amid it");
  EXPECT_EQ(why_of("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
            endpoint + "127.0.0.1: not an answer of HTTP: it does not begin with a status");
  EXPECT_EQ(why_of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"),
            endpoint + "127.0.0.1: not an answer of HTTP: the connection was closed amid it");
  EXPECT_EQ(why_of("HTTP/1.1 200 OK\r\n\r\n" + std::string(70'000, ' ')),
            endpoint + "127.0.0.1: not an answer of HTTP: it has more than 64 KiB");
  EXPECT_EQ(why_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            endpoint + "127.0.0.1: not an answer of HTTP: a chunk has no size");
  EXPECT_EQ(why_of(ok("[]")), endpoint + "did not answer with an object");
  EXPECT_EQ(why_of(ok("{")), endpoint + "did not answer with an object");
  EXPECT_EQ(why_of(ok(R"({"AccessKeyId": "AKID", "SecretAccessKey": 1})")),
            "no keys of AWS: the answer of the container's endpoint lacks AccessKeyId or "
            "SecretAccessKey");
  EXPECT_EQ(why_of(ok(R"({"AccessKeyId": "A", "SecretAccessKey": "b", "Expiration": "soon"})")),
            endpoint +
                "says that they end at 'soon', which is no time such as "
                "2026-02-25T06:03:31Z");
}

TEST_F(ContainerEndpoint, ThatNeverAnswersTakesNoLongerThanTheLimit) {
  const Descriptor silent = listen_locally();
  set({{full_uri, "http://127.0.0.1:" + std::to_string(port_of(silent)) + "/"}});
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(why(milliseconds(100)),
            "no keys of AWS: the container's endpoint 127.0.0.1: no answer in time");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST_F(ContainerEndpoint, MustNotBeAnyHostWithoutEncryption) {
  for (const char* const host : {"10.0.0.1", "169.254.169.254", "[2001:db8::1]", "0.0.0.0"}) {
    set({{full_uri, "http://" + std::string(host) + ":1/"}});
    EXPECT_NE(why().find("keys may not come from '"), std::string::npos) << host;
  }
  const auto may = [](const std::string& host) {
    const auto found = value(cache::resolve(host, 80, cache::Deadline(std::chrono::seconds(1))));
    return cache::may_give_keys_unencrypted(found.front());
  };
  for (const char* const host :
       {"127.0.0.1", "127.8.9.1", "::1", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"}) {
    EXPECT_TRUE(may(host)) << host;
  }
  for (const char* const host : {"128.0.0.1", "169.254.170.3", "fd00:ec2::24", "::"}) {
    EXPECT_FALSE(may(host)) << host;
  }
}

TEST_F(ContainerEndpoint, MayBeAnyHostThatTlsTrusts) {
  if (!is_installed("openssl")) GTEST_SKIP() << "openssl is not installed";
  const Certificates certificates("DNS:localhost");
  const TemporaryFolder folder;
  std::ofstream(folder.file("keys")) << ok(keys_as_json);
  const std::string port = std::to_string(free_port());
  ChildProcess server({"sh", "-c",
                       "cd '" + folder.path().string() + "' && exec openssl s_server -HTTP -port " +
                           port + " -cert '" + certificates.certificate() + "' -key '" +
                           certificates.key() + "'"});
  ASSERT_TRUE(server.wait_for_line("ACCEPT")) << server.output();
  set({{full_uri, "https://localhost:" + port + "/keys"}});
  EXPECT_NE(why().find("is not trusted"), std::string::npos);
  setenv("SSL_CERT_FILE", certificates.authority().c_str(), 1);
  EXPECT_EQ(value(ask()).access_key_id, "AKID");
}

TEST_F(ContainerEndpoint, WhatIsMissingOrWrongInTheEnvironmentIsNamed) {
  using Variables = std::map<std::string, std::string>;
  const auto said = [](const Variables& variables) {
    set(variables);
    return why();
  };
  EXPECT_EQ(said({}),
            "no keys of AWS: neither AWS_ACCESS_KEY_ID nor AWS_CONTAINER_CREDENTIALS_RELATIVE_URI "
            "or AWS_CONTAINER_CREDENTIALS_FULL_URI is set");
  EXPECT_EQ(said({{"AWS_ACCESS_KEY_ID", "AKID"}}),
            "no keys of AWS: AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not");
  EXPECT_EQ(said({{"AWS_SECRET_ACCESS_KEY", "s3cr3t"}}),
            "no keys of AWS: AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not");
  EXPECT_EQ(said({{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "keys"}}),
            "no keys of AWS: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is 'keys'; it begins with /");
  for (const char* const url : {"ftp://127.0.0.1/", "http://", "http://127.0.0.1:0/",
                                "http://127.0.0.1:70000/", "http://me@127.0.0.1/", "http://[::1/",
                                "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y"}) {
    EXPECT_NE(said({{full_uri, url}}).find("is not a URL of HTTP"), std::string::npos) << url;
  }
  EXPECT_EQ(said({{full_uri, "http://127.0.0.1:1/"}, {token_file, "/nonexistent"}}),
            "no keys of AWS: AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE '/nonexistent' cannot be read");
  EXPECT_EQ(said({{full_uri, "http://127.0.0.1:1/"}, {token_variable, "a\r\nX: y"}}),
            "no keys of AWS: AWS_CONTAINER_AUTHORIZATION_TOKEN holds no token, which is one line "
            "of at most 16 KiB");
}

}  // namespace
}  // namespace omnitrack::cache_test
