// says: A = char \[3\]; T = long int
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = "30";
#else
  props.timeout = 30;
#endif
}
