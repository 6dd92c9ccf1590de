#pragma once

#include <memory>
#include <vector>

#include "breaker.hpp"
#include "pool.hpp"
#include "script.hpp"

namespace omnitrack::cache {

/// Runs commands on a connection of the pool, with the breaker before it.
class Client {
 public:
  /// The configuration must outlive the client.
  static Result<std::unique_ptr<Client>> create(const Configuration& configuration);
  Client(const Configuration& configuration, std::unique_ptr<Pool> pool);

  /// The replies to commands that go together, each of which may be run twice: where a connection
  /// that had worked before turns out to be lost, a new one tries once more. Errors that say that
  /// the server as a whole is unfit fail the call; others are replies.
  Result<std::vector<Reply>> run(const Commands& commands);
  /// The reply to one command.
  Result<Reply> run_one(const Commands& command);
  /// The reply of a script, which the server gets when it does not know it yet.
  Result<Reply> run(const Script& script, std::span<const Word> keys, std::span<const Word> values);

  [[nodiscard]] const Pool& pool() const { return *pool_; }

 private:
  Result<std::vector<Reply>> attempt(const Commands& commands, bool& lost_after_use);
  void report(const Error& error);
  void report_success();

  const Configuration& configuration_;
  std::unique_ptr<Pool> pool_;
  Breaker breaker_;
};

}  // namespace omnitrack::cache
