#include "diff/exports.hpp"

#include "diff/meaning.hpp"
#include "diff/value_walk.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Member;
using tmpl::Node;

void add_imports(const Node& value, std::set<std::string>& names) {
  for_each_call(value, [&](const Node& call, const validate::Path&, Effect) {
    if (call.calls(Function::import_value)) names.insert(canonical_text(call.argument(), {}));
  });
}

}  // namespace

std::vector<Export> exports_of(const tmpl::Index& index) {
  std::vector<Export> exports;
  for (const Member& output : index.outputs()) {
    const Node* exported = output.value.find("Export");
    const Node* name = exported == nullptr ? nullptr : exported->find("Name");
    if (name != nullptr) exports.push_back({&output, canonical_text(*name, {})});
  }
  return exports;
}

std::set<std::string> imports_of(const tmpl::Index& index) {
  std::set<std::string> names;
  // Most templates import nothing.
  if (index.source().text().find("ImportValue") == std::string_view::npos) return names;
  for (const tmpl::ResourceEntry& each : index.resources()) add_imports(each.member->value, names);
  for (const Member& each : index.outputs()) add_imports(each.value, names);
  return names;
}

}  // namespace omnitrack::diff
