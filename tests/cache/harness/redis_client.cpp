#include "redis_client.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <hiredis/hiredis.h>

namespace omnitrack::cache_test {
namespace {

Reply read(const redisReply& reply) {
  const std::string text(reply.str == nullptr ? "" : reply.str, reply.len);
  switch (reply.type) {
    case REDIS_REPLY_STRING:
      return {.kind = Reply::Kind::text, .text = text};
    case REDIS_REPLY_STATUS:
      return {.kind = Reply::Kind::status, .text = text};
    case REDIS_REPLY_ERROR:
      return {.kind = Reply::Kind::error, .text = text};
    case REDIS_REPLY_INTEGER:
      return {.kind = Reply::Kind::integer, .integer = reply.integer};
    case REDIS_REPLY_ARRAY: {
      Reply list{.kind = Reply::Kind::list};
      for (std::size_t i = 0; i < reply.elements; ++i) list.list.push_back(read(*reply.element[i]));
      return list;
    }
    default:
      return {};
  }
}

}  // namespace

RedisClient::RedisClient(std::uint16_t port)
    : context_(redisConnectWithTimeout("127.0.0.1", port, {10, 0}), redisFree) {
  if (context_ == nullptr || context_->err != 0) {
    throw std::runtime_error("cannot connect to the redis-server of the test");
  }
}

RedisClient::~RedisClient() = default;

void RedisClient::send(const std::vector<std::string>& words) {
  std::vector<const char*> starts;
  std::vector<std::size_t> sizes;
  for (const std::string& word : words) {
    starts.push_back(word.data());
    sizes.push_back(word.size());
  }
  redisAppendCommandArgv(context_.get(), static_cast<int>(words.size()), starts.data(),
                         sizes.data());
  int done = 0;
  while (done == 0) {
    if (redisBufferWrite(context_.get(), &done) != REDIS_OK) {
      throw std::runtime_error(std::string("redis: ") + context_->errstr);
    }
  }
}

Reply RedisClient::receive() {
  void* reply = nullptr;
  if (redisGetReply(context_.get(), &reply) != REDIS_OK) {
    throw std::runtime_error(std::string("redis: ") + context_->errstr);
  }
  const std::unique_ptr<void, void (*)(void*)> owner(reply, freeReplyObject);
  return read(*static_cast<redisReply*>(reply));
}

Reply RedisClient::try_command(const std::vector<std::string>& words) {
  send(words);
  return receive();
}

Reply RedisClient::command(const std::vector<std::string>& words) {
  Reply reply = try_command(words);
  if (reply.kind == Reply::Kind::error) throw std::runtime_error(words[0] + ": " + reply.text);
  return reply;
}

std::vector<std::string> RedisClient::texts(const std::vector<std::string>& words) {
  std::vector<std::string> found;
  for (Reply& reply : command(words).list) found.push_back(std::move(reply.text));
  return found;
}

std::vector<std::string> RedisClient::keys() {
  std::vector<std::string> found = texts({"KEYS", "*"});
  std::sort(found.begin(), found.end());
  return found;
}

std::string RedisClient::info(const std::string& section, std::string_view name) {
  std::istringstream lines(text({"INFO", section}));
  for (std::string line; std::getline(lines, line);) {
    if (line.size() > name.size() && line.compare(0, name.size(), name) == 0 &&
        line[name.size()] == ':') {
      return line.substr(name.size() + 1, line.find('\r') - name.size() - 1);
    }
  }
  return {};
}

std::int64_t RedisClient::info_number(const std::string& section, const std::string& name) {
  return std::stoll(info(section, name));
}

std::int64_t RedisClient::calls_of(const std::string& command) {
  const std::string stats = info("commandstats", "cmdstat_" + command);
  return stats.empty() ? 0 : std::stoll(stats.substr(stats.find('=') + 1));
}

std::size_t RedisClient::other_clients() {
  const std::string list = text({"CLIENT", "LIST"});
  return static_cast<std::size_t>(std::count(list.begin(), list.end(), '\n')) - 1;
}

std::int64_t RedisClient::now() {
  const std::vector<std::string> time = texts({"TIME"});
  return std::stoll(time.at(0)) * 1000 + std::stoll(time.at(1)) / 1000;
}

}  // namespace omnitrack::cache_test
