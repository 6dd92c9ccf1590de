// says: A = double; .*a_whole_number_is_given_without_quotes_and_without_a_fraction
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = 1.5;
#else
  props.timeout = 2;
#endif
}
