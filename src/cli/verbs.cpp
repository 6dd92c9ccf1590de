#include "cli/verbs.hpp"

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"

namespace omnitrack::cli {

Verbs all_verbs() {
  Verbs verbs;
  verbs.push_back(make_synth_verb());
  verbs.push_back(make_diff_verb());
  verbs.push_back(make_list_verb());
  verbs.push_back(make_validate_verb());
  verbs.push_back(make_lock_verb());
  verbs.push_back(make_adopt_verb());
  verbs.push_back(make_schema_verb());
  verbs.push_back(make_explain_verb());
  verbs.push_back(make_completion_verb());
  verbs.push_back(make_help_verb());
  return verbs;
}

Verb& find_verb(const Verbs& verbs, const std::string& name) {
  std::vector<std::string_view> names;
  for (const auto& verb : verbs) {
    if (verb->name() == name) return *verb;
    names.push_back(verb->name());
  }
  std::string hint = did_you_mean(name, names);
  if (hint.empty()) {
    hint = "the verbs are " + listed(names, " and ") +
           "; a stack is named after its verb: " + std::string(names.front()) + ' ' + name;
  }
  throw UsageError("unknown verb '" + name + "'", hint);
}

}  // namespace omnitrack::cli
