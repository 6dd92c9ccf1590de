// says: A = int; .*only_true_or_false_is_a_bool
#include <omnitrack/cfn/s3.hpp>

void build(omnitrack::cfn::s3::bucket::PublicAccessBlockConfiguration& block) {
#ifdef MISTAKE
  block.block_public_acls = 1;
#else
  block.block_public_acls = true;
#endif
}
