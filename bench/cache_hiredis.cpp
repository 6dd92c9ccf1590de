// Times hiredis against a Redis that runs, a connection for each thread; see cache_load.hpp for its
// words.

#include <array>
#include <initializer_list>
#include <memory>
#include <span>

#include <hiredis/hiredis.h>
#if OMNITRACK_HIREDIS_TLS
#include <hiredis/hiredis_ssl.h>
#endif

#include "cache_load.hpp"

namespace {

using omnitrack::bench::give_up;
using omnitrack::bench::Workload;

#if OMNITRACK_HIREDIS_TLS
void encrypt(redisContext* context, const std::string& ca_file) {
  static redisSSLContext* const made = [&] {
    redisInitOpenSSL();
    redisSSLContextError error{};
    auto* tls = redisCreateSSLContext(ca_file.c_str(), nullptr, nullptr, nullptr, nullptr, &error);
    if (tls == nullptr) give_up(redisSSLContextGetError(error));
    return tls;
  }();
  if (redisInitiateSSLWithContext(context, made) != REDIS_OK) give_up(context->errstr);
}
#else
void encrypt(redisContext*, const std::string&) { give_up("this hiredis has no TLS"); }
#endif

class Hiredis {
 public:
  explicit Hiredis(const Workload& workload) : workload_(workload) {
    if (workload.is_cluster) give_up("hiredis knows no clusters");
  }

  class Session {
   public:
    explicit Session(const Workload& workload)
        : bytes_(workload.bytes), context_(redisConnect("127.0.0.1", workload.port), redisFree) {
      if (!context_ || context_->err != 0) give_up("no connection");
      if (!workload.ca_file.empty()) encrypt(context_.get(), workload.ca_file);
    }

    void get(std::string_view key) {
      append({"GET", key});
      take_value();
    }
    void set(std::string_view key, std::string_view value) {
      append({"SET", key, value});
      take_status();
    }
    void get_many(std::span<const std::string_view> keys) {
      for (const std::string_view key : keys) append({"GET", key});
      std::vector<std::string> values;
      for (std::size_t i = 0; i < keys.size(); ++i) values.push_back(take_value());
    }
    void set_many(std::span<const std::string_view> keys, std::string_view value) {
      for (const std::string_view key : keys) append({"SET", key, value});
      for (std::size_t i = 0; i < keys.size(); ++i) take_status();
    }

   private:
    using Reply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;

    void append(std::initializer_list<std::string_view> words) {
      std::array<const char*, 3> texts{};
      std::array<std::size_t, 3> sizes{};
      std::size_t count = 0;
      for (const std::string_view word : words) {
        texts.at(count) = word.data();
        sizes.at(count++) = word.size();
      }
      redisAppendCommandArgv(context_.get(), static_cast<int>(count), texts.data(), sizes.data());
    }

    Reply take() {
      void* reply = nullptr;
      if (redisGetReply(context_.get(), &reply) != REDIS_OK) give_up(context_->errstr);
      return {static_cast<redisReply*>(reply), freeReplyObject};
    }
    // What our service gives are strings of the caller's own, so this makes them too.
    std::string take_value() {
      const Reply reply = take();
      if (reply->type != REDIS_REPLY_STRING) give_up("the value is gone");
      std::string value(reply->str, static_cast<std::size_t>(reply->len));
      if (value.size() != bytes_) give_up("the value is another");
      return value;
    }
    void take_status() {
      if (take()->type != REDIS_REPLY_STATUS) give_up("the value was not taken");
    }

    std::size_t bytes_;
    std::unique_ptr<redisContext, decltype(&redisFree)> context_;
  };
  Session session() { return Session(workload_); }

 private:
  const Workload workload_;
};

}  // namespace

int main(int argc, char** argv) {
  omnitrack::bench::Load<Hiredis>(Workload::from(argc, argv)).run();
}
