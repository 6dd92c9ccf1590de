// Validates what a fuzzer makes up. Its findings lie in the text and say something; neither the
// order of keys nor YAML in place of JSON changes which there are.

#include <string>

#include "engine/target.hpp"
#include "engine/tree.hpp"
#include "format/format.hpp"
#include "properties/findings.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

void check_shape(const tmpl::Document& document, const validate::Findings& findings) {
  for (const validate::Finding& each : findings) {
    require(each.begin <= each.end && each.end <= document.source().text().size(),
            "a finding lies in the text", each.message);
    require(each.code.size() == 6 && each.code.starts_with("OT"), "a finding has a code",
            each.code);
    require(!each.message.empty(), "a finding has a message", each.code);
  }
}

void require_same(const CountByCode& one, const CountByCode& other, std::string_view property,
                  const std::string& text) {
  if (one == other) return;
  require(false, property, grown(one, other) + "and back: " + grown(other, one) + text);
}

void check_rewritten(const tmpl::Document& document, const CountByCode& found) {
  Tree tree = tree_of(document);
  reverse_members(tree);
  const tmpl::Document reversed("reversed", json_of(tree));
  require_same(found, count_by_code(findings_of(reversed)), "the order of keys changes no finding",
               std::string(reversed.source().text()));
  std::string yaml;
  try {
    yaml = format::format(document, {.to = tmpl::Format::yaml}).text;
  } catch (const format::Refused&) {
    return;
  }
  const tmpl::Document rendered("rendered", yaml);
  require_same(found, count_by_code(findings_of(rendered)), "YAML has the findings of JSON", yaml);
}

void validate_template(std::string_view input) {
  const tmpl::Document document("fuzz", std::string(input));
  const validate::Findings findings = findings_of(document);
  check_shape(document, findings);
  const bool is_json = document.source().format() == tmpl::Format::json;
  if (is_json && document.problems().empty()) check_rewritten(document, count_by_code(findings));
}

const NamedTarget target("validate", validate_template);

}  // namespace

}  // namespace omnitrack::fuzz
