#include <array>

#include <fmt/format.h>

#include "digest.hpp"
#include "failure.hpp"
#include "out_of_time.hpp"
#include "scripts.hpp"
#include "state.hpp"
#include "waiting.hpp"

// A hash per key: who claims it, the digest of what was asked, and the answer once there is one.
// While there is none it expires with the claim, so that a claim of who crashed frees itself.

namespace omnitrack::cache {

Result<void> check(const OnceOptions& options) {
  auto checked = check(TimeToLive(options.time_to_live));
  if (!checked) return checked;
  if (!check(TimeToLive(options.claim_limit))) {
    return failure(
        ErrorCode::invalid_value,
        fmt::format("claim_limit is {} ms, not 1 ms to ten years", options.claim_limit.count()));
  }
  if (options.wait_limit.count() < 0 || options.wait_limit > std::chrono::hours(1)) {
    return failure(ErrorCode::invalid_value, fmt::format("wait_limit is {} ms, not 0 to an hour",
                                                         options.wait_limit.count()));
  }
  return {};
}

/// One call: claims the key, runs the handler and stores its answer; or gets the one that is there.
class CacheService::State::OnceCall {
 public:
  OnceCall(Store& store, std::string_view key, const OnceOptions& options, const Compute& handler)
      : store_(store),
        key_(key),
        options_(options),
        handler_(handler),
        digest_(options.payload ? hex_sha256(*options.payload) : std::string()) {}

  Result<OnceAnswer> run() {
    Waiting waiting{Deadline(options_.wait_limit)};
    bool another_runs = false;
    do {
      auto found = claim();
      if (!found && another_runs) return failure_of(std::move(found));
      if (!found) return run_without_redis(std::move(found).error());
      const std::string& state = found->items[0].text;
      if (state == "won") return run_claimed();
      if (auto same = compare(found->items[1].text); !same) return failure_of(std::move(same));
      if (state == "done") return open(found->items[2].text);
      another_runs = true;
    } while (waiting.once_more());
    return failure(ErrorCode::in_progress,
                   fmt::format("another call runs the handler and did not end within {} ms{}",
                               options_.wait_limit.count(),
                               DeadlineScope::has_passed() ? ", or before the deadline" : ""));
  }

 private:
  /// What the key is: claimed by this call or another, or done.
  Result<Reply> claim() {
    const Digits limit(options_.claim_limit.count());
    auto reply = store_.client().run(scripts().claim, std::array{Word(key_)},
                                     std::array{Word(token_), Word(digest_), Word(limit)});
    if (!reply) return reply;
    if (reply->is(Reply::Kind::list) && reply->items.size() == 3) return reply;
    return tl::unexpected<Error>(Store::error_in(*reply));
  }

  Result<OnceAnswer> run_without_redis(Error why) {
    if (!options_.run_unprotected || !is_outage(why.code)) {
      return tl::unexpected<Error>(std::move(why));
    }
    store_.log(LogLevel::warning, "ran_unprotected", key_, why.message);
    return OnceAnswer{handler_(), AnswerOrigin::unprotected, std::move(why)};
  }

  [[nodiscard]] Result<void> compare(std::string_view stored_digest) const {
    if (digest_.empty() || stored_digest.empty() || digest_ == stored_digest) return {};
    return failure(ErrorCode::payload_mismatch, "the key was used before, with another payload");
  }

  /// The answer of another call; whoever cannot read it must not take it for none.
  Result<OnceAnswer> open(std::string_view stored) {
    if (stored.empty()) {
      return failure(ErrorCode::answer_unreadable,
                     "the handler has run, and its answer was too large to be stored");
    }
    const auto answer =
        open_envelope(key_, ValueKind::answer, store_.configuration().data_version, stored);
    if (!answer) {
      return failure(
          ErrorCode::answer_unreadable,
          fmt::format("the handler has run, and its answer cannot be read: {}", answer.error()));
    }
    return OnceAnswer{std::string(*answer), AnswerOrigin::stored};
  }

  OnceAnswer run_claimed() {
    OnceAnswer ran{run_or_free(), AnswerOrigin::ran};
    auto stored = store(ran.answer);
    if (!stored) {
      store_.log(LogLevel::warning, "answer_not_stored", key_, stored.error().message);
      ran.cache_error = std::move(stored).error();
    }
    return ran;
  }

  std::string run_or_free() {
    try {
      return handler_();
    } catch (...) {
      const LastStep last_step;
      auto freed = store_.client().run(scripts().free_claim, std::array{Word(key_)},
                                       std::array{Word(token_)});
      // A claim that stays goes by itself after the limit.
      if (!freed) store_.log(LogLevel::info, "claim_not_freed", key_, freed.error().message);
      throw;
    }
  }

  Result<void> store(std::string_view answer) {
    const LastStep last_step;
    auto checked = store_.check_value(answer);
    const Envelope envelope(key_, ValueKind::answer, store_.configuration().data_version, answer);
    // Of an answer that is too large, that there is one.
    const Word stored = checked ? Word(envelope.bytes(), answer) : Word("");
    const Digits lifetime(options_.time_to_live.count());
    auto was_stored = Store::number_in(
        store_.client().run(scripts().store_answer, std::array{Word(key_)},
                            std::array{Word(token_), Word(digest_), stored, Word(lifetime)}));
    if (!was_stored) return failure_of(std::move(was_stored));
    if (*was_stored == 0) {
      return failure(ErrorCode::claim_lost,
                     "the handler took longer than claim_limit, and another call took over");
    }
    return checked;
  }

  Store& store_;
  const std::string_view key_;
  const OnceOptions& options_;
  const Compute& handler_;
  const std::string digest_;
  const std::string token_ = unique_token();
};

Result<OnceAnswer> CacheService::once(std::string_view key, std::chrono::milliseconds time_to_live,
                                      const Compute& handler) {
  return once(key, OnceOptions{.time_to_live = time_to_live}, handler);
}

Result<OnceAnswer> CacheService::once(std::string_view key, const OnceOptions& options,
                                      const Compute& handler) {
  Store& store = *state_->store;
  auto full = state_->keys.once(key);
  if (!full) return store.note<OnceAnswer>(failure_of(std::move(full)));
  auto checked = check(options);
  if (!checked) return store.note<OnceAnswer>(failure_of(std::move(checked)));
  return store.note(State::OnceCall(store, *full, options, handler).run());
}

}  // namespace omnitrack::cache
