#include "graph/permissions/targets.hpp"

#include <algorithm>
#include <iterator>

#include "diff/security/statements.hpp"
#include "graph/permissions/api_calls.hpp"
#include "graph/permissions/arns.hpp"
#include "graph/stacks/function_names.hpp"
#include "meaning/permission_facts.hpp"
#include "schema/iam_actions.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using meaning::Symbols;
using tmpl::ResourceEntry;

namespace {

/// The service in `arn:${Partition}:dynamodb:…`; empty where there is no such form.
std::string service_of_arn(std::string_view form) {
  for (int colon = 0; colon < 2; ++colon) {
    const std::size_t at = form.find(':');
    if (at == std::string_view::npos) return {};
    form.remove_prefix(at + 1);
  }
  return std::string(form.substr(0, form.find(':')));
}

std::vector<std::string> services_of(const ResourceEntry& entry) {
  std::vector<std::string> services;
  // Where the prefix of the actions is not that of the ARN.
  const std::string_view given =
      meaning::fact_text(meaning::permission_fact("targets", entry.type_name), "services");
  if (given.empty()) {
    std::string service = entry.type ? service_of_arn(entry.type->arn()) : std::string();
    if (service.empty()) {
      const std::string_view type = entry.type_name;
      const std::size_t begin = type.find("::");
      if (begin == std::string_view::npos || !type.starts_with("AWS::")) return {};
      service = support::to_lower(type.substr(begin + 2, type.find("::", begin + 2) - begin - 2));
      if (!schema::is_iam_service(service)) return {};
    }
    services.push_back(std::move(service));
    return services;
  }
  for (const std::string_view each : meaning::words_of(given)) services.emplace_back(each);
  return services;
}

Pattern with_rest(Pattern arn, std::string_view rest) {
  for (const char c : rest) {
    arn.symbols += c == '*' ? meaning::any_text : static_cast<char32_t>(c);
  }
  arn.shown += rest;
  return arn;
}

/// What a type whose ARNs have no known form may be called.
void add_forms(Target& target) {
  for (const std::string& service : target.services) {
    Pattern form{.symbols = diff::symbols_of("arn:"), .shown = {}};
    form.symbols += meaning::any_text;
    form.symbols += diff::symbols_of(":" + service + ":");
    form.symbols += meaning::any_text;
    target.forms.push_back(std::move(form));
  }
}

/// Whether a resource has what stands below its ARN: a table its indexes, only where it has some.
bool has_part(const Scene& scene, const ResourceEntry& entry, const tmpl::Node& facts,
              std::string_view part) {
  const std::string_view needed = meaning::fact_text(facts.find("needs"), part);
  return needed.empty() ||
         std::ranges::any_of(meaning::words_of(needed), [&](std::string_view property) {
           return scene.find(entry, property) != nullptr;
         });
}

/// What nobody may do to a resource: what is for those of services alone, and all that it takes to
/// be on while it is turned off.
void add_uncounted(const Scene& scene, const ResourceEntry& entry, Target& target) {
  const tmpl::Node* facts = meaning::permission_fact("targets", entry.type_name);
  for (const std::string_view each : meaning::words_of(meaning::fact_text(facts, "never"))) {
    target.uncounted.emplace_back(each);
  }
  const tmpl::Node* off = facts == nullptr ? nullptr : facts->find("off");
  if (off == nullptr) return;
  const Setting setting = scene.setting(entry, meaning::fact_text(off, "setting"), true);
  if (setting.value.value_or(true)) return;
  for (const std::string_view each : meaning::words_of(meaning::fact_text(off, "actions"))) {
    target.uncounted.emplace_back(each);
  }
  target.off = reason_of(RuleKind::setting, Verdict::no, entry, setting.at,
                         std::string(entry.logical_id) + " is disabled");
}

/// The names that actions take, as AWS's reference has them.
void add_names(const Scene& scene, const ResourceEntry& entry, const Pattern& arn, Target& target) {
  target.names = {{.name = arn}};
  const tmpl::Node* facts = meaning::permission_fact("targets", entry.type_name);
  if (facts == nullptr) return;
  if (const tmpl::Node* names = facts->find("names")) {
    for (const tmpl::Member& each : names->members()) {
      if (!has_part(scene, entry, *facts, each.key())) continue;
      if (each.key().empty()) {
        target.names.front().kinds = each.value.text();
      } else {
        target.names.push_back({with_rest(arn, each.key()), each.value.text()});
      }
    }
  }
  if (const tmpl::Node* parts = facts->find("parts")) {
    for (const tmpl::Member& each : parts->members()) {
      target.references.push_back(
          {.symbols = scene.reader().own_attribute(entry, each.key()).symbols,
           .rest = with_rest({}, each.value.text()).symbols});
    }
  }
  const tmpl::Node* others = facts->find("others");
  if (others == nullptr) return;
  for (const tmpl::Member& each : others->members()) {
    Pattern other = arn_in_form(scene, entry, each.key());
    if (each.key().ends_with("/*")) other.shown += "/*";
    target.names.push_back({std::move(other), each.value.text()});
  }
}

/// The aliases and versions by which a function is called too, and the version that each has; and
/// those of a state machine.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
void add_versions(const Scene& scene, const ResourceEntry& entry, Target& target) {
  if (entry.type_name == "AWS::StepFunctions::StateMachine") {
    const bool has_versions =
        !scene.model().of_type("AWS::StepFunctions::StateMachineVersion").empty();
    if (has_versions) target.names.push_back({with_rest(target.arn, ":*"), "statemachine"});
    return;
  }
  if (entry.type_name != "AWS::Lambda::Function") return;
  constexpr std::string_view kinds = "function function-alias function-version";
  const FunctionNames names(scene, entry);
  for (const QualifiedFunction& each : names.qualified()) {
    const Symbols rest = U':' + each.qualifier.symbols;
    Pattern name = target.arn;
    name.symbols += rest;
    name.shown = std::string(each.entry->logical_id);
    target.names.push_back({.name = std::move(name), .kinds = kinds});
    target.references.push_back({.symbols = each.reference, .rest = rest});
  }
  target.names.push_back(
      {.name = with_rest(target.arn, ":$LATEST"),
       .kinds = kinds,
       .unknown = "whether " + std::string(entry.logical_id) + " is called by a version"});
}

/// Whether what a resource gives may be the ARN of another one.
bool gives_any_text(const Scene& scene, std::string_view id) {
  const ResourceEntry* entry = scene.model().index().find_resource(id);
  return entry == nullptr || entry->is_open || !entry->type ||
         entry->type_name == "AWS::CloudFormation::Stack";
}

/// A text with the region and the account that a name has where those are not known before: a text
/// may write them out.
Symbols with_place_of(const Symbols& name, const Symbols& text) {
  Symbols same;
  std::size_t of_name = 0;
  std::size_t of_text = 0;
  for (int part = 0; part < 5; ++part) {
    const std::size_t name_end = name.find(U':', of_name);
    const std::size_t text_end = text.find(U':', of_text);
    if (name_end == Symbols::npos || text_end == Symbols::npos) return text;
    const bool is_place = name_end == of_name + 1 && name[of_name] >= meaning::first_atom;
    const bool takes = is_place && text_end != of_text;
    same += takes ? name.substr(of_name, 1) : text.substr(of_text, text_end - of_text);
    same += U':';
    of_name = name_end + 1;
    of_text = text_end + 1;
  }
  return same + text.substr(of_text);
}

/// The places at which the parts of an ARN end, up to its account; empty for anything shorter.
std::vector<std::size_t> ends_of_parts(const Symbols& arn) {
  std::vector<std::size_t> ends;
  std::size_t begin = 0;
  for (int part = 0; part < 5; ++part) {
    const std::size_t end = arn.find(U':', begin);
    if (end == Symbols::npos) return {};
    ends.push_back(end);
    begin = end + 1;
  }
  return ends;
}

/// Whether a text is about a name itself, not only about what may follow it.
bool is_about_itself(const Symbols& text, Symbols name) {
  if (name.ends_with(meaning::any_text)) name.pop_back();
  return meaning::covers(text, name);
}

/// A text in whose parts before the name a wildcard stands for no more than its part: it would
/// else swallow the name itself, and what follows would be read as something in the resource.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
Symbols part_by_part(const Symbols& name, const Symbols& text) {
  const std::vector<std::size_t> of_name = ends_of_parts(name);
  const std::vector<std::size_t> of_text = ends_of_parts(text);
  if (of_name.empty() || of_text.empty() || is_about_itself(text, name)) return text;
  Symbols aligned = text;
  for (std::size_t part = of_text.size() - 1; part > 0; --part) {
    const std::size_t begin = of_text[part - 1] + 1;
    const Symbols written = text.substr(begin, of_text[part] - begin);
    const std::size_t name_begin = of_name[part - 1] + 1;
    const Symbols own = name.substr(name_begin, of_name[part] - name_begin);
    if (written.find(meaning::any_text) == Symbols::npos) continue;
    if (meaning::covers(written, own)) aligned.replace(begin, written.size(), own);
  }
  return aligned;
}

/// Whether a text may be anything: a parameter, a stack's name, or what a stack or a custom
/// resource gives.
bool is_made_elsewhere(const Scene& scene, const diff::Atom& atom) {
  if (atom.shown.starts_with("${AWS::")) return atom.shown.starts_with("${AWS::Stack");
  return !atom.unknown.empty() || gives_any_text(scene, atom.shown);
}

/// Whether a text is about one of the names of a target, so that it is about no other by chance.
bool is_surely_a_name(const Target& target, const Pattern& text) {
  return !target.ends_at_random && std::ranges::any_of(target.names, [&text](const Named& each) {
    return meaning::covers(text.symbols, each.name.symbols) ||
           meaning::covers(each.name.symbols, text.symbols);
  });
}

/// In place of all calls of an API those of its methods, where they are told.
void add_calls(const Scene& scene, const ResourceEntry& entry, Target& target) {
  if (!is_api(entry)) return;
  std::vector<Named> calls = call_names(scene, entry, methods_of(scene, entry), CallReader::iam);
  if (calls.empty()) return;
  std::erase_if(target.names,
                [&calls](const Named& each) { return each.kinds == calls.front().kinds; });
  std::ranges::move(calls, std::back_inserter(target.names));
}

/// Whether a text names an API, or any, by what is known of its calls, so that it is about one of
/// them or about none.
bool is_told_of_api(const Scene& scene, const Target& target, const Pattern& text) {
  if (!is_api(*target.entry)) return false;
  if (text.symbols.starts_with(call_base(scene, *target.entry).symbols)) return true;
  const std::vector<std::size_t> ends = ends_of_parts(text.symbols);
  if (ends.empty()) return false;
  const Symbols call = text.symbols.substr(ends.back() + 1);
  return call.starts_with(meaning::any_text) &&
         std::ranges::none_of(call, [](char32_t c) { return c >= meaning::first_atom; });
}

/// Whether a text begins with what a Ref to the target gives, where that is no ARN.
bool is_no_arn(const Scene& scene, const Target& target, const Pattern& text) {
  if (!target.forms.empty()) return false;
  const Symbols id = scene.reader().own_attribute(*target.entry, {}).symbols;
  const bool is_arn = std::ranges::any_of(
      target.references, [&id](const GivenArn& each) { return each.symbols == id; });
  return !is_arn && id.size() == 1 && text.symbols.starts_with(id);
}

/// Whether a text has a literal name that AWS never makes: those that it makes have hyphens.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
bool is_no_made_name(const Target& target, const Pattern& text) {
  const tmpl::Node* facts = meaning::permission_fact("targets", target.entry->type_name);
  if (facts == nullptr || facts->find("madeWithHyphens") == nullptr) return false;
  const std::vector<std::size_t> ends = ends_of_parts(text.symbols);
  if (ends.empty()) return false;
  const Symbols name = text.symbols.substr(ends.back() + 1);
  return std::ranges::none_of(name, [](char32_t symbol) {
    return symbol == U'-' || symbol == meaning::any_text || symbol == meaning::any_character ||
           symbol >= meaning::first_atom;
  });
}

}  // namespace

Target target_of(const Scene& scene, const ResourceEntry& entry) {
  Target target{.entry = &entry, .services = services_of(entry)};
  const ArnOf own = arn_of(scene, entry);
  for (const Pattern& each : own.references) target.references.push_back({each.symbols});
  target.ends_at_random = own.ends_at_random;
  if (!own.has_form) add_forms(target);
  target.arn = own.arn;
  add_names(scene, entry, own.arn, target);
  add_versions(scene, entry, target);
  add_uncounted(scene, entry, target);
  add_calls(scene, entry, target);
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  target.needs_own_policy =
      entry.type_name == "AWS::KMS::Key" || entry.type_name == "AWS::IAM::Role";
  target.is_open_by_default =
      entry.type_name == "AWS::KMS::Key" && scene.find(entry, "KeyPolicy") == nullptr;
  return target;
}

Pattern read_as(const Target& target, const Pattern& name, Pattern text) {
  for (const GivenArn& each : target.references) {
    if (!text.symbols.starts_with(each.symbols)) continue;
    text.symbols.replace(0, each.symbols.size(), target.arn.symbols + each.rest);
    return text;
  }
  text.symbols = part_by_part(name.symbols, text.symbols);
  return text;
}

std::string why_it_may_be(const Scene& scene, const Target& target, const Pattern& text) {
  const diff::Atoms& atoms = scene.reader().atoms();
  const std::string_view id = target.entry->logical_id;
  if (!text.resource.empty() && text.resource != id && !gives_any_text(scene, text.resource)) {
    return {};
  }
  if (is_surely_a_name(target, text)) return {};
  // What follows the ARN of the target itself is told, so that it is of no other name by chance.
  if (!target.ends_at_random && text.symbols.starts_with(target.arn.symbols)) return {};
  if (is_told_of_api(scene, target, text)) return {};
  if (is_no_arn(scene, target, text) || is_no_made_name(target, text)) return {};
  std::string unknown = "the ARN of " + std::string(id) + ", which is made at deployment";
  const auto is_open = [&](char32_t symbol) {
    return symbol == meaning::any_text ||
           (symbol >= meaning::first_atom &&
            (atoms.at(symbol).shown == id || is_made_elsewhere(scene, atoms.at(symbol))));
  };
  const auto are_same = [](char32_t one, char32_t other) {
    return one == other || one == meaning::any_character || other == meaning::any_character;
  };
  const auto fits = [&](const Pattern& name) {
    const Symbols asked = with_place_of(name.symbols, text.symbols);
    const bool is_of_another = std::ranges::any_of(asked, [&](char32_t symbol) {
      return symbol >= meaning::first_atom && !is_open(symbol) &&
             name.symbols.find(symbol) == Symbols::npos;
    });
    return !is_of_another && meaning::may_match(asked, name.symbols, is_open, is_open, are_same);
  };
  if (std::ranges::any_of(target.names, fits, &Named::name)) return unknown;
  if (std::ranges::any_of(target.forms, fits)) return unknown;
  return {};
}

}  // namespace omnitrack::graph
