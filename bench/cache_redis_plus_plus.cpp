// Times redis-plus-plus against a Redis that runs, one client for all threads; see cache_load.hpp
// for its words.

#include <exception>
#include <optional>
#include <span>

#include <sw/redis++/redis++.h>

#include "cache_load.hpp"

namespace {

using omnitrack::bench::give_up;
using omnitrack::bench::Workload;
using sw::redis::Pipeline;
using sw::redis::Redis;
using sw::redis::RedisCluster;
using sw::redis::StringView;

class RedisPlusPlus {
 public:
  explicit RedisPlusPlus(const Workload& workload) : bytes_(workload.bytes) {
    sw::redis::ConnectionOptions connection;
    connection.host = "127.0.0.1";
    connection.port = workload.port;
    if (!workload.ca_file.empty()) {
      connection.tls.enabled = true;
      connection.tls.cacert = workload.ca_file;
    }
    sw::redis::ConnectionPoolOptions pool;
    pool.size = std::max<std::size_t>(workload.threads, 1);
    if (workload.is_cluster) {
      cluster_.emplace(connection, pool);
    } else {
      single_.emplace(connection, pool);
    }
  }

  class Session {
   public:
    explicit Session(RedisPlusPlus& client) : client_(client) {}

    void get(std::string_view key) {
      const auto value =
          client_.cluster_ ? client_.cluster_->get(view(key)) : client_.single_->get(view(key));
      if (!value || value->size() != client_.bytes_) give_up("the value is gone");
    }
    void set(std::string_view key, std::string_view value) {
      if (client_.cluster_) {
        client_.cluster_->set(view(key), view(value));
      } else {
        client_.single_->set(view(key), view(value));
      }
    }
    void get_many(std::span<const std::string_view> keys) {
      for (const std::string_view key : keys) pipeline().get(view(key));
      auto replies = pipeline().exec();
      std::vector<std::string> values;
      for (std::size_t i = 0; i < keys.size(); ++i) {
        auto value = replies.get<sw::redis::OptionalString>(i);
        if (!value || value->size() != client_.bytes_) give_up("the value is gone");
        values.push_back(std::move(*value));
      }
    }
    void set_many(std::span<const std::string_view> keys, std::string_view value) {
      for (const std::string_view key : keys) pipeline().set(view(key), view(value));
      auto replies = pipeline().exec();
      for (std::size_t i = 0; i < keys.size(); ++i) replies.get<bool>(i);
    }

   private:
    static StringView view(std::string_view text) { return {text.data(), text.size()}; }

    // Kept, as its documentation asks for.
    Pipeline& pipeline() {
      if (!client_.single_) give_up("its pipelines reach one node of a cluster");
      if (!pipeline_) pipeline_.emplace(client_.single_->pipeline());
      return *pipeline_;
    }

    RedisPlusPlus& client_;
    std::optional<Pipeline> pipeline_;
  };
  Session session() { return Session(*this); }

 private:
  std::size_t bytes_;
  std::optional<Redis> single_;
  std::optional<RedisCluster> cluster_;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    omnitrack::bench::Load<RedisPlusPlus>(Workload::from(argc, argv)).run();
  } catch (const std::exception& thrown) {
    give_up(thrown.what());
  }
}
