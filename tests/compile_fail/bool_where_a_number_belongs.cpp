// says: A = bool; .*a_whole_number_is_given_without_quotes_and_without_a_fraction; T = long int
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = true;
#else
  props.timeout = 30;
#endif
}
