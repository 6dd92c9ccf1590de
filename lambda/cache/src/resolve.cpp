#include "resolve.hpp"

#include <netdb.h>

#include <cstring>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

struct LookUp {
  int status;
  std::vector<Address> addresses;
};

LookUp look_up(const std::string& host, std::uint16_t port, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  LookUp result{getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found), {}};
  if (result.status != 0) return result;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    Address address{};
    std::memcpy(&address.storage, each->ai_addr, each->ai_addrlen);
    address.size = each->ai_addrlen;
    result.addresses.push_back(address);
  }
  return result;
}

// getaddrinfo has no time limit, so a thread of its own asks, which may outlast this call.
std::optional<LookUp> look_up_until(const std::string& host, std::uint16_t port,
                                    Deadline deadline) {
  auto promise = std::make_shared<std::promise<LookUp>>();
  std::future<LookUp> answer = promise->get_future();
  std::thread([promise, host, port] {
    promise->set_value(look_up(host, port, AI_ADDRCONFIG));
  }).detach();
  if (answer.wait_until(deadline.moment()) != std::future_status::ready) return std::nullopt;
  return answer.get();
}

}  // namespace

Result<std::vector<Address>> resolve(const std::string& host, std::uint16_t port,
                                     Deadline deadline) {
  LookUp numeric = look_up(host, port, AI_NUMERICHOST);
  if (numeric.status == 0) return std::move(numeric.addresses);
  std::optional<LookUp> named = look_up_until(host, port, deadline);
  if (!named) {
    return failure(ErrorCode::connect_failed,
                   fmt::format("the name '{}' was not found in time", host));
  }
  if (named->status != 0) {
    return failure(ErrorCode::connect_failed, fmt::format("the name '{}' was not found: {}", host,
                                                          gai_strerror(named->status)));
  }
  return std::move(named->addresses);
}

}  // namespace omnitrack::cache
