// says: could not convert '\{\"Enabled\"\}' .* to 'Versioning' \{aka
// 'omnitrack::cfn::s3::bucket::VersioningConfiguration'\}
#include <omnitrack/cfn/s3.hpp>

using Versioning = omnitrack::cfn::s3::bucket::VersioningConfiguration;

Versioning versioning() {
#ifdef MISTAKE
  return {.status = "Enabled"};
#else
  return {.status = Versioning::Status::enabled};
#endif
}
