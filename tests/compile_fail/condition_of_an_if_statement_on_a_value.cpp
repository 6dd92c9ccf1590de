// says: could not convert 'is_large' from 'const omnitrack::Value<bool>' to 'bool'
#include <omnitrack/stack.hpp>

int choose(const omnitrack::Value<bool>& is_large) {
#ifdef MISTAKE
  if (is_large) return 1;
#else
  if (is_large.is_set()) return 1;
#endif
  return 0;
}
