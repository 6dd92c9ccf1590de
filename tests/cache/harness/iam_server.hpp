#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "stand_in.hpp"

namespace omnitrack::cache_test {

/// Whom ElastiCache would let in.
struct IamAccess {
  std::string secret_access_key;
  std::string session_token = {};
  std::string access_key_id = "AKIDEXAMPLE";
  std::string user = "app";
  std::string cache = "shop-cache";
  std::string region = "eu-central-1";
  bool is_serverless = false;
};

/// Why a token is refused; nothing where it is right. The signature is made again, by what a token
/// says and the secret that it should be signed with.
std::optional<std::string> refusal(const IamAccess& access, const std::string& user,
                                   const std::string& token,
                                   std::chrono::system_clock::time_point now);

/// A stand-in for a cache with IAM: it answers to nothing before AUTH with a right token, and
/// closes a connection whose last one is too long ago.
class IamServer {
 public:
  explicit IamServer(IamAccess access, std::chrono::milliseconds lifetime = std::chrono::hours(12));

  [[nodiscard]] std::uint16_t port() const { return stand_in_.port(); }
  /// How many clients have connected.
  [[nodiscard]] int connections() const { return stand_in_.connections(); }
  /// How often somebody was let in.
  [[nodiscard]] int authentications() const { return authentications_; }
  /// How many connections were closed since their authentication was too old.
  [[nodiscard]] int closed() const { return closed_; }
  /// How often somebody was refused.
  [[nodiscard]] int refusals() const { return refusals_; }
  /// Refuses every token from now on, or no longer.
  void refuse_all(bool refuses) { refuses_all_ = refuses; }

 private:
  void serve(Peer& peer);
  std::string authenticate(const std::vector<std::string>& words);

  const IamAccess access_;
  const std::chrono::milliseconds lifetime_;
  std::atomic<int> authentications_ = 0;
  std::atomic<int> closed_ = 0;
  std::atomic<int> refusals_ = 0;
  std::atomic<bool> refuses_all_ = false;
  StandIn stand_in_;
};

}  // namespace omnitrack::cache_test
