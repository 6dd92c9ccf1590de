#pragma once

#include <gtest/gtest.h>

#include "data.hpp"
#include "schema/schema.hpp"

namespace omnitrack::schema {

template <class Number>
inline void set_if(Json& target, const char* key, const std::optional<Number>& value) {
  if (value) target[key] = static_cast<double>(*value);
}

inline void set_if(Json& target, const char* key, std::string_view value) {
  if (!value.empty()) target[key] = value;
}

inline void set_if(Json& target, const char* key, bool value) {
  if (value) target[key] = true;
}

inline Json limits_of(Limits limits) {
  Json found = Json::object();
  if (const auto pattern = limits.pattern()) {
    found["pattern"] = pattern->text();
    EXPECT_LT(pattern->index(), pattern_count());
  }
  set_if(found, "minLength", limits.min_length());
  set_if(found, "maxLength", limits.max_length());
  set_if(found, "minimum", limits.minimum());
  set_if(found, "maximum", limits.maximum());
  set_if(found, "exclusiveMinimum", limits.exclusive_minimum());
  set_if(found, "exclusiveMaximum", limits.exclusive_maximum());
  set_if(found, "multipleOf", limits.multiple_of());
  set_if(found, "minItems", limits.min_items());
  set_if(found, "maxItems", limits.max_items());
  set_if(found, "minProperties", limits.min_properties());
  set_if(found, "maxProperties", limits.max_properties());
  set_if(found, "uniqueItems", limits.unique_items());
  set_if(found, "enumIgnoresCase", limits.enum_ignores_case());
  set_if(found, "enumAsOf", limits.enum_as_of());
  set_if(found, "format", limits.format());
  for (std::uint32_t i = 0; i < limits.enum_count(); ++i) {
    found["enum"].push_back(limits.enum_value(i));
  }
  EXPECT_EQ(static_cast<bool>(limits), !found.empty());
  return found;
}

}  // namespace omnitrack::schema
