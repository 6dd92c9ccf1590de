// Writes what a fuzzer makes up as an app: its files have balanced brackets and no controls.

#include "import/import.hpp"

#include <string>

#include "engine/target.hpp"
#include "properties/cpp_text.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

void import_app(std::string_view input) {
  const tmpl::Document document("fuzz", std::string(input));
  if (!document.is_readable()) return;
  const importing::ImportedApp app = importing::import_template(document, "Stack", "app");
  for (const importing::Problem& each : app.problems) {
    require(each.begin <= input.size() && !each.message.empty(),
            "a problem has a place and a message", each.path);
  }
  require(app.constructs <= app.resources && app.typed <= app.resources,
          "there are no more typed resources than resources");
  for (const importing::AppFile& each : app.files) {
    require_harmless(each.text, "an app's files steer nothing: " + each.name);
    if (each.name.ends_with(".cpp") || each.name.ends_with(".hpp")) {
      require(has_balanced_brackets(each.text), "the brackets of C++ are balanced", each.text);
    }
  }
}

const NamedTarget target("import", import_app);

}  // namespace

}  // namespace omnitrack::fuzz
