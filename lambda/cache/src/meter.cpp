#include "meter.hpp"

#include <algorithm>
#include <memory>

namespace omnitrack::cache {

namespace {

/// The verb of a command as it is sent: after its count of words, and the length of the first.
std::string_view verb_in(std::string_view sent) {
  std::string_view rest = sent;
  for (int line = 0; line < 2; ++line)
    rest.remove_prefix(std::min(rest.size(), rest.find('\n') + 1));
  return rest.substr(0, rest.find('\r'));
}

}  // namespace

Meter::~Meter() {
  for (const auto& each : failed_) delete each.load();
}

Meter::PerName& Meter::failures(ErrorCode error) {
  std::atomic<PerName*>& place = failed_.at(static_cast<std::size_t>(error));
  PerName* there = place.load(std::memory_order_acquire);
  if (there != nullptr) return *there;
  auto made = std::make_unique<PerName>();
  if (place.compare_exchange_strong(there, made.get(), std::memory_order_acq_rel)) {
    return *made.release();
  }
  return *there;
}

std::size_t Meter::place_of(const Commands& commands) {
  if (commands.count() > 1) return batch;
  const std::string_view verb = verb_in(commands.bytes());
  for (std::size_t i = 0; i < batch; ++i) {
    if (names[i] == verb) return i;
  }
  return other;
}

void Meter::note(Counts& counts, std::chrono::nanoseconds duration) {
  counts.counts[Durations::bucket_of(duration)].fetch_add(1, std::memory_order_relaxed);
  counts.nanoseconds.fetch_add(duration.count(), std::memory_order_relaxed);
}

void Meter::note(const Commands& commands, std::optional<ErrorCode> error,
                 std::chrono::nanoseconds duration) {
  const std::size_t place = place_of(commands);
  note(error ? failures(*error).at(place) : succeeded_.at(place), duration);
}

Durations Meter::durations_of(const Counts& counts) {
  Durations durations;
  for (std::size_t i = 0; i < Durations::buckets; ++i) durations.counts[i] = counts.counts[i];
  durations.sum = std::chrono::nanoseconds(counts.nanoseconds);
  return durations;
}

std::vector<OperationMetrics> Meter::operations() const {
  std::vector<OperationMetrics> all;
  const auto add = [&](std::size_t place, std::optional<ErrorCode> error, const Counts& counts) {
    Durations durations = durations_of(counts);
    if (durations.count() > 0) all.push_back({names[place], error, durations});
  };
  const auto add_each = [&](const PerName& counts, std::optional<ErrorCode> error) {
    for (std::size_t place = 0; place < names.size(); ++place) add(place, error, counts.at(place));
  };
  add_each(succeeded_, std::nullopt);
  for (std::size_t code = 0; code < failed_.size(); ++code) {
    const PerName* const counts = failed_.at(code).load(std::memory_order_acquire);
    if (counts != nullptr) add_each(*counts, static_cast<ErrorCode>(code));
  }
  return all;
}

}  // namespace omnitrack::cache
