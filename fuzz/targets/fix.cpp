// Mends what a fuzzer makes up: afterwards it is no worse than before, and mending again changes
// nothing. A finding may come in place of another, as a mended name shows what is wrong below it.

#include "fix/fix.hpp"

#include <string>

#include "engine/target.hpp"
#include "properties/findings.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

void check_mended(const tmpl::Document& document, const fix::FixOptions& options) {
  const fix::Fixed fixed = fix::fix("fuzz", std::string(document.source().text()), options);
  require(fixed.text == document.source().text() || !fixed.done.empty(), "what was mended is told",
          fixed.text);
  const tmpl::Document after("fuzz", fixed.text);
  require(
      faults_of(after) <= faults_of(document), "mending makes nothing worse",
      grown(count_by_code(findings_of(document)), count_by_code(findings_of(after))) + fixed.text);
  const fix::Fixed again = fix::fix("fuzz", fixed.text, options);
  require(again.text == fixed.text, "mending again changes nothing",
          fixed.text + "\n-----\n" + again.text);
}

void mend_template(std::string_view input) {
  const tmpl::Document document("fuzz", std::string(input));
  check_mended(document, {.with_unused = false});
  check_mended(document, {.with_unused = true});
}

const NamedTarget target("fix", mend_template);

}  // namespace

}  // namespace omnitrack::fuzz
