// says: A = double; T = long int
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = 1.5;
#else
  props.timeout = 2;
#endif
}
