#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

#include <omnitrack/cache/error.hpp>
#include <omnitrack/cache/iam.hpp>
#include <omnitrack/cache/log.hpp>

namespace omnitrack::cache {

/// Who connects; without a user it is Redis' default user.
struct Credentials {
  std::string user = {};
  std::string password = {};
  /// After how long the server closes a connection unless it is authenticated anew, which is done
  /// before, between two commands; never where it is left out.
  std::optional<std::chrono::milliseconds> lifetime = {};
};

/// What a function for credentials may throw, which fails with `authentication_failed`.
class CredentialsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How long entries live.
struct TimesToLive {
  std::chrono::milliseconds simulation_result = std::chrono::hours(1);
  std::chrono::milliseconds session = std::chrono::hours(24);
  std::chrono::milliseconds digital_twin_state = std::chrono::minutes(5);
};

/// How often Redis is tried again after it failed: at random within a span that doubles.
struct Backoff {
  /// Consecutive failures after which operations fail at once.
  int failures = 3;
  /// The first pause.
  std::chrono::milliseconds first{100};
  /// The longest pause.
  std::chrono::milliseconds longest = std::chrono::seconds(5);
};

/// What Redis is.
enum class Deployment : std::uint8_t {
  single,   ///< one node, or a replication group by its primary endpoint
  cluster,  ///< a Redis Cluster, ElastiCache's cluster mode, by its configuration endpoint
};

/// Which nodes of a cluster answer reads; a replica may answer with what was before.
enum class ReadFrom : std::uint8_t {
  primary,    ///< the primary alone
  replicas,   ///< the replicas in turn, the primary where none answers
  same_zone,  ///< nodes of the zone first, of these the replicas; then as `replicas`
};

/// How a cluster is used; all of it is left alone for a single node.
struct Cluster {
  /// How long what is known of the nodes counts where nothing says otherwise.
  std::chrono::milliseconds refresh_after = std::chrono::minutes(1);
  ReadFrom read_from = ReadFrom::primary;
  /// The availability zone of this process, for `same_zone`: an id or a name, as the nodes tell it.
  std::string zone = {};
  /// The zone of a node by its host and port; empty for asking the node, which ElastiCache's tell
  /// as `availability_zone` of INFO.
  std::function<std::string(const std::string& host, std::uint16_t port)> zone_of = {};
};

/// How a value of the local level is known to be what Redis has.
enum class LocalConsistency : std::uint8_t {
  /// By a round trip before it is given, without the value: what another process had changed before
  /// the call began is never given.
  confirmed,
  /// By what has arrived of the changes that Redis tells of: what another process has changed may
  /// be given for as long as the network takes to tell, `confirm_after` at most.
  tracked,
};

/// Values kept in this process, for as long as Redis tells of their changes (client tracking).
struct LocalLevel {
  /// The memory for them; those that were not used for longest go first. 0 for no local level.
  std::size_t bytes = 0;
  LocalConsistency consistency = LocalConsistency::confirmed;
  /// Of `tracked`: after so long without a round trip the next value waits for one.
  std::chrono::milliseconds confirm_after = std::chrono::seconds(1);
  /// After so long without a call, such as when the process was frozen, all values are dropped.
  std::chrono::milliseconds longest_gap = std::chrono::seconds(10);
  /// What a round trip without values may take, before Redis is asked as without this level.
  std::chrono::milliseconds timeout{100};
};

/// Where Redis is and how it is used.
struct Configuration {
  /// The host's name or address.
  std::string host;
  std::uint16_t port = 6379;
  /// Whether the connection is encrypted, as ElastiCache calls in-transit encryption.
  /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
  bool tls = false;
  /// A file of the certificate authorities that are trusted; empty for those of the system.
  std::string ca_file = {};
  /// Who connects; nobody authenticates where it is empty. It is asked for each connection, so that
  /// a password can be rotated.
  /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
  std::function<Credentials()> credentials = {};
  /// Authentication by IAM, in place of `credentials`; needs TLS.
  std::optional<IamAuthentication> iam = {};
  /// What is there: one node or a cluster.
  /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html
  Deployment deployment = Deployment::single;
  Cluster cluster = {};

  /// Begins each key, with a colon behind it; empty for none. It holds no colon itself.
  std::string prefix = "omnitrack";
  /// The version of what the values mean; values of another version are not read.
  std::uint16_t data_version = 0;
  TimesToLive times_to_live = {};
  /// The largest value, in bytes; at most 64 MiB.
  std::size_t max_value_bytes = std::size_t{1} << 20U;
  /// How long one caller of `get_or_compute` computes at most while others wait for its result.
  std::chrono::milliseconds compute_limit = std::chrono::seconds(30);
  /// The memory for copies of values that have a grace, which this process gives as stale while
  /// Redis is away; those that were not used for longest go first. 0 for none.
  std::size_t copies_bytes = std::size_t{8} << 20U;

  /// Values in this process, off unless it has bytes.
  LocalLevel local = {};

  /// Connections at most to a node, 1 to 1,000; the local level has one more to each.
  std::size_t max_connections = 8;
  /// The limit on a name's look-up, a connection's start, its TLS and its authentication together.
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(1);
  /// The limit on a command, or on commands that go together.
  std::chrono::milliseconds command_timeout{500};
  /// The limit on waiting for a connection while all are in use.
  std::chrono::milliseconds acquire_timeout{500};
  /// A connection that was idle for longer has to answer a PING before it is used.
  std::chrono::milliseconds check_after = std::chrono::seconds(30);
  Backoff backoff = {};

  /// Takes events; empty for none.
  Log log = log_to_stderr;
  /// What an event belongs to, asked for with each: `lambda_trace` for the invocation's X-Ray
  /// tracing header. Events have none where it is empty.
  std::function<std::string()> trace = {};
  /// Whether operations on Redis are timed, for `metrics`.
  bool measure = false;

  /// Reads REDIS_HOST, REDIS_PORT (6379 where it is not set) and, as far as they are set,
  /// REDIS_TLS (`true` or `false`), REDIS_CA_FILE, REDIS_USERNAME, REDIS_PASSWORD, REDIS_PREFIX,
  /// REDIS_CLUSTER (`true` or `false`), REDIS_READ_FROM (`primary`, `replicas` or `same_zone`) and
  /// REDIS_ZONE; for IAM, REDIS_AUTH (`iam`), REDIS_IAM_CACHE and REDIS_IAM_SERVERLESS (`true` or
  /// `false`). Fails with `invalid_configuration`.
  static Result<Configuration> from_environment();
};

/// Why a configuration cannot work, as an `invalid_configuration`.
Result<void> check(const Configuration& configuration);

}  // namespace omnitrack::cache
