#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "meaning/value_spec.hpp"
#include "template/model.hpp"

namespace omnitrack::meaning {

// What a value means, whatever its text: the order of keys, short and long forms, `Fn::Sub` or
// `Fn::Join`, `"true"` or `true` where the specification says boolean, and policy statements in any
// order say the same. So does JSON in a text, where the service reads it as JSON; everywhere else a
// service reads bytes, and a space is a change.

/// Whether two values mean the same at a spec.
bool same_meaning(const tmpl::Node& left, const tmpl::Node& right, const ValueSpec& spec);

/// Whether a value is a policy document: a map with statements.
bool is_policy_document(const tmpl::Node& value);

/// A text that is alike for values that mean the same at a spec, and for no others.
std::string canonical_text(const tmpl::Node& value, const ValueSpec& spec);

/// How a reference is named in a text of likeness.
using NameReference =
    std::function<void(std::string_view target, std::string_view attribute, std::string& text)>;

/// A text by which a value is recognised where it moved: alike also for any two texts of the same
/// JSON, whoever reads them. The digests of lock files are made of it, so it must stay what it is.
std::string likeness_text(const tmpl::Node& value, const ValueSpec& spec,
                          const NameReference& name_reference);

/// The same of one statement of a policy document.
std::string canonical_statement(const tmpl::Node& statement);

}  // namespace omnitrack::meaning
