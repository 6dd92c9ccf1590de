#pragma once

#include "schema/schema.hpp"
#include "template/model.hpp"
#include "validate/truth.hpp"

namespace omnitrack::validate {

/// Whether a map has a value under a key: `AWS::NoValue` is none, an `Fn::If` may be none.
Truth is_present(const tmpl::Node& map, std::string_view key);

/// The same of a property that another one excludes: an empty list says nothing.
Truth is_said(const tmpl::Node& map, std::string_view key);

/// Whether two items of a list surely have equal values of all the names of a rule.
bool has_same_keys(const tmpl::Node& left, const tmpl::Node& right, schema::Rule names);

/// Whether a value surely keeps, or surely breaks, a rule.
Truth keeps(const tmpl::Node& value, schema::Rule rule);

}  // namespace omnitrack::validate
