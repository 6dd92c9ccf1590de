#include "diff/security/measure.hpp"

#include <algorithm>
#include <charconv>

#include "meaning/canonical.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

using meaning::canonical_text;
using tmpl::Kind;
using tmpl::Node;

namespace {

bool is_list(Scale scale) { return scale == Scale::open_list || scale == Scale::needed_list; }

std::optional<double> switched(std::string_view text) {
  const std::string lower = support::to_lower(text);
  if (lower == "true" || lower == "1" || lower == "on") return 1;
  if (lower == "false" || lower == "0" || lower == "off") return 0;
  return std::nullopt;
}

std::optional<double> number(std::string_view text) {
  double read = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), read);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  return read;
}

/// Cuts the part before a separator off a text.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  const std::string_view part = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  return part;
}

std::optional<double> place_in(std::string_view ranks, std::string_view value) {
  std::optional<double> other;
  for (double rank = 0; !ranks.empty(); ++rank) {
    std::string_view equals = cut(ranks, ';');
    while (!equals.empty()) {
      const std::string_view name = cut(equals, '|');
      if (name == "*") other = rank;
      if (support::same_but_for_case(name, value)) return rank;
    }
  }
  return other;
}

std::optional<double> rank_of(const Setting& setting, std::string_view text) {
  switch (setting.scale) {
    case Scale::on_is_safe:
      return switched(text);
    case Scale::off_is_safe: {
      const auto value = switched(text);
      return value ? std::optional(1 - *value) : std::nullopt;
    }
    case Scale::given_is_safe:
      return 1;
    case Scale::given_is_open:
      return 0;
    case Scale::ranked:
      return place_in(setting.ranks, text);
    case Scale::more_is_safe:
      return number(text);
    case Scale::less_is_safe: {
      const auto value = number(text);
      return value ? std::optional(-*value) : std::nullopt;
    }
    case Scale::open_list:
    case Scale::needed_list:
      break;
  }
  return std::nullopt;
}

bool is_only_asked_for(Scale scale) {
  return scale == Scale::given_is_safe || scale == Scale::given_is_open;
}

void measure_text(const Setting& setting, const Reader& reader, const Node& value,
                  Measure& measure) {
  if (is_only_asked_for(setting.scale)) {
    measure.rank = rank_of(setting, {});
    measure.shown = reader.pattern(value, Wildcards::none).shown;
    return;
  }
  const auto text = reader.text(&value);
  measure.shown = text ? *text : reader.pattern(value, Wildcards::none).shown;
  if (text) {
    measure.rank = rank_of(setting, *text);
    if (!measure.rank) measure.unknown = "what " + *text + " means";
  } else {
    measure.unknown = reader.unknown_part(value);
    if (measure.unknown.empty()) measure.unknown = "what is known at deployment only";
  }
}

}  // namespace

Measure measured(const Setting& setting, const Reader& reader, const Node& value) {
  Measure measure;
  measure.key = canonical_text(value, {});
  if (reader.side().is_moved(value)) measure.key += '\'';
  measure.is_map = value.is(Kind::map) && !value.is_call();
  if (is_list(setting.scale)) {
    reader.for_each_item(&value, [&](const Node& each) {
      measure.values.push_back(reader.pattern(each, Wildcards::stars));
    });
  } else if (value.is(Kind::list) && !is_only_asked_for(setting.scale)) {
    bool is_first = true;
    reader.for_each_item(&value, [&](const Node& each) {
      Measure item;
      measure_text(setting, reader, each, item);
      item.key = measure.key;
      if (is_first) {
        measure = std::move(item);
      } else {
        add_weaker(setting, std::move(item), measure);
      }
      is_first = false;
    });
  } else {
    measure_text(setting, reader, value, measure);
  }
  return measure;
}

bool is_safest(const Setting& setting, double rank) {
  if (setting.scale == Scale::on_is_safe || setting.scale == Scale::off_is_safe) return rank == 1;
  return setting.scale == Scale::ranked &&
         rank == static_cast<double>(std::ranges::count(setting.ranks, ';'));
}

Measure measured_absence(const Setting& setting) {
  Measure measure{.shown = std::string(setting.absent)};
  if (is_list(setting.scale)) {
    if (setting.absent.empty()) return measure;
    Pattern pattern{.symbols = {}, .shown = std::string(setting.absent)};
    for (const char c : setting.absent) pattern.symbols += static_cast<unsigned char>(c);
    measure.values.push_back(std::move(pattern));
  } else if (is_only_asked_for(setting.scale)) {
    measure.rank = setting.scale == Scale::given_is_safe ? 0 : 1;
  } else if (setting.absent.empty()) {
    measure.shown = "nothing";
    measure.is_absent = true;
    measure.unknown = "what holds where nothing is said";
  } else {
    measure.rank = rank_of(setting, setting.absent);
  }
  return measure;
}

void add_weaker(const Setting& setting, Measure other, Measure& measure) {
  measure.values.insert(measure.values.end(), other.values.begin(), other.values.end());
  const std::string key = measure.key == other.key ? measure.key : measure.key + ',' + other.key;
  const bool is_weaker =
      (measure.rank && other.rank && *other.rank < *measure.rank) || (measure.rank && !other.rank);
  if (is_weaker && !is_list(setting.scale)) measure = std::move(other);
  measure.key = key;
}

bool is_wide_open(const Setting& setting, const Measure& measure) {
  switch (setting.scale) {
    case Scale::on_is_safe:
    case Scale::off_is_safe:
    case Scale::ranked:
    case Scale::given_is_open:
      return measure.rank && *measure.rank == 0;
    case Scale::open_list:
      return std::ranges::any_of(measure.values, [](const Pattern& each) {
        return each.is_everything() || each.shown == "0.0.0.0/0" || each.shown == "::/0";
      });
    case Scale::given_is_safe:
    case Scale::more_is_safe:
    case Scale::less_is_safe:
    case Scale::needed_list:
      break;
  }
  return false;
}

}  // namespace omnitrack::diff
