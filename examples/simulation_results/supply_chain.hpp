#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "parameters.hpp"

namespace simulation {

/// How a figure is distributed over the runs.
struct Distribution {
  double mean;
  /// The value that a twentieth of the runs stays below, and that a twentieth exceeds.
  double p05;
  double p95;
};

/// What comes out.
struct Result {
  /// The part of the demand that was met from stock; what is not met is lost.
  Distribution fill_rate;
  /// Days on which somebody went away without.
  Distribution stockout_days;
  /// Units in stock at the end of a day.
  Distribution average_stock;
  /// How far the mean fill rate may be off by chance, with 95 % confidence.
  double fill_rate_error;
};

/// Simulates by Monte Carlo; nothing where the time was over before the end.
std::optional<Result> simulate(const Parameters& parameters,
                               std::chrono::steady_clock::time_point end);

}  // namespace simulation
