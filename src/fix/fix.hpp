#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fix/edit.hpp"
#include "template/document.hpp"
#include "validate/finding.hpp"

namespace omnitrack::fix {

/// What is mended.
struct FixOptions {
  bool with_unused = false;  ///< parameters, mappings and conditions that nothing uses go as well
};

/// A text and what was mended in it, in the order of the doing.
struct Fixed {
  std::string text;
  std::vector<std::string> done;
};

/// For each finding of a template what surely mends it, where that leaves nothing worse than
/// before.
std::vector<std::optional<Fix>> sure_fixes(const tmpl::Document& document,
                                           const validate::Findings& findings);

/// Mends what is certain in a template's text. `file` is the name to show.
Fixed fix(const std::string& file, std::string text, const FixOptions& options);

}  // namespace omnitrack::fix
