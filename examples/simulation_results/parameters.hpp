#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

namespace simulation {

/// What is simulated: a warehouse whose supplier is disrupted now and then.
struct Parameters {
  /// Where chance begins; the same seed gives the same result.
  std::int64_t seed = 0;
  /// How many possible courses are looked at.
  std::int64_t runs = 1000;
  /// How long each of them is.
  std::int64_t days = 365;
  /// Units that customers ask for in a day, on average.
  double daily_demand = 20;
  /// Days from an order's departure to its arrival.
  std::int64_t lead_time_days = 7;
  /// An order is placed when the stock and what is on its way fall to this.
  std::int64_t reorder_point = 180;
  /// An order fills the stock and what is on its way up to this.
  std::int64_t order_up_to = 400;
  /// How often the supplier is disrupted, on average.
  double disruptions_per_year = 2;
  /// For how long it then sends nothing.
  std::int64_t disruption_days = 14;
};

/// Why an event cannot be simulated, and the way out.
struct Mistake {
  std::string reason;
  std::string hint;
};

/// Reads parameters from a JSON object; those that it leaves out have their defaults.
tl::expected<Parameters, Mistake> parse_parameters(const nlohmann::json& object);

/// The SHA-256 of the parameters as canonical JSON, in hexadecimal digits: the same for the same
/// simulation, in whatever order and form its parameters were written, or were left out.
std::string hash(const Parameters& parameters);

}  // namespace simulation
