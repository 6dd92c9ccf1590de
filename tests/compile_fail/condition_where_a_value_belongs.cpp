// says: operand types are 'omnitrack::Value<bool>' and 'const omnitrack::Condition'
#include <omnitrack/cfn/s3.hpp>

void build(omnitrack::cfn::s3::bucket::PublicAccessBlockConfiguration& block,
           [[maybe_unused]] const omnitrack::Condition& condition) {
#ifdef MISTAKE
  block.block_public_acls = condition;
#else
  block.block_public_acls = true;
#endif
}
