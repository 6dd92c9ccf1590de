#include <algorithm>

#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "meaning/name_claims.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/name_findings.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using meaning::condition_of;
using meaning::known_text;
using meaning::Path;

void check_exports_twice(const meaning::ExportTable& exports, Findings& findings) {
  std::unordered_map<std::string_view, const meaning::Export*> literal;
  for (const meaning::Export& each : exports.all()) {
    const auto name = known_text(each.name);
    if (!name || !each.condition().empty()) continue;
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
                 "the name of an export is unique in an account and region; use another");
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
      for (const meaning::NameClaim& claim : meaning::name_claims(resource)) {
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
