// says: error: '?.*minutes.* is not a constant expression
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::FunctionProps& props, int minutes) {
#ifdef MISTAKE
  props.timeout = minutes * 60;
#else
  const int seconds = minutes * 60;
  props.timeout = seconds;
#endif
}
