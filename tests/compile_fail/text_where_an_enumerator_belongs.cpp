// says: cpp:12:.*A = char \[8\]; .*an_enumerator_is_given_by_its_name
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/stack.hpp>

using Versioning = omnitrack::cfn::s3::bucket::VersioningConfiguration;

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::cfn::s3::BucketProps{
      .id = "Bucket",
      .bucket_name = "data",
#ifdef MISTAKE
      .versioning_configuration = {{.status = "Enabled"}},
#else
      .versioning_configuration = {{.status = Versioning::Status::enabled}},
#endif
  });
}
