#include "graph/permissions/keys.hpp"

#include <algorithm>
#include <array>

#include "meaning/permission_facts.hpp"

namespace omnitrack::graph {

using meaning::fact_text;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// The key by which a target is encrypted.
struct Key {
  const ResourceEntry* entry = nullptr;  ///< null where it is not in the templates
  ValueAt value = {};                    ///< null where it has none that asks for rights
  bool is_of_aws = false;                ///< whether it lets in identities only
};

// https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
bool is_of_aws(const Scene& scene, const Node& value) {
  const std::string text = scene.reader().pattern(value, diff::Wildcards::none).shown;
  return text.find("alias/aws/") != std::string::npos;
}

Key key_of(const Scene& scene, const ResourceEntry& entry, const Node& facts, bool is_of_service) {
  Key key;
  for (const ValueAt& each : scene.values(entry, fact_text(&facts, "at"))) {
    key.is_of_aws = is_of_aws(scene, *each.node);
    if (key.is_of_aws && !is_of_service) continue;
    key.value = each;
    key.entry = scene.named(each.node, "AWS::KMS::Key");
    if (const ResourceEntry* alias = scene.named(each.node, "AWS::KMS::Alias")) {
      key.entry = scene.named(*alias, "TargetKeyId", "AWS::KMS::Key");
    }
  }
  return key;
}

/// Whether all that a unit stands for needs a right to the key.
bool needs(const Unit& unit, const Target& target, std::string_view names) {
  const std::vector<std::string_view> needing = meaning::words_of(names);
  const auto is_needing = [&](const Unit& each) {
    const std::string_view shown = each.action.shown;
    return std::ranges::find(needing, shown.substr(shown.find(':') + 1)) != needing.end();
  };
  const std::vector<Unit> singles = single_units(unit, target);
  return !singles.empty() && std::ranges::all_of(singles, is_needing);
}

}  // namespace

void require_key(const Scene& scene, const Target& target, const AskKey& ask, bool is_of_service,
                 std::vector<Unit>& units) {
  const Node* facts = meaning::permission_fact("targets", target.entry->type_name);
  const Node* of_key = facts == nullptr ? nullptr : facts->find("key");
  if (of_key == nullptr) return;
  const Key key = key_of(scene, *target.entry, *of_key, is_of_service);
  if (key.value.node == nullptr) return;
  const std::string id(target.entry->logical_id);
  for (const std::string_view action : {"kms:Decrypt", "kms:GenerateDataKey"}) {
    std::optional<Answer> answer;
    for (Unit& unit : units) {
      if (unit.is_unread || !needs(unit, target, fact_text(of_key, action))) continue;
      if (!answer && key.entry != nullptr) {
        Target of = target_of(scene, *key.entry);
        of.via = target.services.front();
        answer = ask(of, action);
      }
      std::string words = id + " is encrypted by ";
      words.append(key.entry != nullptr ? key.entry->logical_id : std::string_view("a key"));
      words.append(", which asks for ").append(action);
      Reason step = reason_of(RuleKind::setting, Verdict::yes, *target.entry, key.value.node,
                              std::move(words));
      if (key.is_of_aws) {
        step.says = Verdict::no;
        step.words = id + " is encrypted by a key of AWS, which lets no service in";
        unit.answer.require(std::move(step));
        continue;
      }
      if (!answer) {
        step.says = Verdict::perhaps;
        unit.answer.require(std::move(step),
                            "the key of " + id + ", which is not in the templates");
        continue;
      }
      unit.answer.require(std::move(step));
      unit.answer.require(*answer);
    }
  }
}

}  // namespace omnitrack::graph
