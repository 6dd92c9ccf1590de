// says: a whole number is a Value<std::int64_t>
#include <omnitrack/stack.hpp>

void build(omnitrack::Parameter& parameter) {
#ifdef MISTAKE
  (void)parameter.as<int>();
#else
  (void)parameter.as<std::int64_t>();
#endif
}
