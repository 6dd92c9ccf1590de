#include "validate/document/size_findings.hpp"

#include "omnitrack/codes.hpp"

namespace omnitrack::validate {

bool is_too_many_resources(const Finding& finding) {
  return finding.code == codes::OT4030.text() && finding.path == "Resources";
}

bool is_about_size(const Finding& finding) {
  return is_too_many_resources(finding) || finding.code == codes::OT4033.text() ||
         finding.code == codes::OT4034.text();
}

}  // namespace omnitrack::validate
