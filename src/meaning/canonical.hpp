#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "meaning/value_spec.hpp"
#include "template/model.hpp"

namespace omnitrack::meaning {

// What a value means, whatever its text: the order of keys, short and long forms, `Fn::Sub` or
// `Fn::Join`, `"true"` or `true` where the specification says boolean, and policy statements in any
// order say the same.

/// Whether two values mean the same at a spec.
bool same_meaning(const tmpl::Node& left, const tmpl::Node& right, const ValueSpec& spec);

/// Whether a value is a policy document: a map with statements.
bool is_policy_document(const tmpl::Node& value);

/// How a reference is named in a canonical text: by default its target and attribute as written.
using NameReference =
    std::function<void(std::string_view target, std::string_view attribute, std::string& text)>;

/// A text that is alike for values that mean the same at a spec, and for no others.
std::string canonical_text(const tmpl::Node& value, const ValueSpec& spec,
                           const NameReference& name_reference = {});

/// The same of one statement of a policy document.
std::string canonical_statement(const tmpl::Node& statement);

}  // namespace omnitrack::meaning
