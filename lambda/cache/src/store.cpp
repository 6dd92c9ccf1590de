#include "store.hpp"

#include <fmt/format.h>

#include "failure.hpp"
#include "measured_redis.hpp"

namespace omnitrack::cache {

namespace {

constexpr const char* wrong_deployment = "; Redis is a cluster: configure it as a cluster";

}  // namespace

Result<std::unique_ptr<Store>> Store::create(const Configuration& configuration, Meter* meter) {
  auto client = Redis::create(configuration);
  if (!client) return failure_of(std::move(client));
  if (meter != nullptr) *client = std::make_unique<MeasuredRedis>(std::move(*client), *meter);
  std::unique_ptr<LocalReader> local;
  if (configuration.local.bytes > 0) {
    auto made = LocalReader::create(configuration, **client);
    if (!made) return failure_of(std::move(made));
    local = std::move(*made);
  }
  return std::make_unique<Store>(configuration, std::move(*client), std::move(local));
}

Store::Store(const Configuration& configuration, std::unique_ptr<Redis> client,
             std::unique_ptr<LocalReader> local)
    : configuration_(configuration), client_(std::move(client)), local_(std::move(local)) {}

Result<void> Store::write(const StoredValue& value) {
  auto checked = check_value(value.value);
  if (checked) checked = check(value.time_to_live);
  if (!checked) return checked;
  Commands command;
  append_write(command, value);
  auto reply = client_->run_one(command);
  forget_local(value.key);
  if (!reply) return failure_of(std::move(reply));
  return accept(*reply);
}

Result<std::optional<std::string>> Store::read(std::string_view key, ValueKind kind) {
  return fresh_in(look_up(key, kind));
}

Result<std::optional<FoundValue>> Store::find(std::string_view key, ValueKind kind) {
  auto found = look_up(key, kind);
  if (found) note_read(*found && (*found)->is_fresh());
  return found;
}

Result<std::optional<FoundValue>> Store::look_up(std::string_view key, ValueKind kind) {
  const auto open = [&](Reply&& reply) { return found_in(key, kind, std::move(reply)); };
  if (local_) {
    LocalLook look{key, open};
    local_->look({&look, 1});
    if (look.found) return found_by(std::move(look));
  }
  auto reply = client_->run_one({"GET", key});
  if (!reply) return failure_of(std::move(reply));
  return open(std::move(*reply));
}

Result<std::optional<FoundValue>> Store::found_by(LocalLook&& look) {
  if (look.is_local && (**look.found)->is_fresh()) ++local_hits_;
  return std::move(*look.found);
}

std::vector<LocalLook> Store::look_locally(std::span<const std::string> keys, ValueKind kind) {
  std::vector<LocalLook> looks;
  if (!local_) return looks;
  for (const std::string& key : keys) {
    looks.push_back(
        {key, [this, &key, kind](Reply&& reply) { return found_in(key, kind, std::move(reply)); }});
  }
  local_->look(looks);
  return looks;
}

Result<std::optional<std::string>> Store::take(LocalLook&& look) {
  return fresh_in(found_by(std::move(look)));
}

Result<std::optional<std::string>> Store::fresh_in(Result<std::optional<FoundValue>>&& found) {
  if (!found) return failure_of(std::move(found));
  const bool is_hit = *found && (*found)->is_fresh();
  note_read(is_hit);
  if (!is_hit) return std::nullopt;
  return std::move((*found)->value);
}

void Store::append_write(Commands& commands, const StoredValue& value) {
  forget_local(value.key);
  const Envelope envelope(value.key, value.kind, configuration_.data_version, value.value,
                          value.freshness);
  const Word stored(envelope.bytes(), value.value);
  if (value.time_to_live) {
    const Digits milliseconds(value.time_to_live->count());
    commands.add({"SET", value.key, stored, "PX", milliseconds});
  } else {
    commands.add({"SET", value.key, stored});
  }
}

Result<std::optional<std::string>> Store::take(std::string_view key, ValueKind kind,
                                               Reply&& reply) {
  auto value = value_in(key, kind, std::move(reply));
  if (value) note_read(value->has_value());
  return value;
}

Result<std::optional<std::string>> Store::value_in(std::string_view key, ValueKind kind,
                                                   Reply&& reply) {
  auto found = found_in(key, kind, std::move(reply));
  if (!found) return failure_of(std::move(found));
  if (!*found || !(*found)->is_fresh()) return std::nullopt;
  return std::move((*found)->value);
}

Result<std::optional<FoundValue>> Store::found_in(std::string_view key, ValueKind kind,
                                                  Reply&& reply) {
  if (reply.is(Reply::Kind::nil)) return std::nullopt;
  if (reply.is_error("WRONGTYPE")) {
    reject(key, "it was not written by this service");
    return std::nullopt;
  }
  if (!reply.is(Reply::Kind::text)) return tl::unexpected<Error>(error_in(reply));
  const auto opened = open_with_freshness(key, kind, configuration_.data_version, reply.text);
  if (!opened) {
    reject(key, opened.error());
    return std::nullopt;
  }
  reply.text.erase(0, reply.text.size() - opened->value.size());
  return FoundValue{std::move(reply.text), opened->freshness};
}

Result<void> Store::accept(const Reply& reply) {
  if (reply.is(Reply::Kind::status)) return {};
  return tl::unexpected<Error>(error_in(reply));
}

Result<void> Store::accept_nil(const Result<Reply>& reply) {
  if (!reply) return tl::unexpected<Error>(reply.error());
  if (reply->is(Reply::Kind::nil)) return {};
  return tl::unexpected<Error>(error_in(*reply));
}

Result<std::int64_t> Store::number_in(const Result<Reply>& reply) {
  if (!reply) return tl::unexpected<Error>(reply.error());
  if (reply->is(Reply::Kind::integer)) return reply->integer;
  return tl::unexpected<Error>(error_in(*reply));
}

Error Store::error_in(const Reply& reply) {
  // Of a single node only.
  if (reply.is_error("CROSSSLOT")) return {ErrorCode::cross_slot, reply.text + wrong_deployment};
  if (reply.is_error("MOVED ")) return {reply.code, reply.text + wrong_deployment};
  if (reply.is_error("CLUSTERDOWN")) return {ErrorCode::cluster_down, reply.text};
  if (reply.is(Reply::Kind::error)) return {reply.code, reply.text};
  return {ErrorCode::protocol_error, "a reply of a kind that the command does not have"};
}

Result<void> Store::check_value(std::string_view value) const {
  if (value.size() <= configuration_.max_value_bytes) return {};
  return failure(ErrorCode::invalid_value,
                 fmt::format("the value has {} bytes, of {} at most", value.size(),
                             configuration_.max_value_bytes));
}

void Store::reject(std::string_view key, std::string_view reason) {
  ++rejected_;
  log(LogLevel::warning, "value_rejected", key, reason);
}

void Store::log(LogLevel level, std::string_view event, std::string_view key,
                std::string_view reason) const {
  if (!configuration_.log) return;
  configuration_.log(
      {level, event, key.empty() ? "" : loggable(key, configuration_.prefix), reason});
}

Statistics Store::statistics() const {
  const Connections connections = client_->connections();
  return {hits_,
          misses_,
          rejected_,
          errors_,
          computed_,
          connections.made,
          connections.open,
          stale_,
          local_hits_,
          local_ ? local_->drops() : 0};
}

}  // namespace omnitrack::cache
