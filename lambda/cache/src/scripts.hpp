#pragma once

#include "script.hpp"

namespace omnitrack::cache {

/// Every script that the service runs, each in one step on the server.
struct Scripts {
  /// Keys: session. Values: data, activity, time to live. Writes a session; keeps a later activity.
  Script write_session;
  /// Keys: session. Values: activity, time to live. Answers 1, or 0 where there is no session.
  Script touch_session;
  /// Keys: index, expiry, state. Values: timestamp, state, time to live. Writes a state.
  Script write_state;
  /// Keys: index, expiry, state, epoch. Values: timestamp, state, time to live, epoch. Writes a
  /// state that was written elsewhere before, where none of its time is there; answers 0 where the
  /// epoch is another, 1 otherwise.
  Script adopt_state;
  /// Keys: index, expiry. Values: what a state's key begins with, how many of the latest to leave
  /// out. Answers timestamp and state of the latest that is there; nil for none; 0 for "ask again".
  Script latest_state;
  /// Keys: index, expiry, where the index goes, and the epoch, which begins anew, if there is one.
  /// Values: time to live. Answers how many states there were.
  Script invalidate_states;
  /// Keys: invalidated index, index. Values: what a state's key begins with. Deletes some of the
  /// states that were invalidated and not written anew; answers how many it looked at.
  Script sweep_states;
  /// Keys: lock. Values: token. Deletes a lock that is still the caller's.
  Script unlock;
  /// Keys: answer. Values: token, digest, limit. Claims a key; answers `won`, `claimed` or `done`,
  /// with the digest and the answer that are there.
  Script claim;
  /// Keys: answer. Values: token, digest, answer, time to live. Answers 1, or 0 where another
  /// caller has the claim.
  Script store_answer;
  /// Keys: answer. Values: token. Deletes a claim that is still the caller's.
  Script free_claim;
};

/// The scripts, made once.
const Scripts& scripts();

}  // namespace omnitrack::cache
