#include "import/event_patterns.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "import/construct_props.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

// In the order of their declaration.
constexpr std::array<Words, 9> pattern_fields{
    Words{"account", ".account = "},         Words{"detail", ".detail = "},
    Words{"detail-type", ".detail_type = "}, Words{"id", ".id = "},
    Words{"region", ".region = "},           Words{"resources", ".resources = "},
    Words{"source", ".source = "},           Words{"time", ".time = "},
    Words{"version", ".version = "}};

bool are_matches(const tmpl::Node& value) {
  return value.is(Kind::list) && value.count > 0 &&
         std::ranges::all_of(value.items(), [](const tmpl::Node& each) {
           return is_some_text(&each) || is_later(each);
         });
}

bool are_match_fields(const tmpl::Node& fields) {
  return fields.is(Kind::map) && !fields.is_call() && fields.count > 0 &&
         std::ranges::all_of(fields.members(), [](const tmpl::Member& each) {
           return !each.key().starts_with('$') &&
                  (are_matches(each.value) || are_match_fields(each.value));
         });
}

Code matches(const tmpl::Node& list, Values& values) {
  std::vector<Code> all;
  for (const tmpl::Node& each : list.items()) all.push_back(values.text(each));
  return braces({}, std::move(all));
}

Code match_fields(const tmpl::Node& fields, Values& values) {
  std::vector<Code> all;
  for (const tmpl::Member& each : fields.members()) {
    const bool is_list = each.value.is(Kind::list);
    // A list of one is what it is about.
    Code what = !is_list                ? wrapped("MatchFields", match_fields(each.value, values))
                : each.value.count == 1 ? values.text(each.value.items()[0])
                                        : wrapped("Items<Match>", matches(each.value, values));
    all.push_back(braces({}, {text_literal(each.key()), std::move(what)}));
  }
  return braces({}, std::move(all));
}

}  // namespace

bool is_event_pattern(const tmpl::Node& pattern) {
  return pattern.is(Kind::map) && !pattern.is_call() && pattern.count > 0 &&
         std::ranges::all_of(pattern.members(), [](const tmpl::Member& each) {
           if (each.key() == "detail") return are_match_fields(each.value);
           return std::ranges::find(pattern_fields, each.key(), &Words::first) !=
                      pattern_fields.end() &&
                  are_matches(each.value);
         });
}

Code event_pattern(const tmpl::Node& pattern, Values& values) {
  std::vector<Code> members;
  for (const auto& [field, member] : pattern_fields) {
    const tmpl::Node* value = pattern.find(field);
    if (value == nullptr) continue;
    members.push_back(wrapped(
        member, field == "detail" ? match_fields(*value, values) : matches(*value, values)));
  }
  return braces({}, std::move(members));
}

}  // namespace omnitrack::importing
