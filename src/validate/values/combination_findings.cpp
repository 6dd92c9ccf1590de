#include "validate/values/combination_findings.hpp"

#include <algorithm>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/values/combination_words.hpp"
#include "validate/values/combinations.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::Path;
using schema::Rule;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

// A group's own rule without a source or destination is left out, and the stack launches all the
// same; what stands for itself is refused.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html
bool is_left_out(std::string_view code, std::string_view type_name) {
  return code == codes::OT4232.text() && type_name == "AWS::EC2::SecurityGroup";
}

// A rule may be one that only warns.
using BrokenCode = FindingCode<Severity::error, Severity::warning>;

// A broken rule, where it is broken and under which condition it holds.
struct Broken {
  const PropertyScope& scope;
  Rule whole;  // the one of the shape, of which the rule is a part
  Rule rule;
  const Node& value;
  Span at;
  const Path& path;
  std::string_view reason;                  // ` where 'Type' is 'x'`; may be empty
  std::vector<std::string_view>& excluded;  // names that exclude each other and were told

  void report(BrokenCode code, std::string message, std::string hint = {}) const {
    report_at(code, at, path, std::move(message), std::move(hint));
  }
  // What a written rule demands says more than its form does.
  void report_demand(std::string message, std::string hint) const {
    const std::string_view demand = whole.about();
    report(codes::OT4235, demand.empty() ? std::move(message) : std::string(demand),
           std::move(hint));
  }
  void report_at(BrokenCode code, Span there, const Path& its_path, std::string message,
                 std::string hint = {}) const {
    if (hint.empty() && message != whole.about()) hint = whole.about();
    const bool is_harmless =
        whole.is_warning() || is_left_out(code.text(), scope.resource.type_name);
    scope.context.report.report(is_harmless ? as_warning(code) : as_error(code), there.begin,
                                there.end, its_path, message.append(reason), std::move(hint));
  }
};

void explain(const Broken& broken);

void explain(const Broken& broken, Rule rule, std::string_view reason) {
  explain({broken.scope, broken.whole, rule, broken.value, broken.at, broken.path, reason,
           broken.excluded});
}

// The names of a rule that a map has, or has not.
std::vector<std::string_view> names_where(const Node& map, Rule rule, Truth presence) {
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < rule.name_count(); ++i) {
    if (is_present(map, rule.name(i)) == presence) names.push_back(rule.name(i));
  }
  return names;
}

void explain_missing(const Broken& broken, const std::vector<std::string_view>& missing) {
  const BrokenCode code = broken.reason.empty() ? codes::OT4221 : codes::OT4234;
  for (const std::string_view name : missing) {
    broken.report(code,
                  quoted_in_brief(name) + (broken.reason.empty() ? " is missing" : " is needed"));
  }
}

// Whether it was told that these names exclude each other: two rules may say so from both sides.
bool is_told(const Broken& broken, const std::vector<std::string_view>& names) {
  auto& excluded = broken.excluded;
  const bool are_all = std::ranges::all_of(names, [&](std::string_view name) {
    return std::ranges::find(excluded, name) != excluded.end();
  });
  if (!are_all) excluded.insert(excluded.end(), names.begin(), names.end());
  return are_all;
}

void explain_together(const Broken& broken, const std::vector<std::string_view>& names) {
  if (names.size() == 1) {
    broken.report(codes::OT4233, quoted_in_brief(names.front()) + " may not be given");
    return;
  }
  if (is_told(broken, names)) return;
  broken.report(codes::OT4233, joined(names, " and ") + " exclude each other",
                "keep only one of them");
}

// What one property excludes.
void explain_excluded(const Broken& broken, std::string_view first,
                      const std::vector<std::string_view>& others) {
  // Where it is the condition already, the others alone are wrong.
  if (broken.reason.find(quoted_in_brief(first)) != std::string_view::npos) {
    broken.report(codes::OT4233, joined(others, " and ") + " may not be given",
                  others.size() == 1 ? "leave it out" : "leave them out");
    return;
  }
  std::vector<std::string_view> all{first};
  all.insert(all.end(), others.begin(), others.end());
  if (others.size() == 1) return explain_together(broken, all);
  if (is_told(broken, all)) return;
  broken.report(codes::OT4233, quoted_in_brief(first) + " excludes " + joined(others, " and "),
                "leave out " + quoted_in_brief(first) + ", or the others");
}

void explain_dependent(const Broken& broken, Truth presence) {
  std::vector<std::string_view> names = names_where(broken.value, broken.rule, presence);
  const std::string_view first = broken.rule.name(0);
  std::erase(names, first);
  if (presence == Truth::no) {
    broken.report(codes::OT4234,
                  quoted_in_brief(first) + " needs " + joined(names, " and ") + " too");
  } else {
    std::erase_if(names,
                  [&](std::string_view name) { return is_said(broken.value, name) == Truth::no; });
    explain_excluded(broken, first, names);
  }
}

// The alternatives of a rule that a value keeps.
std::vector<Rule> kept_alternatives(const Broken& broken) {
  std::vector<Rule> kept;
  for (std::uint32_t i = 0; i < broken.rule.rule_count(); ++i) {
    if (keeps(broken.value, broken.rule.rule(i)) == Truth::yes) kept.push_back(broken.rule.rule(i));
  }
  return kept;
}

// Whether an alternative allows no properties but its own.
bool has_closed_form(Rule rule) {
  if (rule.keyword() == Rule::Keyword::no_others) return true;
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
    if (has_closed_form(rule.rule(i))) return true;
  }
  return false;
}

// The one member of a map that breaks an alternative which its other members keep.
struct Misfit {
  const Member* member;
  Rule rule;
};

void append_misfits(const Node& map, Rule rule, std::vector<Misfit>& misfits, bool& fits) {
  if (rule.keyword() == Rule::Keyword::all_of) {
    for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
      append_misfits(map, rule.rule(i), misfits, fits);
    }
  } else if (rule.keyword() == Rule::Keyword::properties) {
    for (std::uint32_t i = 0; i < rule.name_count(); ++i) {
      for (const Member& member : map.members()) {
        if (member.key() != rule.name(i)) continue;
        const bool is_kept = keeps(member.value, rule.rule(i)) != Truth::no;
        if (!is_kept) misfits.push_back({&member, rule.rule(i)});
        fits = fits || is_kept;
      }
    }
  } else if (keeps(map, rule) == Truth::no) {
    misfits.push_back({nullptr, rule});
  }
}

// Appends the values that a rule lists; false where it lists none.
bool append_allowed(Rule rule, std::vector<std::string_view>& allowed) {
  if (rule.keyword() == Rule::Keyword::enum_) append_names(rule, allowed);
  bool has_any = rule.keyword() == Rule::Keyword::enum_;
  if (rule.keyword() != Rule::Keyword::any_of) return has_any;
  for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
    has_any = append_allowed(rule.rule(i), allowed) || has_any;
  }
  return has_any;
}

// The values that go with the others, where one value alone is wrong.
bool explain_nearest(const Broken& broken) {
  const Member* wrong = nullptr;
  std::vector<std::string_view> allowed;
  std::string others;
  for (std::uint32_t i = 0; i < broken.rule.rule_count(); ++i) {
    std::vector<Misfit> misfits;
    bool fits = false;
    append_misfits(broken.value, broken.rule.rule(i), misfits, fits);
    if (!fits || misfits.size() != 1) continue;
    const Misfit& misfit = misfits.front();
    // Where either of two could be the wrong one, the first that is found stands for both.
    if (wrong != nullptr && misfit.member != nullptr && wrong != misfit.member) continue;
    if (misfit.member == nullptr || !append_allowed(misfit.rule, allowed)) return false;
    wrong = misfit.member;
    others = others_in_words(broken.rule.rule(i), broken.value, *wrong);
  }
  if (wrong == nullptr || !wrong->value.is_scalar()) return false;
  ValueProblem problem = none_of_allowed(wrong->value.text(), allowed);
  const Path below(broken.path, wrong->key());
  broken.report_at(codes::OT4235, span_of(wrong->value), below,
                   quoted_in_brief(wrong->key()) + ' ' + std::string(wrong->value.text()) +
                       " does not go with " + others,
                   std::move(problem.hint));
  return true;
}

// Each alternative allows some properties and needs none: those that are given do not go together.
void explain_members_alone(const Broken& broken) {
  std::vector<std::string_view> given;
  for (const Member& member : broken.value.members()) given.push_back(member.key());
  if (given.size() > 1) return explain_together(broken, given);
  broken.report_demand("the value matches none of the allowed forms", forms_in_words(broken.rule));
}

void explain_alternatives(const Broken& broken) {
  const std::vector<Rule> kept = kept_alternatives(broken);
  if (kept.size() > 1) {
    std::vector<std::string_view> all;
    for (const Rule each : kept) append_required_names(each, all);
    std::vector<std::string_view> names;
    std::copy_if(all.begin(), all.end(), std::back_inserter(names), [&](std::string_view name) {
      return std::count(all.begin(), all.end(), name) == 1;
    });
    if (names.size() > 1) {
      explain_together(broken, names);
    } else {
      broken.report(codes::OT4235, "the value matches several forms but may match only one");
    }
    return;
  }
  std::vector<std::string_view> needed;
  for (std::uint32_t i = 0; i < broken.rule.rule_count(); ++i) {
    // One alternative alone that is about a single name says best what is missing.
    if (!append_required_names(broken.rule.rule(i), needed)) {
      if (!explain_nearest(broken)) {
        broken.report_demand("the value matches none of the allowed forms",
                             forms_in_words(broken.rule));
      }
      return;
    }
  }
  std::vector<std::string_view> given;
  std::copy_if(needed.begin(), needed.end(), std::back_inserter(given),
               [&](std::string_view name) { return is_present(broken.value, name) == Truth::yes; });
  if (has_closed_form(broken.rule) && given.size() > 1) return explain_together(broken, given);
  if (needed.empty()) return explain_members_alone(broken);
  // What every alternative needs and has is not what is missing.
  std::erase_if(needed, [&, all = needed](std::string_view name) {
    return std::count(all.begin(), all.end(), name) == broken.rule.rule_count() &&
           is_present(broken.value, name) == Truth::yes;
  });
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  if (needed.size() == 1) {
    explain_missing(broken, needed);
  } else {
    broken.report(codes::OT4232, "one of " + joined(needed, ", ") + " is needed",
                  broken.rule.rule_count() < needed.size() ? forms_in_words(broken.rule) : "");
  }
}

void explain_not(const Broken& broken) {
  const Rule refused = broken.rule.rule(0);
  std::vector<std::string_view> names;
  if (refused.keyword() == Rule::Keyword::required) {
    append_required_names(refused, names);
    explain_together(broken, names);
  } else if (refused.keyword() == Rule::Keyword::any_of && append_required_names(refused, names)) {
    for (const std::string_view name : names) {
      if (is_present(broken.value, name) == Truth::yes) {
        broken.report(codes::OT4233, quoted_in_brief(name) + " may not be given");
      }
    }
  } else if (broken.value.is_scalar()) {
    broken.report(codes::OT4235, in_words(broken.value) + " is not allowed");
  } else {
    const std::string words = condition_in_words(refused, broken.value);
    broken.report(codes::OT4235, words.empty() ? "this combination of properties is not allowed"
                                               : "it is not allowed that " + words);
  }
}

// What a warning says of several members, it says once, at the first.
bool explain_refused_together(const Broken& broken) {
  if (!broken.whole.is_warning()) return false;
  const Member* first = nullptr;
  std::vector<std::string_view> names;
  for (const Member& member : broken.value.members()) {
    for (std::uint32_t i = 0; i < broken.rule.name_count(); ++i) {
      if (broken.rule.name(i) != member.key() ||
          broken.rule.rule(i).keyword() != Rule::Keyword::nothing) {
        continue;
      }
      if (first == nullptr) first = &member;
      names.push_back(member.key());
    }
  }
  if (names.size() < 2) return false;
  broken.report_at(codes::OT4233, broken.scope.span_of_key(*first), Path(broken.path, first->key()),
                   joined(names, " and ") + " may not be given");
  return true;
}

void explain_members(const Broken& broken) {
  if (explain_refused_together(broken)) return;
  const Rule rule = broken.rule;
  for (const Member& member : broken.value.members()) {
    for (std::uint32_t i = 0; i < rule.name_count(); ++i) {
      if (rule.name(i) != member.key() || keeps(member.value, rule.rule(i)) != Truth::no) continue;
      const Path below(broken.path, member.key());
      const bool is_refused = rule.rule(i).keyword() == Rule::Keyword::nothing;
      explain({broken.scope, broken.whole, rule.rule(i), member.value,
               is_refused ? broken.scope.span_of_key(member) : span_of(member.value), below,
               broken.reason, broken.excluded});
    }
  }
}

void explain_others(const Broken& broken) {
  for (const Member& member : broken.value.members()) {
    bool is_named = false;
    for (std::uint32_t i = 0; i < broken.rule.name_count() && !is_named; ++i) {
      is_named = broken.rule.name(i) == member.key();
    }
    if (is_named) continue;
    const Path below(broken.path, member.key());
    broken.report_at(codes::OT4233, broken.scope.span_of_key(member), below,
                     quoted_in_brief(member.key()) + " may not be given");
  }
}

void explain_items(const Broken& broken) {
  const auto items = broken.value.items();
  const bool is_each = broken.rule.keyword() == Rule::Keyword::items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_each && i >= broken.rule.rule_count()) break;
    const Rule rule = broken.rule.rule(is_each ? 0 : static_cast<std::uint32_t>(i));
    if (keeps(items[i], rule) != Truth::no) continue;
    const Path item(broken.path, i);
    explain({broken.scope, broken.whole, rule, items[i], span_of(items[i]), item, broken.reason,
             broken.excluded});
  }
}

void explain_keys(const Broken& broken) {
  const auto items = broken.value.items();
  for (std::size_t i = 1; i < items.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!has_same_keys(items[j], items[i], broken.rule)) continue;
      const Path item(broken.path, i);
      std::vector<std::string_view> names;
      append_names(broken.rule, names);
      broken.report_at(codes::OT4229, span_of(items[i]), item,
                       "an earlier item has the same " + joined(names, " and "));
      break;
    }
  }
}

void explain_limits(const Broken& broken) {
  if (broken.value.is_scalar()) {
    if (auto problem = find_problem(broken.value, broken.rule.limits())) {
      broken.report(problem->code, std::move(problem->message), std::move(problem->hint));
    }
    return;
  }
  const bool is_list = broken.value.is(Kind::list);
  const auto least =
      is_list ? broken.rule.limits().min_items() : broken.rule.limits().min_properties();
  const bool is_short = least && broken.value.count < *least;
  const auto most =
      is_list ? broken.rule.limits().max_items() : broken.rule.limits().max_properties();
  const std::uint64_t limit = is_short ? *least : *most;
  broken.report(is_list ? codes::OT4228 : codes::OT4230,
                "it has " +
                    (is_list ? counted(broken.value.count, "item", "items")
                             : counted(broken.value.count, "entry", "entries")) +
                    (is_short ? ", at least " : ", at most ") +
                    counted(limit, is_short ? "is needed" : "is allowed",
                            is_short ? "are needed" : "are allowed"));
}

void explain_enum(const Broken& broken) {
  std::vector<std::string_view> allowed;
  append_names(broken.rule, allowed);
  if (!broken.value.is_scalar()) {
    broken.report(codes::OT4222, in_words(broken.value) + " is given, " + joined(allowed, " or ") +
                                     " is expected");
    return;
  }
  ValueProblem problem = none_of_allowed(broken.value.text(), allowed);
  broken.report(problem.code, std::move(problem.message), std::move(problem.hint));
}

void explain_if(const Broken& broken) {
  const Rule condition = broken.rule.rule(0);
  const Truth truth = keeps(broken.value, condition);
  std::string reason(broken.reason);
  if (truth == Truth::unknown) {
    broken.report(codes::OT4235, "the properties do not go together, whatever else holds");
    return;
  }
  const bool holds = truth == Truth::yes;
  const std::string words = holds ? condition_in_words(condition, broken.value)
                                  : failed_condition_in_words(condition, broken.value);
  if (!words.empty() && reason.find(words) == std::string::npos) {
    reason += (reason.empty() ? " where " : " and ") + words;
  }
  explain(broken, broken.rule.rule(holds ? 1 : 2), reason);
}

void explain(const Broken& broken) {
  const Rule rule = broken.rule;
  // What stands in both branches of an Fn::If breaks it in both: the place of the call will do.
  if (broken.value.is_call() && rule.keyword() != Rule::Keyword::nothing) {
    broken.report(codes::OT4235, "none of the values that this can give is allowed");
    return;
  }
  switch (rule.keyword()) {
    case Rule::Keyword::all_of:
      for (std::uint32_t i = 0; i < rule.rule_count(); ++i) {
        if (keeps(broken.value, rule.rule(i)) == Truth::no) {
          explain(broken, rule.rule(i), broken.reason);
        }
      }
      return;
    case Rule::Keyword::any_of:
    case Rule::Keyword::one_of:
      return explain_alternatives(broken);
    case Rule::Keyword::not_:
      return explain_not(broken);
    case Rule::Keyword::if_then_else:
      return explain_if(broken);
    case Rule::Keyword::required:
      return explain_missing(broken, names_where(broken.value, rule, Truth::no));
    case Rule::Keyword::required_xor:
    case Rule::Keyword::required_or: {
      const auto given = names_where(broken.value, rule, Truth::yes);
      if (given.empty()) {
        broken.report(
            codes::OT4232,
            "one of " + joined(names_where(broken.value, rule, Truth::no), ", ") + " is needed");
      } else {
        explain_together(broken, given);
      }
      return;
    }
    case Rule::Keyword::dependent_required:
      return explain_dependent(broken, Truth::no);
    case Rule::Keyword::dependent_excluded:
      return explain_dependent(broken, Truth::yes);
    case Rule::Keyword::properties:
      return explain_members(broken);
    case Rule::Keyword::no_others:
      return explain_others(broken);
    case Rule::Keyword::items:
    case Rule::Keyword::prefix_items:
      return explain_items(broken);
    case Rule::Keyword::contains:
      return broken.report_demand("no item of the list is one that must be in it",
                                  forms_in_words(rule));
    case Rule::Keyword::types:
      return broken.report(codes::OT4222, in_words(broken.value) + " is given, " +
                                              types_in_words(rule) + " is expected");
    case Rule::Keyword::enum_:
      return explain_enum(broken);
    case Rule::Keyword::limits:
      return explain_limits(broken);
    case Rule::Keyword::unique_keys:
      return explain_keys(broken);
    case Rule::Keyword::nothing:
      return broken.report(codes::OT4233, quoted_in_brief(broken.path.key()) + " may not be given");
  }
}

}  // namespace

void check_rules(const PropertyScope& scope, schema::Shape shape, const Node& map, Span at,
                 const Path& path) {
  std::vector<std::string_view> excluded;
  for (std::uint32_t i = 0; i < shape.rule_count(); ++i) {
    const Rule rule = shape.rule(i);
    if (keeps(map, rule) == Truth::no) explain({scope, rule, rule, map, at, path, {}, excluded});
  }
}

}  // namespace omnitrack::validate
