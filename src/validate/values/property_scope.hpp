#pragma once

#include <cstdint>
#include <vector>

#include "validate/context.hpp"
#include "validate/key_end.hpp"
#include "validate/values/last_of_type.hpp"

namespace omnitrack::validate {

/// A part of the text to point at.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

inline Span span_of(const tmpl::Node& node) { return {node.begin, node.end}; }

/// What the checks of one resource's properties share.
struct PropertyScope {
  const Context& context;
  const tmpl::ResourceEntry& resource;
  /// The parameters' values that were reported already, in this template.
  std::vector<const tmpl::Node*>& reported_values;
  LastOfType& last_of_type;

  [[nodiscard]] Span span_of_key(const tmpl::Member& member) const {
    return {member.key_begin, end_of_key(context.report.in(), member)};
  }

  void error(FindingCode<Severity::error> code, Span at, const meaning::Path& path,
             std::string message, std::string hint = {}) const {
    context.report.report(as_error(code), at.begin, at.end, path, std::move(message),
                          std::move(hint));
  }
};

/// Whether a place is there in every deployment: no condition decides on it.
bool is_sure(const PropertyScope& scope, const meaning::Path& path);

/// What a place takes: a property's value, or an item or a map's value in it.
struct Expected {
  schema::Type type;
  schema::Limits limits;
  schema::Property property;
  schema::Limits item_limits;  ///< where it is a list
};

}  // namespace omnitrack::validate
