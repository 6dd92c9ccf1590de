#include "graph/permissions/permissions.hpp"

#include <algorithm>

#include "graph/network/services.hpp"
#include "graph/permissions/entrances.hpp"
#include "graph/permissions/evaluate.hpp"

namespace omnitrack::graph {

class Permissions::Engine {
 public:
  explicit Engine(const Stacks& stacks) : model_(stacks), attachments_(model_.side(), {}) {}

  [[nodiscard]] Model& model() { return model_; }

  /// Asks for something of an actor in each scenario, until one says yes.
  bool is_any(std::string_view name, const std::function<bool(const Actor&)>& test) {
    bool found = false;
    in_each_scenario(model_, [&](const diff::Reader& reader) {
      found = found || test(actor_of(Scene(model_, reader), name));
      return open_answer();
    });
    return found;
  }

  std::optional<Permission> may(std::string_view from, std::string_view to,
                                std::optional<std::string_view> action) {
    std::vector<Allowed> actions;
    bool is_possible = false;
    Answer answer = in_each_scenario(model_, [&](const diff::Reader& reader) {
      const Scene scene(model_, reader);
      const Actor actor = actor_of(scene, from);
      const tmpl::ResourceEntry* entry = model_.stacks().find(to);
      if (entry == nullptr || !reader.exists(*entry)) return Answer();
      const Target target = target_of(scene, *entry);
      const auto entrance = entrance_to(scene, actor, *entry, action);
      const bool is_asked = !target.services.empty() && may_be_asked(actor, *entry, entrance);
      if (!is_asked) return Answer();
      is_possible = true;
      Permission one = actor.can_act()
                           ? Evaluation(scene, attachments_, actor, target, action).run()
                           : nothing_acts(*actor.entry);
      if (entrance && entrance->answer.verdict >= one.answer.verdict) {
        one.answer = entrance->answer;
        if (entrance->answer.verdict != Verdict::no) one.actions.push_back(*entrance);
      }
      for (Allowed& each : one.actions) add(std::move(each), actions);
      return one.answer;
    });
    if (!is_possible) return std::nullopt;
    if (answer.verdict == Verdict::perhaps) {
      for (Allowed& each : actions) {
        if (each.answer.verdict != Verdict::yes || !depends_on_conditions(answer)) continue;
        each.answer.verdict = Verdict::perhaps;
        each.answer.unknowns = answer.unknowns;
      }
    }
    return Permission{.answer = std::move(answer), .actions = std::move(actions)};
  }

 private:
  /// Whether somebody may have rights at all: a part of the network has none, and for strangers the
  /// policies alone decide only where each call has to be signed.
  static bool may_be_asked(const Actor& actor, const tmpl::ResourceEntry& to,
                           const std::optional<Allowed>& entrance) {
    if (actor.is_anonymous) return entrance || !endpoint_service(to.type_name).empty();
    return actor.can_act() ||
           (actor.entry != nullptr && actor.entry->type_name != "AWS::EC2::Subnet");
  }

  static Permission nothing_acts(const tmpl::ResourceEntry& entry) {
    Permission permission{.answer = open_answer()};
    permission.answer.require(reason_of(
        RuleKind::service, Verdict::no, entry, nullptr,
        std::string(entry.logical_id) + " has no role, and no service calls others for it"));
    return permission;
  }

  static bool depends_on_conditions(const Answer& answer) {
    return std::ranges::any_of(answer.reasons,
                               [](const Reason& each) { return !each.when.empty(); });
  }

  static void add(Allowed one, std::vector<Allowed>& actions) {
    const auto same = std::ranges::find(actions, one.action, &Allowed::action);
    if (same == actions.end()) {
      actions.push_back(std::move(one));
    } else if (same->answer.verdict != one.answer.verdict) {
      same->answer.verdict = Verdict::perhaps;
      for (std::string& each : one.answer.unknowns) {
        if (std::ranges::find(same->answer.unknowns, each) == same->answer.unknowns.end()) {
          same->answer.unknowns.push_back(std::move(each));
        }
      }
    }
  }

  Model model_;
  diff::Attachments attachments_;
};

Permissions::Permissions(const Stacks& stacks) : engine_(std::make_unique<Engine>(stacks)) {}
Permissions::~Permissions() = default;

bool Permissions::can_act(std::string_view from) const {
  return engine_->is_any(from, [](const Actor& actor) { return actor.can_act(); });
}

bool Permissions::is_protected(std::string_view to) const {
  const tmpl::ResourceEntry* entry = engine_->model().stacks().find(to);
  if (entry == nullptr) return false;
  bool is_protected = false;
  in_each_scenario(engine_->model(), [&](const diff::Reader& reader) {
    is_protected = !target_of(Scene(engine_->model(), reader), *entry).services.empty();
    return open_answer();
  });
  return is_protected;
}

std::string Permissions::role_of(std::string_view resource) const {
  std::string role;
  engine_->is_any(resource, [&role](const Actor& actor) {
    if (actor.identity != nullptr) role = std::string(actor.identity->logical_id);
    return actor.identity != nullptr;
  });
  return role;
}

std::optional<Permission> Permissions::may(std::string_view from, std::string_view to,
                                           std::optional<std::string_view> action) const {
  return engine_->may(from, to, action);
}

}  // namespace omnitrack::graph
