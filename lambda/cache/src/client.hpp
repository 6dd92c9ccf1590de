#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "breaker.hpp"
#include "pool.hpp"
#include "redis.hpp"

namespace omnitrack::cache {

/// Runs commands on a connection of the pool, with the breaker before it.
class Client final : public Redis {
 public:
  /// Commands that were sent, whose replies are still to be read.
  class Sent {
   public:
    Sent(const Commands& commands, Deadline limit) : commands_(&commands), limit_(limit) {}

   private:
    friend class Client;
    const Commands* commands_;
    Deadline limit_;
    std::optional<Lease> lease_;
    // Why there will be no replies.
    std::optional<Error> error_;
    bool was_admitted_ = false;
    bool lost_after_use_ = false;
  };

  /// The configuration must outlive the client.
  Client(const Configuration& configuration, std::unique_ptr<Pool> pool);

  using Redis::run;
  /// Where a connection that had worked before turns out to be lost, a new one tries once more.
  Result<std::vector<Reply>> run(const Commands& commands) override;
  Result<void> on_each_primary(const OnNode& action) override { return action(*this); }
  Result<std::optional<Primary>> primary_of(std::string_view /*key*/) override {
    return std::optional(Primary{Endpoint{configuration_.host, configuration_.port},
                                 pool_->generation(), breaker_.has_failed(), pool_->idle() > 0});
  }
  [[nodiscard]] Connections connections() const override {
    return {pool_->made(), pool_->open(), pool_->idle()};
  }

  /// The first half of a run, which ends by a limit: sends the commands, which must outlive it.
  Sent send(const Commands& commands, Deadline limit);
  /// The second half, which must follow.
  Result<std::vector<Reply>> receive(Sent&& sent);

  /// Whether it was left alone after failures.
  [[nodiscard]] bool is_left_alone() { return breaker_.is_open(); }

 private:
  Result<void> admit();
  Result<std::vector<Reply>> attempt(const Commands& commands, Deadline limit,
                                     Connection::Look look, bool& lost_after_use);
  Result<void> send_on(Lease& lease, const Commands& commands, Deadline limit,
                       bool& lost_after_use) const;
  static Result<std::vector<Reply>> receive_on(Lease& lease, const Commands& commands,
                                               bool& lost_after_use);
  static void spoil(Lease& lease, const Error& error, bool& lost_after_use);
  void report(Result<std::vector<Reply>>& replies);
  void report_failure(const Error& error);
  void report_success();

  const Configuration& configuration_;
  std::unique_ptr<Pool> pool_;
  Breaker breaker_;
};

}  // namespace omnitrack::cache
