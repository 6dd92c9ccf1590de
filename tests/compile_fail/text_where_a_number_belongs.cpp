// says: A = char \[3\]; .*a_whole_number_is_given_without_quotes
#include <omnitrack/cfn/lambda.hpp>

void build(omnitrack::cfn::lambda::FunctionProps& props) {
#ifdef MISTAKE
  props.timeout = "30";
#else
  props.timeout = 30;
#endif
}
