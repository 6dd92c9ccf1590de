#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/security/reader.hpp"
#include "diff/security/settings.hpp"

namespace omnitrack::diff {

/// The value of a setting, made comparable.
struct Measure {
  std::optional<double> rank = std::nullopt;  ///< the larger the safer; nothing where not known
  std::string shown = {};
  std::vector<Pattern> values = {};  ///< of a list
  std::string unknown = {};          ///< what it depends on; empty where it is known
  std::string key = {};              ///< alike for values that are the same
  bool is_map = false;
  bool is_absent = false;  ///< what holds without the property, where that is not known
};

/// Measures a settled value.
Measure measured(const Setting& setting, const Reader& reader, const tmpl::Node& value);

/// Measures what holds without the property.
Measure measured_absence(const Setting& setting);

/// Takes another value of the same place in: the weaker one counts.
void add_weaker(const Setting& setting, Measure other, Measure& measure);

/// Whether no value of a setting is safer.
bool is_safest(const Setting& setting, double rank);

/// Whether a value is as open as can be.
bool is_wide_open(const Setting& setting, const Measure& measure);

}  // namespace omnitrack::diff
