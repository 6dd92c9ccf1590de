// says: the_timeout_of_a_function_is_1_to_900_seconds
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = 901;
#else
  props.timeout = 900;
#endif
}
