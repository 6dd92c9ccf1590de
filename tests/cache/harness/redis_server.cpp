#include "redis_server.hpp"

#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace omnitrack::cache_test {
namespace {

constexpr std::string_view ready = "Ready to accept connections";
constexpr std::string_view taken = "Address already in use";

}  // namespace

std::string server_program() {
  const char* const named = std::getenv("OMNITRACK_REDIS_SERVER");
  return named == nullptr ? "redis-server" : named;
}

RedisServer::RedisServer(std::vector<std::string> options, const Certificates* certificates)
    : options_(std::move(options)), certificates_(certificates) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    port_ = free_port();
    if (certificates_ != nullptr) tls_port_ = free_port();
    start({});
    if (process_->wait_for_line(ready)) return;
    if (process_->output().find(taken) == std::string::npos) break;
  }
  throw std::runtime_error(server_program() + " ended at once:\n" + process_->output());
}

void RedisServer::start(const std::vector<std::string>& more_options) {
  std::vector<std::string> words = {server_program(),
                                    "--bind",
                                    "127.0.0.1",
                                    "--port",
                                    std::to_string(port_),
                                    "--dir",
                                    folder_.path(),
                                    "--save",
                                    "",
                                    "--maxmemory-policy",
                                    "allkeys-lru",
                                    "--timeout",
                                    "300",
                                    "--enable-debug-command",
                                    "local"};
  if (certificates_ != nullptr) {
    words.insert(words.end(),
                 {"--tls-port", std::to_string(tls_port_), "--tls-cert-file",
                  certificates_->certificate(), "--tls-key-file", certificates_->key(),
                  "--tls-ca-cert-file", certificates_->authority(), "--tls-auth-clients", "no"});
  }
  words.insert(words.end(), options_.begin(), options_.end());
  words.insert(words.end(), more_options.begin(), more_options.end());
  process_ = std::make_unique<ChildProcess>(words);
}

void RedisServer::wait_until_ready() {
  if (!process_->wait_for_line(ready)) {
    throw std::runtime_error(server_program() + " ended:\n" + process_->output());
  }
}

void RedisServer::restart(const std::vector<std::string>& more_options) {
  kill();
  start(more_options);
  wait_until_ready();
}

void RedisServer::start_loading(const std::vector<std::string>& more_options) {
  kill();
  start(more_options);
}

}  // namespace omnitrack::cache_test
