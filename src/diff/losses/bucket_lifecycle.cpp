#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "diff/losses/expiration_rules.hpp"
#include "diff/losses/loss_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;
using tmpl::Node;
using Rules = std::vector<ExpirationRule>;

// As many as a bucket may have, so that more are not deployed.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
constexpr std::size_t most_rules = 1'000;

Rules rules_of(const Case& one) {
  Rules rules;
  if (one.value == nullptr) return rules;
  for (const Node& each : one.value->items()) {
    if (rules.size() == most_rules) break;
    if (!meaning::is_no_value(each)) rules.push_back(expiration_rule(each));
  }
  return rules;
}

bool is_seen(const Case& one) {
  return one.is_seen && (one.value == nullptr || one.value->is(tmpl::Kind::list));
}

/// Whether some rule that was there deleted all that a rule deletes, and no later.
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
bool deleted_current(const Rules& before, const ExpirationRule& rule) {
  return std::ranges::any_of(before, [&rule](const ExpirationRule& each) {
    if (!each.is_known || !each.is_enabled || !is_within(rule, each)) return false;
    return rule.days ? each.days && *each.days <= *rule.days
                     : !each.date.empty() && each.date <= rule.date;
  });
}

bool deleted_noncurrent(const Rules& before, const ExpirationRule& rule) {
  return std::ranges::any_of(before, [&rule](const ExpirationRule& each) {
    return each.is_known && each.is_enabled && is_within(rule, each) && each.noncurrent_days &&
           *each.noncurrent_days <= *rule.noncurrent_days &&
           each.kept_versions <= rule.kept_versions;
  });
}

std::string scope_of(const ExpirationRule& rule) {
  std::string scope;
  if (!rule.prefix.empty()) scope += " below '" + std::string(rule.prefix) + "'";
  for (const auto& [key, value] : rule.tags) {
    scope += (scope.find("with the tag") == std::string::npos ? " with the tag '" : " and '") +
             std::string(key) + "=" + std::string(value) + "'";
  }
  if (rule.larger_than > 0) scope += " larger than " + std::to_string(rule.larger_than) + " bytes";
  if (rule.smaller_than) scope += " smaller than " + std::to_string(*rule.smaller_than) + " bytes";
  return scope;
}

std::string rule_name(const ExpirationRule& rule, std::size_t place) {
  const auto id = meaning::known_text(rule.at->find("Id"));
  return id ? "the rule '" + std::string(*id) + "'"
            : "the rule number " + std::to_string(place + 1);
}

class RuleComparison {
 public:
  RuleComparison(const LossCheck& check, bool is_certain)
      : check_(check), is_certain_(is_certain) {}

  void compare(const Rules& before, const Rules& after) {
    std::unordered_set<std::string> old_texts;
    for (const ExpirationRule& each : before) old_texts.insert(text_of(each));
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (old_texts.contains(text_of(after[i]))) continue;
      if (after[i].is_known) {
        compare_rule(before, after[i], i);
      } else if (after[i].is_enabled) {
        report(i,
               "objects that " + rule_name(after[i], i) + " deletes, as it turns out at deployment",
               false);
      }
    }
  }

 private:
  /// Alike for rules that say the same.
  static std::string text_of(const ExpirationRule& rule) {
    return meaning::canonical_text(*rule.at, {});
  }

  void compare_rule(const Rules& before, const ExpirationRule& rule, std::size_t place) {
    if (!rule.deletes()) return;
    // What was there and is known later only may have deleted the same.
    const bool is_sure = std::ranges::all_of(before, &ExpirationRule::is_known);
    if ((rule.days || !rule.date.empty()) && !deleted_current(before, rule)) {
      report(place,
             "the objects" + scope_of(rule) +
                 (rule.days ? " that are older than " + std::to_string(*rule.days) + " days"
                            : ", from " + std::string(rule.date) + " on"),
             is_sure);
    }
    if (rule.noncurrent_days && !deleted_noncurrent(before, rule)) {
      report(
          place,
          "the old versions of objects" + scope_of(rule) + " that are older than " +
              std::to_string(*rule.noncurrent_days) + " days" +
              (rule.kept_versions > 0 ? ", but for the latest " + std::to_string(rule.kept_versions)
                                      : std::string()),
          is_sure);
    }
  }

  void report(std::size_t place, std::string what, bool is_sure) {
    check_.report("/Properties/LifecycleConfiguration/Rules/" + std::to_string(place),
                  std::move(what), "leave the rule out, or set its 'Status' to 'Disabled'",
                  is_certain_ && is_sure);
  }

  const LossCheck& check_;
  bool is_certain_;
};

}  // namespace

void find_sooner_expiration(const LossCheck& check) {
  if (check.change.type_name != "AWS::S3::Bucket" &&
      check.change.type_name != "AWS::S3Express::DirectoryBucket") {
    return;
  }
  constexpr std::string_view way = "LifecycleConfiguration/Rules";
  for_each_pair(check.before(way), check.after(way),
                [&check](const Case& before, const Case& after, bool is_always) {
                  if (same_case(before, after)) return;
                  if (is_seen(before) && is_seen(after)) {
                    RuleComparison(check, is_always).compare(rules_of(before), rules_of(after));
                  } else if (!after.is_seen || after.value != nullptr) {
                    check.report(property_path("LifecycleConfiguration/Rules"),
                                 "objects that the rules delete, as they turn out at deployment",
                                 "leave the rules as they are deployed", false);
                  }
                });
}

}  // namespace omnitrack::diff
