#pragma once

#include <memory>

#include "meter.hpp"
#include "redis.hpp"

namespace omnitrack::cache {

/// Redis, with what its operations take noted; but for those on each node.
class MeasuredRedis final : public Redis {
 public:
  /// The meter must outlive it.
  MeasuredRedis(std::unique_ptr<Redis> redis, Meter& meter)
      : redis_(std::move(redis)), meter_(meter) {}

  using Redis::run;
  Result<std::vector<Reply>> run(const Commands& commands) override;
  Result<void> on_each_primary(const OnNode& action) override {
    return redis_->on_each_primary(action);
  }
  Result<std::optional<Primary>> primary_of(std::string_view key) override {
    return redis_->primary_of(key);
  }
  [[nodiscard]] Connections connections() const override { return redis_->connections(); }

 private:
  std::unique_ptr<Redis> redis_;
  Meter& meter_;
};

}  // namespace omnitrack::cache
