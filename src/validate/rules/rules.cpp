#include <unordered_map>
#include <unordered_set>

#include "meaning/condition_logic.hpp"
#include "omnitrack/codes.hpp"
#include "schema/service_rules.hpp"
#include "validate/context.hpp"
#include "validate/rules/judge.hpp"
#include "validate/same_texts.hpp"

namespace omnitrack::validate {

using meaning::Path;

namespace {

std::string message_of(schema::ServiceRule rule, const Judge& judge, const Position& at) {
  std::string text;
  for (std::uint32_t i = 0; i < rule.message_count(); ++i) {
    text += shown(judge.value(rule.message(i), at));
  }
  return text;
}

std::string hint_of(schema::ServiceRule rule, const Judge& judge, const Position& at) {
  std::string hint;
  for (std::uint32_t i = 0; i < rule.hint_count(); ++i) {
    hint += shown(judge.value(rule.hint(i), at));
  }
  return hint.append(hint.empty() ? "see " : "; see ").append(rule.source());
}

// Where a value stands in a text that is read as JSON; nothing where it stands in the template.
std::string place_in_text(const Position& found, const Position& text) {
  if (!found.is_in_text) return {};
  const std::string inner = found.path->text();
  const std::size_t outer = text.path->text().size();
  return inner.size() <= outer ? "" : " (at '" + inner.substr(outer + 1) + "' of the text)";
}

/// Who judges: by what is certain, and by the defaults of parameters besides.
struct Judges {
  Judge certain;
  Judge by_default;
  std::unordered_set<const tmpl::ParameterEntry*> told = {};  ///< of whose defaults something is
};

/// The rules of one resource.
class Resource {
 public:
  Resource(const Context& context, const tmpl::ResourceEntry& entry, Judges& judges)
      : context_(context),
        entry_(entry),
        judge_(judges.certain),
        by_default_(judges.by_default),
        told_(judges.told),
        has_defaults_(!context.index.parameters().empty() && meaning::condition_of(entry).empty()) {
  }

  void check(schema::ServiceRule rule, const Position& properties) const {
    auto judge_at = [&](Reached reached, const Position& at) {
      if (reached != Reached::value) return;
      const Truth when = judge_.truth(rule.when(), at);
      if (when == Truth::no) return;
      if (when == Truth::yes) {
        const Truth must = judge_.truth(rule.must(), at);
        if (must == Truth::yes) return;
        if (must == Truth::no) return report(rule, at);
      }
      if (has_defaults_ && !at.is_in_case && !rule.is_warning()) check_defaults(rule, at);
    };
    walk(properties, rule.at(), 0, judge_at);
  }

 private:
  // What is refused where nobody gives a parameter another value.
  void check_defaults(schema::ServiceRule rule, const Position& at) const {
    by_default_.forget_defaults();
    if (by_default_.truth(rule.when(), at) != Truth::yes) return;
    if (by_default_.truth(rule.must(), at) != Truth::no) return;
    const tmpl::ParameterEntry* parameter = by_default_.last_default();
    if (parameter == nullptr || !told_.insert(parameter).second) return;
    const Path root;
    const Path section(root, "Parameters");
    const Path own(section, parameter->name);
    const Path path(own, "Default");
    context_.report.warning(
        codes::OT4803, *parameter->member->value.find("Default"), path,
        message_of(rule, by_default_, at) + ", where " + at.path->text() + " uses it",
        hint_of(rule, by_default_, at));
    context_.report.name_rule(rule.name());
  }

  void report(schema::ServiceRule rule, const Position& at) const {
    bool is_reported = false;
    auto blame = [&](Reached, const Position& end) {
      if (!is_reported) {
        report_at(rule, end, message_of(rule, judge_, at), hint_of(rule, judge_, at));
      }
      is_reported = true;
    };
    walk(at, rule.blame(), 0, blame);
  }

  // A list or a map is marked by its key, the properties by the resource's id, and what stands in a
  // text by the text.
  void report_at(schema::ServiceRule rule, const Position& found, std::string message,
                 std::string hint) const {
    const Position* at = &found;
    while (at->is_in_text) at = at->up;
    message += place_in_text(found, *at);
    const Position& end = *at;
    const GradedCode code = rule.is_warning() ? as_warning(codes::OT4802) : as_error(codes::OT4801);
    const tmpl::Node& node = *end.node;
    const tmpl::Member* member = end.up == nullptr ? entry_.member : end.member;
    if (!node.is_scalar() && member != nullptr) {
      context_.report.report_at_key(code, *member, *end.path, std::move(message), std::move(hint));
    } else {
      const std::uint32_t after = node.is_scalar() ? node.end : node.begin;
      context_.report.report(code, node.begin, after, *end.path, std::move(message),
                             std::move(hint));
    }
    context_.report.name_rule(rule.name());
  }

  const Context& context_;
  const tmpl::ResourceEntry& entry_;
  const Judge& judge_;
  const Judge& by_default_;
  std::unordered_set<const tmpl::ParameterEntry*>& told_;
  bool has_defaults_;  ///< whether those of parameters may decide
};

// The keys that rules need and that their ways may lead through; all where a text holds JSON.
schema::ServiceRules::Keys keys_in(schema::ServiceRules rules, const tmpl::Node& value) {
  if (begins_as_json(value)) return ~schema::ServiceRules::Keys{0};
  schema::ServiceRules::Keys keys = 0;
  if (value.is_call()) {
    for (const tmpl::Node& branch : meaning::branches_of(value)) keys |= keys_in(rules, branch);
    return keys;
  }
  for (const tmpl::Node& item : value.items()) keys |= keys_in(rules, item);
  for (const tmpl::Member& member : value.members()) {
    keys |= rules.bit_of(member.key()) | keys_in(rules, member.value);
  }
  return keys;
}

// The last resource of each type that nothing was told of: a rule that reads nothing but what the
// next one says in the same words lets that pass too.
class LastPassed {
 public:
  explicit LastPassed(const tmpl::Index& index) : texts_(index) {}

  // What rules are to be read by: the keys that are there, and those that changed.
  struct Keys {
    schema::ServiceRules::Keys present;
    schema::ServiceRules::Keys changed = schema::ServiceRules::all_keys;
  };

  [[nodiscard]] Keys keys_of(schema::ServiceRules rules, const tmpl::Node& properties) const {
    const auto last = last_.find(rules.id());
    if (last == last_.end() || !texts_.may_compare(properties) ||
        !has_same_keys(properties, *last->second.properties)) {
      return {keys_in(rules, properties)};
    }
    Keys keys{last->second.present, schema::ServiceRules::whatever_else};
    const MemberBits same = texts_.same_members(properties, *last->second.properties);
    for (std::size_t i = 0; i < properties.count; ++i) {
      if ((same & bit_of_member(i)) != 0) continue;
      const tmpl::Member& member = properties.first_member[i];
      keys.changed |= rules.bit_of(member.key());
      keys.present |= keys_in(rules, member.value);
    }
    return keys;
  }

  void keep(schema::ServiceRules rules, const tmpl::Node& properties, const Keys& keys) {
    if (texts_.may_compare(properties)) last_[rules.id()] = {&properties, keys.present};
  }

 private:
  struct Passed {
    const tmpl::Node* properties = nullptr;
    schema::ServiceRules::Keys present = 0;
  };

  SameTexts texts_;
  std::unordered_map<const void*, Passed> last_;  // by the rules of the type
};

}  // namespace

void check_service_rules(const Context& context) {
  if (context.index.may_rewrite_resources()) return;
  Judges judges{Judge(context.index), Judge(context.index, Judge::Parameters::as_by_default)};
  JsonTexts texts;
  LastPassed last(context.index);
  for (const tmpl::ResourceEntry& entry : context.index.resources()) {
    const schema::ServiceRules rules = schema::find_service_rules(entry.type_name);
    const tmpl::Node* given = rules.size() == 0 ? nullptr : meaning::unchanged_properties(entry);
    if (given == nullptr) continue;
    const Path root;
    const Path section(root, "Resources");
    const Path resource(section, entry.logical_id);
    const Path path(resource, "Properties");
    const Position properties{given, &path, &entry, &texts};
    const Resource checked(context, entry, judges);
    const LastPassed::Keys keys = last.keys_of(rules, *given);
    const std::size_t before = context.report.count();
    rules.for_each(keys.present, keys.changed,
                   [&](schema::ServiceRule rule) { checked.check(rule, properties); });
    // Of a resource under a condition less is told.
    if (context.report.count() == before && meaning::condition_of(entry).empty()) {
      last.keep(rules, *given, keys);
    }
  }
}

}  // namespace omnitrack::validate
