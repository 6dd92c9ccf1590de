#include "signature.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "digest.hpp"

namespace omnitrack::cache {

namespace {

constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(),
       digest.data(), nullptr);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

std::string url_encoded(std::string_view text, std::string_view kept = {}) {
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string canonical_query(const SignableRequest::Pairs& query) {
  SignableRequest::Pairs encoded;
  for (const auto& [name, value] : query) {
    encoded.emplace_back(url_encoded(name), url_encoded(value));
  }
  std::sort(encoded.begin(), encoded.end());
  std::string text;
  for (const auto& [name, value] : encoded) {
    if (!text.empty()) text += '&';
    text.append(name).append("=").append(value);
  }
  return text;
}

std::string canonical_request(const SignableRequest& request) {
  SignableRequest::Pairs headers = request.headers;
  headers.emplace_back("host", request.host);
  std::sort(headers.begin(), headers.end());
  std::string lines;
  std::string names;
  for (const auto& [name, value] : headers) {
    lines.append(name).append(":").append(value).append("\n");
    if (!names.empty()) names += ';';
    names += name;
  }
  return fmt::format("GET\n{}\n{}\n{}\n{}\n{}", url_encoded(request.path, "/"),
                     canonical_query(request.query), lines, names, request.payload_hash);
}

std::string signing_key(const AwsCredentials& credentials, const SigningScope& scope) {
  std::string key = "AWS4" + credentials.secret_access_key;
  for (const std::string& part : {scope.date_and_time().substr(0, 8), scope.region, scope.service,
                                  std::string("aws4_request")}) {
    key = hmac_sha256(key, part);
  }
  return key;
}

}  // namespace

std::string SigningScope::date_and_time() const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::string SigningScope::text() const {
  return fmt::format("{}/{}/{}/aws4_request", date_and_time().substr(0, 8), region, service);
}

std::string hash_of_no_payload() { return hex_sha256({}); }

std::string signature(const SignableRequest& request, const AwsCredentials& credentials,
                      const SigningScope& scope) {
  const std::string to_sign =
      fmt::format("{}\n{}\n{}\n{}", signing_algorithm, scope.date_and_time(), scope.text(),
                  hex_sha256(canonical_request(request)));
  return in_hex(hmac_sha256(signing_key(credentials, scope), to_sign));
}

std::string presigned_url(SignableRequest request, const AwsCredentials& credentials,
                          const SigningScope& scope, std::chrono::seconds good_for) {
  request.query.emplace_back("X-Amz-Algorithm", signing_algorithm);
  request.query.emplace_back("X-Amz-Credential", credentials.access_key_id + '/' + scope.text());
  request.query.emplace_back("X-Amz-Date", scope.date_and_time());
  request.query.emplace_back("X-Amz-Expires", std::to_string(good_for.count()));
  request.query.emplace_back("X-Amz-SignedHeaders", "host");
  if (!credentials.session_token.empty()) {
    request.query.emplace_back("X-Amz-Security-Token", credentials.session_token);
  }
  return fmt::format("{}{}?{}&X-Amz-Signature={}", request.host, url_encoded(request.path, "/"),
                     canonical_query(request.query), signature(request, credentials, scope));
}

}  // namespace omnitrack::cache
