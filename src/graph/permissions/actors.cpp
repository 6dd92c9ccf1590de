#include "graph/permissions/actors.hpp"

#include <algorithm>

#include "graph/network/ends.hpp"
#include "graph/permissions/units.hpp"
#include "meaning/known.hpp"
#include "meaning/permission_facts.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

bool is_identity(std::string_view type) {
  return type == "AWS::IAM::Role" || type == "AWS::IAM::User" || type == "AWS::IAM::Group";
}

const Node* facts_of(const ResourceEntry& entry) {
  return meaning::permission_fact("actors", entry.type_name);
}

/// The principals that something calls a target as.
std::vector<std::string_view> principals_of(const Node& facts, const ResourceEntry* to) {
  const Node* others = facts.find("callsOf");
  const std::string_view other =
      to == nullptr ? std::string_view() : meaning::fact_text(others, to->type_name);
  return meaning::words_of(other.empty() ? meaning::fact_text(&facts, "calls") : other);
}

/// One of the targets that something sends to.
struct Sending {
  const Node* item = nullptr;
  Verdict fits = Verdict::no;  ///< whether it is the one asked about
};

/// The targets of something that has a list of them.
std::vector<Sending> sendings(const Scene& scene, const ResourceEntry& from, const Node& facts,
                              const ResourceEntry& to) {
  std::vector<Sending> found;
  const Target target = target_of(scene, to);
  const diff::Reader& reader = scene.reader();
  reader.for_each_item(scene.find(from, meaning::fact_text(&facts, "each")), [&](const Node& item) {
    Sending one{.item = &item};
    for (const std::string_view way : meaning::words_of(meaning::fact_text(&facts, "to"))) {
      const std::size_t slash = way.find('/');
      const Node* arn = reader.find(&item, way.substr(0, slash));
      if (slash != std::string_view::npos) arn = reader.find(arn, way.substr(slash + 1));
      if (arn == nullptr) continue;
      const diff::Pattern text = reader.pattern(*arn, diff::Wildcards::none);
      for (const Named& name : target.names) {
        const auto common = common_place(scene, target, text, name.name);
        if (!common) continue;
        one.fits = std::max(one.fits, common->unknown.empty() ? Verdict::yes : Verdict::perhaps);
      }
    }
    if (item.is_call()) one.fits = Verdict::perhaps;
    found.push_back(one);
  });
  return found;
}

/// The actor by a role that a value names.
Actor by_role(const Scene& scene, Actor actor, const ValueAt& given) {
  const std::string id(actor.entry->logical_id);
  actor.services.clear();
  actor.identity = scene.named(given.node, "AWS::IAM::Role");
  if (actor.identity != nullptr) {
    actor.acts_as = reason_of(RuleKind::policy, Verdict::yes, *given.in, given.node,
                              id + " acts by the role " + std::string(actor.identity->logical_id));
    return actor;
  }
  actor.unknown_role = scene.reader().pattern(*given.node, diff::Wildcards::none).shown;
  actor.acts_as =
      reason_of(RuleKind::policy, Verdict::perhaps, *given.in, given.node,
                id + " acts by the role " + actor.unknown_role + ", which is not in the templates");
  return actor;
}

/// The roles of what hands the calls of a resource on: the methods of an API, or the integrations
/// in its definition.
class RolesBehind {
 public:
  RolesBehind(const Scene& scene, const ResourceEntry& entry, std::vector<ValueAt>& given)
      : scene_(scene), entry_(entry), given_(given) {}

  void add(const Node& facts) {
    const Node* behind = facts.find("handsOn");
    if (behind == nullptr) return;
    for (const Node& each : behind->items()) {
      for (const ResourceEntry* one : scene_.naming(entry_, meaning::fact_text(&each, "type"),
                                                    meaning::fact_text(&each, "by"))) {
        for (const ValueAt& value : scene_.values(*one, meaning::fact_text(&each, "role"))) {
          add_once(value);
        }
      }
    }
    if (const Node* body = scene_.find(entry_, "Body")) add_below(*body);
  }

 private:
  void add_once(const ValueAt& value) {
    const bool is_there = std::ranges::any_of(given_, [&value](const ValueAt& other) {
      return meaning::surely_same(*other.node, *value.node);
    });
    if (!is_there) given_.push_back(value);
  }

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
  void add_below(const Node& value) {
    for (const Node& each : value.items()) add_below(each);
    for (const tmpl::Member& each : value.members()) {
      const Node* role = each.key() == "x-amazon-apigateway-integration"
                             ? scene_.reader().find(&each.value, "credentials")
                             : nullptr;
      if (role != nullptr) add_once({.in = &entry_, .node = role});
      add_below(each.value);
    }
  }

  const Scene& scene_;
  const ResourceEntry& entry_;
  std::vector<ValueAt>& given_;
};

/// The actors of a rule that sends to one target: by its role, or as the service.
std::vector<Actor> senders(const Scene& scene, const Actor& actor, const Node& facts,
                           const ResourceEntry& to) {
  std::vector<Actor> actors;
  for (const Sending& each : sendings(scene, *actor.entry, facts, to)) {
    if (each.fits == Verdict::no) continue;
    const Node* role = scene.reader().find(each.item, meaning::fact_text(&facts, "role"));
    actors.push_back(role == nullptr ? actor
                                     : by_role(scene, actor, {.in = actor.entry, .node = role}));
  }
  return actors;
}

}  // namespace

std::vector<Actor> actors_of(const Scene& scene, std::string_view name, const ResourceEntry* to) {
  Actor actor;
  actor.addresses = outside_addresses(name);
  actor.is_anonymous = !actor.addresses.empty();
  actor.entry = actor.is_anonymous ? nullptr : scene.model().stacks().find(name);
  if (actor.entry == nullptr || !scene.reader().exists(*actor.entry)) return {actor};
  if (is_identity(actor.entry->type_name)) {
    actor.identity = actor.entry;
    return {actor};
  }
  const Node* facts = facts_of(*actor.entry);
  if (facts == nullptr) return {actor};
  for (const std::string_view each : principals_of(*facts, to)) {
    actor.services.emplace_back(each);
  }
  const std::string_view roles = meaning::fact_text(facts, "roles");
  actor.may_have_role = !roles.empty();
  actor.trusted_as = meaning::fact_text(facts, "trusts");
  if (const Node* targets = facts->find("targets"); targets != nullptr && to != nullptr) {
    std::vector<Actor> actors = senders(scene, actor, *targets, *to);
    if (!actors.empty()) return actors;
  }
  std::vector<ValueAt> given;
  if (!roles.empty()) given = scene.values(*actor.entry, roles);
  RolesBehind(scene, *actor.entry, given).add(*facts);
  std::vector<Actor> actors;
  if (given.empty() || !actor.services.empty()) actors.push_back(actor);
  for (const ValueAt& each : given) actors.push_back(by_role(scene, actor, each));
  return actors;
}

std::optional<Reason> sends_to(const Scene& scene, const ResourceEntry& from,
                               const ResourceEntry& to) {
  const Node* facts = facts_of(from);
  const Node* targets = facts == nullptr ? nullptr : facts->find("targets");
  const Node* list =
      targets == nullptr ? nullptr : scene.find(from, meaning::fact_text(targets, "each"));
  if (list == nullptr) return std::nullopt;
  Verdict best = Verdict::no;
  for (const Sending& each : sendings(scene, from, *targets, to)) best = std::max(best, each.fits);
  const std::string_view verb = best == Verdict::yes  ? " sends to "
                                : best == Verdict::no ? " has no target "
                                                      : " perhaps sends to ";
  return reason_of(RuleKind::setting, best, from, list,
                   std::string(from.logical_id).append(verb).append(to.logical_id));
}

}  // namespace omnitrack::graph
