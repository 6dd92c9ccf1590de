#include "validate/document/shapes.hpp"

#include <algorithm>
#include <array>

#include "omnitrack/codes.hpp"
#include "validate/validate.hpp"

namespace omnitrack::validate {

namespace {

/// Whether a finding is about the shape of a section, a resource or a parameter.
bool is_of_shape(const Finding& finding) {
  const std::array<std::string_view, 6> codes{codes::OT4012.text(), codes::OT4200.text(),
                                              codes::OT4201.text(), codes::OT4202.text(),
                                              codes::OT4216.text(), codes::OT4400.text()};
  if (std::ranges::find(codes, finding.code) != codes.end()) return true;
  // A null is one where a section or a resource should be.
  return finding.code == codes::OT4026.text() && std::ranges::count(finding.path, '/') <= 1;
}

}  // namespace

void check_shapes(const tmpl::Index& index, Findings& findings) {
  Findings all;
  check_template(index, all);
  for (Finding& each : all) {
    if (is_open_error(each) && is_of_shape(each)) findings.push_back(std::move(each));
  }
}

}  // namespace omnitrack::validate
