// says: A = char \[4\]; .*a_whole_number_is_given_without_quotes
#include <omnitrack/fn.hpp>

omnitrack::Value<std::int64_t> size(const omnitrack::Condition& is_large) {
#ifdef MISTAKE
  return omnitrack::fn::if_<std::int64_t>(is_large, 4, "two");
#else
  return omnitrack::fn::if_<std::int64_t>(is_large, 4, 2);
#endif
}
