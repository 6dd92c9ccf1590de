#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "environment.hpp"
#include "failure.hpp"
#include "iam_tokens.hpp"
#include "keys.hpp"
#include "time_to_live.hpp"
#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

namespace {

constexpr std::size_t most_connections = 1'000;
constexpr std::size_t most_value_bytes = std::size_t{64} << 20U;
constexpr std::chrono::milliseconds longest_limit = std::chrono::hours(1);

tl::unexpected<Error> invalid(std::string message) {
  return failure(ErrorCode::invalid_configuration, std::move(message));
}

struct Limit {
  std::string_view name;
  std::chrono::milliseconds value;
};

Result<void> check_limits(const Configuration& configuration) {
  const TimesToLive& lives = configuration.times_to_live;
  for (const Limit& limit : {Limit{"compute_limit", configuration.compute_limit},
                             Limit{"connect_timeout", configuration.connect_timeout},
                             Limit{"command_timeout", configuration.command_timeout},
                             Limit{"acquire_timeout", configuration.acquire_timeout},
                             Limit{"check_after", configuration.check_after},
                             Limit{"cluster.refresh_after", configuration.cluster.refresh_after},
                             Limit{"local.confirm_after", configuration.local.confirm_after},
                             Limit{"local.longest_gap", configuration.local.longest_gap},
                             Limit{"local.timeout", configuration.local.timeout},
                             Limit{"backoff.first", configuration.backoff.first},
                             Limit{"backoff.longest", configuration.backoff.longest}}) {
    if (limit.value.count() <= 0 || limit.value > longest_limit) {
      return invalid(
          fmt::format("{} is {} ms, not 1 ms to an hour", limit.name, limit.value.count()));
    }
  }
  for (const Limit& limit : {Limit{"times_to_live.simulation_result", lives.simulation_result},
                             Limit{"times_to_live.session", lives.session},
                             Limit{"times_to_live.digital_twin_state", lives.digital_twin_state}}) {
    const auto checked = check(TimeToLive(limit.value));
    if (!checked) return invalid(fmt::format("{}: {}", limit.name, checked.error().message));
  }
  return {};
}

Result<ReadFrom> read_from_environment() {
  const auto text = variable("REDIS_READ_FROM");
  if (!text || *text == "primary") return ReadFrom::primary;
  if (*text == "replicas") return ReadFrom::replicas;
  if (*text == "same_zone") return ReadFrom::same_zone;
  return invalid(
      fmt::format("REDIS_READ_FROM is '{}'; it is primary, replicas or same_zone", *text));
}

Result<void> read_cluster(Configuration& configuration) {
  const auto is_cluster = flag("REDIS_CLUSTER");
  if (!is_cluster) return tl::unexpected<Error>(is_cluster.error());
  configuration.deployment = *is_cluster ? Deployment::cluster : Deployment::single;
  const auto read_from = read_from_environment();
  if (!read_from) return tl::unexpected<Error>(read_from.error());
  configuration.cluster.read_from = *read_from;
  configuration.cluster.zone = variable("REDIS_ZONE").value_or("");
  return {};
}

Result<void> check_iam(const Configuration& configuration) {
  if (!configuration.iam) return {};
  if (!configuration.tls) return invalid("authentication by IAM needs TLS; set tls");
  if (configuration.credentials) return invalid("both iam and credentials are set");
  return check(*configuration.iam);
}

}  // namespace

Result<Configuration> Configuration::from_environment() {
  Configuration configuration;
  const auto host = variable("REDIS_HOST");
  if (!host) return invalid("REDIS_HOST is not set; it names the host of Redis");
  configuration.host = *host;
  if (const auto port = variable("REDIS_PORT")) {
    const char* const end = port->data() + port->size();
    const auto [stop, error] = std::from_chars(port->data(), end, configuration.port);
    if (error != std::errc() || stop != end || configuration.port == 0) {
      return invalid(fmt::format("REDIS_PORT is not a port: '{}'; it is 1 to 65535", *port));
    }
  }
  const auto tls = flag("REDIS_TLS");
  if (!tls) return tl::unexpected<Error>(tls.error());
  configuration.tls = *tls;
  if (auto read = read_cluster(configuration); !read) return failure_of(std::move(read));
  if (auto file = variable("REDIS_CA_FILE")) configuration.ca_file = std::move(*file);
  if (auto prefix = variable("REDIS_PREFIX")) configuration.prefix = std::move(*prefix);
  const auto user = variable("REDIS_USERNAME");
  const auto password = variable("REDIS_PASSWORD");
  if (password) {
    configuration.credentials = [given = Credentials{user.value_or(""), *password}] {
      return given;
    };
  }
  auto iam = read_iam(configuration);
  if (!iam) return failure_of(std::move(iam));
  if (user && !password && !configuration.iam) {
    return invalid("REDIS_USERNAME is set and REDIS_PASSWORD is not");
  }
  return configuration;
}

Result<void> check(const Configuration& configuration) {
  if (configuration.host.empty()) return invalid("host is empty; it names the host of Redis");
  if (configuration.port == 0) return invalid("port is 0; it is 1 to 65535");
  if (auto prefix = check_prefix(configuration.prefix, configuration.deployment); !prefix)
    return prefix;
  if (configuration.max_connections == 0 || configuration.max_connections > most_connections) {
    return invalid(fmt::format("max_connections is {}, not 1 to {}", configuration.max_connections,
                               most_connections));
  }
  if (configuration.max_value_bytes == 0 || configuration.max_value_bytes > most_value_bytes) {
    return invalid(fmt::format("max_value_bytes is {}, not 1 to {}", configuration.max_value_bytes,
                               most_value_bytes));
  }
  if (configuration.backoff.failures < 1) {
    return invalid(
        fmt::format("backoff.failures is {}, not 1 or more", configuration.backoff.failures));
  }
  if (configuration.cluster.read_from == ReadFrom::same_zone &&
      configuration.cluster.zone.empty()) {
    return invalid("cluster.read_from is same_zone and cluster.zone is empty; name the zone");
  }
  if (auto iam = check_iam(configuration); !iam) return iam;
  return check_limits(configuration);
}

}  // namespace omnitrack::cache
