// says: operand types are 'omnitrack::Value<long int>' and 'const char \[3\]'
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = "30";
#else
  props.timeout = 30;
#endif
}
