#include "diff/security/setting_words.hpp"

#include <vector>

#include "diff/security/rows.hpp"
#include "support/listed.hpp"

namespace omnitrack::diff {

std::string words_of(const Setting& setting, const Measure& before, const Measure& after,
                     bool is_safer) {
  const std::string words(setting.words);
  switch (setting.scale) {
    case Scale::on_is_safe:
      return words + (is_safer ? " is switched on" : " is switched off");
    case Scale::off_is_safe:
      return words + (is_safer ? " is switched off" : " is switched on");
    case Scale::given_is_safe:
      return words + (is_safer ? " is added" : " is taken away");
    case Scale::given_is_open:
      return words + (is_safer ? " is taken away" : " is added");
    default:
      return words + " goes from " + before.shown + " to " + after.shown;
  }
}

std::string words_of(const Setting& setting, const Measure& measure) {
  const std::string words(setting.words);
  switch (setting.scale) {
    case Scale::on_is_safe:
      return words + " is off";
    case Scale::off_is_safe:
      return words + " is on";
    case Scale::given_is_open:
      return words + " is there";
    case Scale::open_list: {
      std::vector<std::string> shown;
      for (const Pattern& each : measure.values) shown.push_back(each.shown);
      return words + ": " + support::listed(shown, most_shown_values);
    }
    default:
      return words + " is " + measure.shown;
  }
}

}  // namespace omnitrack::diff
