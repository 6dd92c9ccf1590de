// says: A = char \[4\]; T = long int
#include <omnitrack/fn.hpp>

omnitrack::Value<std::int64_t> size(const omnitrack::Condition& is_large) {
#ifdef MISTAKE
  return omnitrack::fn::if_<std::int64_t>(is_large, 4, "two");
#else
  return omnitrack::fn::if_<std::int64_t>(is_large, 4, 2);
#endif
}
