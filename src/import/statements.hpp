#pragma once

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether a policy is one that the library's `PolicyDocument` writes again: of the present
/// version, with statements that it neither joins nor changes.
bool is_policy_document(const tmpl::Node* document);

/// The statements of such a policy, each as a `PolicyStatement` in braces.
std::vector<Code> policy_statements(const tmpl::Node& document, Values& values, Comments& comments);

}  // namespace omnitrack::importing
