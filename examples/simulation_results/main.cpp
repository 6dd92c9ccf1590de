// A Lambda function that answers with simulation results, each computed once: it looks into the
// cache, computes what is not there, and caches it.
#include <chrono>
#include <string>

#include <nlohmann/json.hpp>

#include "event.hpp"
#include "supply_chain.hpp"
#include <omnitrack/cache/cache_service.hpp>
#include <omnitrack/lambda/run.hpp>

namespace cache = omnitrack::cache;
namespace lambda = omnitrack::lambda;

namespace {

using namespace std::chrono_literals;

// Raised when the same parameters give another result than before, so that older ones are not read.
constexpr std::uint16_t model_version = 1;
// How long another process' simulation of the same is waited for; the function's timeout has to be
// longer by what a simulation of its own takes.
constexpr auto longest_wait = 10s;
// What is left of an invocation's time for the answer.
constexpr auto time_to_answer = 200ms;

tl::unexpected<lambda::FunctionError> failed(std::string type, std::string message) {
  return tl::unexpected<lambda::FunctionError>({std::move(type), std::move(message)});
}

std::string to_json(const simulation::Result& result) {
  const auto distribution = [](const simulation::Distribution& values) {
    return nlohmann::json{{"mean", values.mean}, {"p05", values.p05}, {"p95", values.p95}};
  };
  return nlohmann::json{{"fillRate", distribution(result.fill_rate)},
                        {"stockoutDays", distribution(result.stockout_days)},
                        {"averageStock", distribution(result.average_stock)},
                        {"fillRateError", result.fill_rate_error}}
      .dump();
}

lambda::FunctionError out_of_time() {
  return {
      "OutOfTime",
      "the invocation's time was over before the simulation; hint: take fewer runs, or give the "
      "function a longer timeout"};
}

std::string simulate(const simulation::Parameters& parameters,
                     const lambda::Invocation& invocation) {
  const auto time = invocation.remaining() - time_to_answer;
  const auto result = simulation::simulate(parameters, std::chrono::steady_clock::now() + time);
  if (!result) throw out_of_time();
  return to_json(*result);
}

std::string_view name(cache::Origin origin) {
  switch (origin) {
    case cache::Origin::cached:
      return "cached";
    case cache::Origin::computed:
      return "computed";
    case cache::Origin::shared:
      return "shared";
    case cache::Origin::stale:
      return "stale";
  }
  return "unknown";
}

lambda::Outcome handle(cache::CacheService& service, lambda::Logger& log,
                       const lambda::Invocation& invocation) {
  const auto event = simulation::parse_event(invocation.event);
  if (!event) {
    return failed("InvalidEvent", event.error().reason + "; hint: " + event.error().hint);
  }

  const std::string hash = simulation::hash(event->parameters);
  const auto result = service.get_or_compute_simulation_result(
      event->scenario_id, hash, [&] { return simulate(event->parameters, invocation); });
  if (!result && result.error().code == cache::ErrorCode::deadline_exceeded) {
    return tl::unexpected<lambda::FunctionError>(out_of_time());
  }
  if (!result) return failed("InvalidEvent", "scenarioId: " + result.error().message);

  log.info("simulation",
           {{"scenarioId", event->scenario_id}, {"hash", hash}, {"origin", name(result->origin)}});
  return nlohmann::json{{"scenarioId", event->scenario_id},
                        {"hash", hash},
                        {"origin", name(result->origin)},
                        {"result", nlohmann::json::parse(result->value)}}
      .dump();
}

cache::Log log_to(lambda::Logger& log) {
  return [&log](const cache::LogEvent& event) {
    log.write(
        event.level == cache::LogLevel::info ? lambda::LogLevel::info : lambda::LogLevel::warn,
        event.reason, {{"event", event.event}, {"key", event.key}});
  };
}

}  // namespace

int main() {
  return lambda::run(
      [](lambda::Logger& log) -> tl::expected<lambda::Handler, lambda::FunctionError> {
        // Made once; its connections stay for all the invocations of this process.
        auto service = cache::initialize_cache_service([&](cache::Configuration& configuration) {
          configuration.data_version = model_version;
          configuration.compute_limit = longest_wait;
          configuration.log = log_to(log);
        });
        if (!service) return failed("InvalidConfiguration", service.error().message);
        return [&service = **service, &log](const lambda::Invocation& invocation) {
          return handle(service, log, invocation);
        };
      });
}
