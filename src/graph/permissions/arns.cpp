#include "graph/permissions/arns.hpp"

#include <algorithm>

#include "diff/security/statements.hpp"
#include "meaning/permission_facts.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using tmpl::ResourceEntry;

namespace {

/// The property that a variable of a form stands for; null where the template does not tell it.
const tmpl::Node* name_in(const Scene& scene, const ResourceEntry& entry,
                          std::string_view variable) {
  if (const tmpl::Node* same = scene.find(entry, variable)) return same;
  if (variable.find("Name") == std::string_view::npos) return nullptr;
  if (entry.type->naming_count() != 1) return nullptr;
  return scene.find(entry, entry.type->naming(0));
}

/// What comes before the name: the path that the name of an identity stands at, without its first
/// slash. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
bool append_path(const Scene& scene, const ResourceEntry& entry, Pattern& arn) {
  const tmpl::Node* path = scene.find(entry, "Path");
  if (path == nullptr) return true;
  const auto known = scene.reader().text(path);
  if (!known || !known->starts_with('/')) return false;
  arn.symbols += diff::symbols_of(known->substr(1));
  return true;
}

bool append_name(const Scene& scene, const ResourceEntry& entry, std::string_view variable,
                 Pattern& arn) {
  const tmpl::Node* name = name_in(scene, entry, variable);
  if (variable.ends_with("WithPath") && !append_path(scene, entry, arn)) return false;
  if (name == nullptr) {
    arn.symbols += scene.reader().own_attribute(entry, {}).symbols;
    return true;
  }
  meaning::Symbols symbols = scene.reader().pattern(*name, diff::Wildcards::none).symbols;
  // The name of a parameter may begin with the slash that its ARN has already.
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
  if (variable.ends_with("WithoutLeadingSlash") && symbols.starts_with(U'/')) symbols.erase(0, 1);
  arn.symbols += symbols;
  return true;
}

void append_rest(std::string_view text, Pattern& arn) {
  for (const char c : text) {
    arn.symbols += c == '*'   ? meaning::any_text
                   : c == '?' ? meaning::any_character
                              : static_cast<char32_t>(static_cast<unsigned char>(c));
  }
}

}  // namespace

Pattern arn_in_form(const Scene& scene, const ResourceEntry& entry, std::string_view form) {
  Pattern arn{.symbols = {}, .shown = std::string(entry.logical_id)};
  while (!form.empty()) {
    const std::size_t begin = std::min(form.find("${"), form.size());
    append_rest(form.substr(0, begin), arn);
    if (begin == form.size()) break;
    const std::size_t end = form.find('}', begin);
    if (end == std::string_view::npos) return {};
    const std::string_view variable = form.substr(begin + 2, end - begin - 2);
    form.remove_prefix(end + 1);
    if (variable == "Partition" || variable == "Region") {
      arn.symbols += scene.reader().pseudo_parameter("AWS::" + std::string(variable)).symbols;
    } else if (variable.starts_with('@')) {
      const std::string_view attribute = variable.substr(1);
      arn.symbols +=
          scene.reader().own_attribute(entry, attribute == "Ref" ? "" : attribute).symbols;
    } else if (variable == "Account") {
      arn.symbols += scene.reader().pseudo_parameter("AWS::AccountId").symbols;
    } else if (!append_name(scene, entry, variable, arn)) {
      return {};
    }
  }
  return arn;
}

ArnOf arn_of(const Scene& scene, const ResourceEntry& entry) {
  ArnOf own{.arn = scene.reader().own_arn(entry)};
  if (!entry.type) return own;
  const tmpl::Node* facts = meaning::permission_fact("targets", entry.type_name);
  // Where the specification has no form, or one that is not what the service gives.
  const std::string_view other = meaning::fact_text(facts, "form");
  Pattern arn = arn_in_form(scene, entry, other.empty() ? entry.type->arn() : other);
  if (arn.symbols.empty()) return own;
  own.has_form = true;
  own.ends_at_random = facts != nullptr && facts->find("endsAtRandom") != nullptr;
  own.references.push_back(own.arn);
  if (const std::string_view reference = meaning::fact_text(facts, "reference");
      !reference.empty()) {
    own.references.push_back(scene.reader().own_attribute(entry, reference));
  }
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
  for (const ResourceEntry* each :
       scene.naming(entry, "AWS::SecretsManager::SecretTargetAttachment", "SecretId")) {
    own.references.push_back(scene.reader().own_attribute(*each, {}));
  }
  own.arn = std::move(arn);
  return own;
}

}  // namespace omnitrack::graph
