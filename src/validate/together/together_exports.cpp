#include <algorithm>

#include "omnitrack/codes.hpp"
#include "validate/condition_logic.hpp"
#include "validate/known.hpp"
#include "validate/services/name_claims.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

/// Whether a value is the same in whichever stack of one environment it is evaluated.
bool is_same_everywhere(const Node& value) {
  if (value.calls(Function::ref)) {
    const std::string_view name = value.argument().text();
    return name == "AWS::Region" || name == "AWS::AccountId" || name == "AWS::Partition";
  }
  if (value.calls(Function::sub)) {
    if (!value.argument().is(Kind::string)) return false;
    std::string_view text = value.argument().text();
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${")) {
      text.remove_prefix(at + 2);
      const std::string_view name = text.substr(0, text.find('}'));
      if (name != "AWS::Region" && name != "AWS::AccountId" && name != "AWS::Partition") {
        return false;
      }
    }
    return true;
  }
  if (value.calls(Function::join)) {
    const auto items = value.argument().items();
    return items.size() == 2 && std::ranges::all_of(items[1].items(), is_same_everywhere);
  }
  return known_text(&value).has_value();
}

/// Whether a text fits an Fn::Sub's text with anything for its variables.
bool fits(std::string_view text, std::string_view pattern) {
  std::size_t variable = pattern.find("${");
  if (variable == std::string_view::npos) return text == pattern;
  if (!text.starts_with(pattern.substr(0, variable))) return false;
  text.remove_prefix(variable);
  while (true) {
    const std::size_t end = pattern.find('}', variable);
    if (end == std::string_view::npos) return true;
    pattern.remove_prefix(end + 1);
    variable = pattern.find("${");
    if (variable == std::string_view::npos) return text.ends_with(pattern);
    // The first place that fits leaves the most for the rest.
    const std::size_t place = text.find(pattern.substr(0, variable));
    if (place == std::string_view::npos) return false;
    text.remove_prefix(place + variable);
  }
}

/// The key of a name, alike for an export and the import that surely names it.
std::string key_of(const Node& name) {
  const auto text = known_text(&name);
  return text ? std::string(*text) : canonical_text(name);
}

}  // namespace

ExportTable::ExportTable(std::span<const tmpl::Index* const> app) {
  for (const tmpl::Index* index : app) {
    may_have_unseen_ = may_have_unseen_ || index->may_have_unseen();
    for (const Member& output : index->outputs()) {
      if (tmpl::is_loop_key(output.key())) may_have_unseen_ = true;
      const Node* holder = output.value.find("Export");
      const Node* name = holder == nullptr ? nullptr : holder->find("Name");
      if (name == nullptr) continue;
      if (is_same_everywhere(*name)) {
        places_.try_emplace(key_of(*name), all_.size());
      } else {
        unknown_names_.push_back(name);
      }
      all_.push_back({.from = index,
                      .output = &output,
                      .name = name,
                      .is_conditional = output.value.find("Condition") != nullptr});
    }
  }
}

const Export* ExportTable::find(const Node& name) const {
  if (!is_same_everywhere(name)) return nullptr;
  const auto found = places_.find(key_of(name));
  return found == places_.end() ? nullptr : &all_[found->second];
}

bool ExportTable::may_have(std::string_view name) const {
  if (may_have_unseen_) return true;
  return std::ranges::any_of(unknown_names_, [name](const Node* each) {
    if (!each->calls(Function::sub)) return true;
    const Node& argument = each->argument();
    const Node& text = argument.items().empty() ? argument : argument.items().front();
    return fits(name, text.text());
  });
}

void check_exports_twice(const ExportTable& exports, Findings& findings) {
  std::unordered_map<std::string_view, const Export*> literal;
  for (const Export& each : exports.all()) {
    const auto name = known_text(each.name);
    if (!name || each.is_conditional) continue;
    const auto [earlier, is_first] = literal.try_emplace(*name, &each);
    if (is_first || earlier->second->from == each.from) continue;
    Reporter report(each.from->source(), findings);
    const Path root;
    const Path section(root, "Outputs");
    const Path output(section, each.output->key());
    const Path holder(output, "Export");
    const Path at(holder, "Name");
    report.error(codes::OT4702, *each.name, at,
                 "'" + earlier->second->from->source().file() + "' already exports '" +
                     std::string(*name) + "'",
                 "an account has each export name once in a region; use another name");
  }
}

void check_names_across(std::span<const tmpl::Index* const> app, Findings& findings) {
  struct Owner {
    const tmpl::Index* index;
    const tmpl::ResourceEntry* resource;
  };
  std::unordered_map<std::string, Owner> claimed;
  for (const tmpl::Index* index : app) {
    Reporter report(index->source(), findings);
    for (const tmpl::ResourceEntry& resource : index->resources()) {
      if (!condition_of(resource).empty()) continue;
      for (const NameClaim& claim : name_claims(resource)) {
        const bool is_conditional = claim.when.size() > 1;
        if (!claim.is_literal || is_conditional) continue;
        const auto [owner, is_first] = claimed.try_emplace(claim.key, Owner{index, &resource});
        if (is_first || owner->second.index == index) continue;
        report_name_claim(report, codes::OT4703, claim,
                          "'" + std::string(owner->second.resource->logical_id) + "' in '" +
                              owner->second.index->source().file() + "'");
      }
    }
  }
}

}  // namespace omnitrack::validate
