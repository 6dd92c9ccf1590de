#include "container_endpoint.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include "environment.hpp"
#include "failure.hpp"
#include "http.hpp"

namespace omnitrack::cache {

namespace {

constexpr const char* relative_uri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr const char* full_uri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr const char* token_file = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
constexpr const char* token_variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

constexpr std::string_view ecs_endpoint = "http://169.254.170.2";
constexpr std::array<const char*, 2> container_hosts_v4{"169.254.170.2", "169.254.170.23"};
constexpr const char* container_host_v6 = "fd00:ec2::23";
constexpr std::uint32_t loopback_v4 = 127;

constexpr std::size_t most_token_bytes = std::size_t{16} << 10U;

tl::unexpected<Error> no_answer(std::string message) {
  return failure(ErrorCode::authentication_failed, std::move(message));
}

Result<std::string> container_uri() {
  if (const auto relative = variable(relative_uri)) {
    if (relative->starts_with('/')) return std::string(ecs_endpoint) + *relative;
    return no_answer(fmt::format("{} is '{}'; it begins with /", relative_uri, *relative));
  }
  if (auto full = variable(full_uri)) return std::move(*full);
  return no_answer(
      fmt::format("neither AWS_ACCESS_KEY_ID nor {} or {} is set", relative_uri, full_uri));
}

Result<std::string> authorization_token() {
  const auto file = variable(token_file);
  std::string token = variable(token_variable).value_or("");
  if (file) {
    std::ifstream in(*file, std::ios::binary);
    token.assign(std::istreambuf_iterator<char>(in), {});
    if (!in.is_open()) return no_answer(fmt::format("{} '{}' cannot be read", token_file, *file));
    while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) token.pop_back();
    if (token.empty()) return no_answer(fmt::format("{} '{}' is empty", token_file, *file));
  }
  const bool is_broken =
      std::any_of(token.begin(), token.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
  if (is_broken || token.size() > most_token_bytes) {
    return no_answer(fmt::format("{} holds no token, which is one line of at most 16 KiB",
                                 file ? token_file : token_variable));
  }
  return token;
}

}  // namespace

bool may_give_keys_unencrypted(const Address& address) {
  if (address.storage.ss_family == AF_INET) {
    const in_addr given = reinterpret_cast<const sockaddr_in&>(address.storage).sin_addr;
    if (ntohl(given.s_addr) >> 24U == loopback_v4) return true;
    return std::any_of(container_hosts_v4.begin(), container_hosts_v4.end(),
                       [&](const char* host) { return given.s_addr == inet_addr(host); });
  }
  if (address.storage.ss_family != AF_INET6) return false;
  const in6_addr& given = reinterpret_cast<const sockaddr_in6&>(address.storage).sin6_addr;
  in6_addr host{};
  inet_pton(AF_INET6, container_host_v6, &host);
  return IN6_IS_ADDR_LOOPBACK(&given) || IN6_ARE_ADDR_EQUAL(&given, &host);
}

Result<std::string> ask_container_endpoint(Deadline deadline) {
  auto uri = container_uri();
  if (!uri) return uri;
  auto url = HttpUrl::parse(*uri);
  if (!url) return failure_of(std::move(url));
  auto token = authorization_token();
  if (!token) return token;
  auto addresses = resolve(url->host, url->port, deadline);
  if (!addresses) return failure_of(std::move(addresses));
  if (!url->is_encrypted &&
      !std::all_of(addresses->begin(), addresses->end(), may_give_keys_unencrypted)) {
    return no_answer(fmt::format(
        "keys may not come from '{}' unencrypted; use https, or an address of this host, of ECS or "
        "of EKS",
        url->host));
  }
  auto answer = http_get(*url, *addresses, *token, deadline);
  if (!answer) {
    return no_answer(
        fmt::format("the container's endpoint {}: {}", url->host, answer.error().message));
  }
  if (answer->status != 200) {
    return no_answer(fmt::format("the container's endpoint {} answered with status {}", url->host,
                                 answer->status));
  }
  return std::move(answer->body);
}

}  // namespace omnitrack::cache
