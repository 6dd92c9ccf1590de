#include "failure.hpp"
#include "state.hpp"
#include <omnitrack/cache/cache_service.hpp>
#include <omnitrack/cache/metrics.hpp>

namespace omnitrack::cache {

CacheService::CacheService(std::unique_ptr<State> state) : state_(std::move(state)) {}
CacheService::CacheService(CacheService&& other) noexcept = default;
CacheService& CacheService::operator=(CacheService&& other) noexcept = default;
CacheService::~CacheService() = default;

Result<CacheService> CacheService::create(Configuration configuration) {
  auto checked = check(configuration);
  if (!checked) return failure_of(std::move(checked));
  auto state = std::make_unique<State>(std::move(configuration));
  auto store = Store::create(state->configuration, state->meter.get());
  if (!store) return failure_of(std::move(store));
  state->store = std::move(*store);
  if (state->keys.untagged_states()) state->adoption.emplace(*state->store, state->keys);
  return CacheService(std::move(state));
}

Result<CacheService*> initialize_cache_service(const std::function<void(Configuration&)>& adjust) {
  static Result<CacheService> service = [&]() -> Result<CacheService> {
    auto configuration = Configuration::from_environment();
    if (!configuration) return failure_of(std::move(configuration));
    if (adjust) adjust(*configuration);
    return CacheService::create(std::move(*configuration));
  }();
  if (!service) return tl::unexpected<Error>(service.error());
  return &*service;
}

Result<void> CacheService::cache_simulation_result(std::string_view scenario, std::string_view hash,
                                                   std::string_view result) {
  Store& store = *state_->store;
  auto key = state_->keys.simulation(scenario, hash);
  if (!key) return store.note<void>(failure_of(std::move(key)));
  return store.note(state_->overwrite({*key, ValueKind::simulation, result,
                                       state_->configuration.times_to_live.simulation_result}));
}

Result<std::optional<std::string>> CacheService::get_simulation_result(std::string_view scenario,
                                                                       std::string_view hash) {
  Store& store = *state_->store;
  auto key = state_->keys.simulation(scenario, hash);
  if (!key) return store.note<std::optional<std::string>>(failure_of(std::move(key)));
  return store.note(store.read(*key, ValueKind::simulation));
}

Result<void> CacheService::ping() {
  auto reply = state_->store->client().run_one({"PING"});
  if (!reply) return state_->store->note<void>(failure_of(std::move(reply)));
  return state_->store->note(Store::accept(*reply));
}

Result<std::uint64_t> CacheService::flush() {
  Store& store = *state_->store;
  if (state_->configuration.prefix.empty()) {
    return store.note<std::uint64_t>(
        failure(ErrorCode::invalid_configuration,
                "without a prefix one's own keys cannot be told from others'; set a prefix"));
  }
  state_->copies.clear();
  store.forget_all_local();
  auto flushed = store.note(state_->flush());
  store.forget_all_local();
  return flushed;
}

Metrics CacheService::metrics() const {
  const Configuration& configuration = state_->configuration;
  const std::uint64_t closed = state_->breakers.closed;
  const std::uint64_t opened = state_->breakers.opened;
  return {
      .begin = state_->begin,
      .end = now(),
      .statistics = statistics(),
      .operations = state_->meter ? state_->meter->operations() : std::vector<OperationMetrics>(),
      .connections_idle = state_->store->client().connections().idle,
      .connections_max = configuration.max_connections,
      .breaker_openings = opened,
      .breakers_open = opened - closed,
      .host = configuration.host,
      .port = configuration.port,
  };
}

Statistics CacheService::statistics() const { return state_->store->statistics(); }

}  // namespace omnitrack::cache
