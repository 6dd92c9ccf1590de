// says: use of deleted function 'omnitrack::detail::Part::Part\(A\) \[with A = bool\]'
#include <omnitrack/fn.hpp>

omnitrack::Value<std::string> text(bool is_large) {
#ifdef MISTAKE
  return omnitrack::concat("large: ", is_large);
#else
  return omnitrack::concat("large: ", is_large ? "yes" : "no");
#endif
}
