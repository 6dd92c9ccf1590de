#include "iam_server.hpp"

#include <array>
#include <cstdio>
#include <ctime>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace omnitrack::cache_test {
namespace {

using Query = std::map<std::string, std::string>;

std::string hexadecimal_of(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    std::array<char, 3> two{};
    std::snprintf(two.data(), two.size(), "%02x", static_cast<unsigned char>(byte));
    text += two.data();
  }
  return text;
}

std::string digest_of(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string mac_of(const std::string& key, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    plain += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
    i += 2;
  }
  return plain;
}

/// The parts of a query as they are written, by their names.
Query parts_of(std::string_view text) {
  Query parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    const std::size_t equals = part.find('=');
    parts.emplace(part.substr(0, equals), part.substr(equals + 1));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
  }
  return parts;
}

std::chrono::system_clock::time_point time_in(const std::string& text) {
  std::tm parts{};
  strptime(text.c_str(), "%Y%m%dT%H%M%SZ", &parts);
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

std::string signature_over(const IamAccess& access, Query written, const std::string& time) {
  written.erase("X-Amz-Signature");
  std::string query;
  for (const auto& [name, value] : written) {
    query.append(query.empty() ? "" : "&").append(name).append("=").append(value);
  }
  const std::string request =
      "GET\n/\n" + query + "\nhost:" + access.cache + "\n\nhost\n" + hexadecimal_of(digest_of(""));
  const std::string day = time.substr(0, 8);
  const std::string scope = day + "/" + access.region + "/elasticache/aws4_request";
  std::string key = "AWS4" + access.secret_access_key;
  for (const std::string& part :
       {day, access.region, std::string("elasticache"), std::string("aws4_request")}) {
    key = mac_of(key, part);
  }
  return hexadecimal_of(mac_of(
      key, "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hexadecimal_of(digest_of(request))));
}

}  // namespace

std::optional<std::string> refusal(const IamAccess& access, const std::string& user,
                                   const std::string& token,
                                   std::chrono::system_clock::time_point now) {
  const std::string begin = access.cache + "/?";
  if (!token.starts_with(begin)) return "the token is of another cache";
  const Query written = parts_of(std::string_view(token).substr(begin.size()));
  const auto said = [&](const char* name) {
    const auto found = written.find(name);
    return found == written.end() ? "" : decoded(found->second);
  };
  const std::string time = said("X-Amz-Date");
  const Query expected = {
      {"Action", "connect"},
      {"ResourceType", access.is_serverless ? "ServerlessCache" : ""},
      {"User", user},
      {"X-Amz-Algorithm", "AWS4-HMAC-SHA256"},
      {"X-Amz-Credential", access.access_key_id + "/" + time.substr(0, 8) + "/" + access.region +
                               "/elasticache/aws4_request"},
      {"X-Amz-Expires", "900"},
      {"X-Amz-Security-Token", access.session_token},
      {"X-Amz-SignedHeaders", "host"},
  };
  for (const auto& [name, value] : expected) {
    if (said(name.c_str()) != value) return name + " is '" + said(name.c_str()) + "'";
  }
  if (user != access.user) return "nobody has that name";
  const auto age = now - time_in(time);
  if (age > std::chrono::minutes(15) || age < -std::chrono::minutes(5)) return "it has expired";
  if (said("X-Amz-Signature") != signature_over(access, written, time)) {
    return "the signature is wrong";
  }
  return std::nullopt;
}

IamServer::IamServer(IamAccess access, std::chrono::milliseconds lifetime)
    : access_(std::move(access)),
      lifetime_(lifetime),
      stand_in_([this](Peer& peer) { serve(peer); }) {}

std::string IamServer::authenticate(const std::vector<std::string>& words) {
  if (words.size() != 3) return "-ERR wrong number of arguments\r\n";
  const auto why = refuses_all_
                       ? std::optional<std::string>("refused")
                       : refusal(access_, words[1], words[2], std::chrono::system_clock::now());
  if (why) {
    ++refusals_;
    return "-WRONGPASS " + *why + "\r\n";
  }
  ++authentications_;
  return "+OK\r\n";
}

void IamServer::serve(Peer& peer) {
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> authenticated;
  while (const auto words = peer.read_command()) {
    if (authenticated && Clock::now() - *authenticated > lifetime_) {
      ++closed_;
      return;
    }
    std::string answer = "-NOAUTH Authentication required.\r\n";
    if (words->front() == "AUTH") {
      answer = authenticate(*words);
      if (answer.front() == '+') authenticated = Clock::now();
    } else if (authenticated) {
      answer = words->front() == "PING" ? "+PONG\r\n" : "$-1\r\n";
    }
    if (!peer.send(answer)) return;
  }
}

}  // namespace omnitrack::cache_test
