// says: A = bool; T = long int
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = true;
#else
  props.timeout = 30;
#endif
}
