// Takes what a fuzzer makes up as what the AWS CLI prints of resources that are there: the template
// that is written of them can be read, and becomes an app.

#include <string>

#include "engine/target.hpp"
#include "import/import.hpp"
#include "import/live/live.hpp"
#include "properties/require.hpp"
#include "template/document.hpp"

namespace omnitrack::fuzz {

namespace {

void read_live(std::string_view input) {
  importing::LiveReader reader;
  reader.read("answer.json", std::string(input));
  const importing::LiveStack stack = reader.take();
  for (const importing::LiveProblem& each : stack.problems) {
    require(!each.message.empty(), "a problem has a message");
  }
  if (!stack.problems.empty() || stack.resources.empty()) return;
  const tmpl::Document document("template.json", stack.template_text);
  require(document.is_readable(), "the template can be read", stack.template_text);
  require(document.index().resources().size() == stack.resources.size(),
          "the template has each resource once", stack.template_text);
  const tmpl::Document identified("resources-to-import.json", stack.resources_to_import);
  require(identified.problems().empty(), "what is imported is JSON", stack.resources_to_import);
  require(!importing::import_template(document, "Live", "live").files.empty(),
          "the template becomes an app", stack.template_text);
}

const NamedTarget target("live_resources", read_live);

}  // namespace

}  // namespace omnitrack::fuzz
