#include "scripts.hpp"

namespace omnitrack::cache {

namespace {

constexpr std::string_view write_session = R"lua(
local activity = ARGV[2]
if redis.call('TYPE', KEYS[1]).ok == 'hash' then
  local noted = tonumber(redis.call('HGET', KEYS[1], 'last_activity') or '')
  if noted and noted > tonumber(activity) and noted <= 9007199254740991 then
    activity = string.format('%.0f', noted)
  end
end
redis.call('UNLINK', KEYS[1])
redis.call('HSET', KEYS[1], 'data', ARGV[1], 'last_activity', activity)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
)lua";

constexpr std::string_view touch_session = R"lua(
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
if redis.call('HEXISTS', KEYS[1], 'data') == 0 then return 0 end
local noted = tonumber(redis.call('HGET', KEYS[1], 'last_activity') or '')
if not noted or noted < tonumber(ARGV[1]) then
  redis.call('HSET', KEYS[1], 'last_activity', ARGV[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
)lua";

// The two indexes are of use together only; where memory pressure took one, both begin anew. Each
// call forgets more of what has expired than it adds, so the indexes stay as small as what lives.
constexpr std::string_view write_state = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
if redis.call('EXISTS', KEYS[1], KEYS[2]) == 1 then redis.call('UNLINK', KEYS[1], KEYS[2]) end
local gone = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. now, 'LIMIT', 0, 16)
if #gone > 0 then
  redis.call('ZREM', KEYS[1], unpack(gone))
  redis.call('ZREM', KEYS[2], unpack(gone))
end
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1])
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
for i = 1, 2 do
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[3]) then
    redis.call('PEXPIRE', KEYS[i], ARGV[3])
  end
end
)lua";

// Goes before what writes a state, and answers for it.
constexpr std::string_view adopt_before = R"lua(
if (redis.call('GET', KEYS[4]) or '0') ~= ARGV[4] then return 0 end
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 1 end
)lua";

constexpr std::string_view latest_state = R"lua(
for i = 1, 64 do
  local top = redis.call('ZREVRANGE', KEYS[1], ARGV[2], ARGV[2])[1]
  if not top then return false end
  local state = redis.pcall('GET', ARGV[1] .. top)
  if type(state) == 'string' then return {top, state} end
  -- A key of another type is not ours; that a state is on its way to another node does not end it.
  if type(state) == 'table' and not string.find(state.err, 'WRONGTYPE') then return state end
  redis.call('ZREM', KEYS[1], top)
  redis.call('ZREM', KEYS[2], top)
end
return 0
)lua";

constexpr std::string_view invalidate_states = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
-- A state counts while the first index has it; where memory pressure took the second, with those
-- that expired meanwhile.
local count = redis.call('ZCARD', KEYS[1])
if count > 0 and redis.call('EXISTS', KEYS[2]) == 1 then
  count = redis.call('ZCOUNT', KEYS[2], now, '+inf')
end
redis.call('UNLINK', KEYS[2])
if KEYS[4] then
  redis.call('INCR', KEYS[4])
  redis.call('PEXPIRE', KEYS[4], ARGV[2])
end
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[3])
  redis.call('PEXPIRE', KEYS[3], ARGV[1])
end
return count
)lua";

constexpr std::string_view sweep_states = R"lua(
local popped = redis.call('ZPOPMIN', KEYS[1], 256)
local keys = {}
for i = 1, #popped, 2 do
  if not redis.call('ZSCORE', KEYS[2], popped[i]) then keys[#keys + 1] = ARGV[1] .. popped[i] end
end
if #keys > 0 then redis.call('UNLINK', unpack(keys)) end
return #popped / 2
)lua";

constexpr std::string_view unlock = R"lua(
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('UNLINK', KEYS[1]) end
)lua";

constexpr std::string_view claim = R"lua(
local found = redis.call('HMGET', KEYS[1], 'token', 'digest', 'answer')
if found[3] then return {'done', found[2] or '', found[3]} end
if found[1] and found[1] ~= ARGV[1] then return {'claimed', found[2] or '', ''} end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'digest', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {'won', '', ''}
)lua";

// A claim that expired and that nobody took over is still good for its answer.
constexpr std::string_view store_answer = R"lua(
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] and redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'digest', ARGV[2], 'answer', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
)lua";

constexpr std::string_view free_claim = R"lua(
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then redis.call('UNLINK', KEYS[1]) end
)lua";

}  // namespace

const Scripts& scripts() {
  static const std::string adopt_state = std::string(adopt_before).append(write_state) + "return 1";
  static const Scripts all{
      Script(write_session), Script(touch_session),     Script(write_state),  Script(adopt_state),
      Script(latest_state),  Script(invalidate_states), Script(sweep_states), Script(unlock),
      Script(claim),         Script(store_answer),      Script(free_claim),
  };
  return all;
}

}  // namespace omnitrack::cache
