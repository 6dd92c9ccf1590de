// says: VersioningConfiguration::Status>.*A = omnitrack::cfn::s3::bucket::Rule::Status
#include <omnitrack/cfn/s3.hpp>

namespace bucket = omnitrack::cfn::s3::bucket;

bucket::VersioningConfiguration versioning() {
#ifdef MISTAKE
  return {.status = bucket::Rule::Status::enabled};
#else
  return {.status = bucket::VersioningConfiguration::Status::enabled};
#endif
}
