// says: required_status>::Required\(const A&\) \[with A = .*::bucket::Rule::Status\]
// 'omnitrack::cfn::s3::bucket::VersioningConfiguration'
#include <omnitrack/cfn/s3.hpp>

namespace bucket = omnitrack::cfn::s3::bucket;

bucket::VersioningConfiguration versioning() {
#ifdef MISTAKE
  return {.status = bucket::Rule::Status::enabled};
#else
  return {.status = bucket::VersioningConfiguration::Status::enabled};
#endif
}
