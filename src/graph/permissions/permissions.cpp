#include "graph/permissions/permissions.hpp"

#include <algorithm>
#include <span>

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
      found = found || std::ranges::any_of(actors_of(Scene(model_, reader), name), test);
      return open_answer();
    });
    return found;
  }

  std::optional<Permission> may(std::string_view from, std::string_view to,
                                std::optional<std::string_view> action) {
    bool is_possible = false;
    // The answer to the whole has the empty key, and is there in each scenario.
    Answers answers = answers_in_each_scenario(model_, [&](const diff::Reader& reader) {
      Permission one = may_in(Scene(model_, reader), from, to, action, is_possible);
      Answers found{{std::string(), std::move(one.answer)}};
      for (Allowed& each : one.actions) {
        found.emplace_back(std::move(each.action), std::move(each.answer));
      }
      return found;
    });
    if (!is_possible) return std::nullopt;
    Permission permission{.answer = std::move(answers.front().second)};
    for (auto& [name, answer] : std::span(answers).subspan(1)) {
      permission.actions.push_back({.action = std::move(name), .answer = std::move(answer)});
    }
    return permission;
  }

 private:
  /// Whether somebody may have rights at all. For strangers the policies alone decide only where
  /// each call has to be signed.
  static bool may_be_asked(const Actor& actor, const tmpl::ResourceEntry& to,
                           const std::optional<Allowed>& entrance) {
    if (actor.is_anonymous) return entrance || !endpoint_service(to.type_name).empty();
    return actor.can_act() || actor.may_have_role || entrance;
  }

  /// Adds an action, or what is surer of one that is there.
  static void add(Allowed one, std::vector<Allowed>& actions) {
    const auto same = std::ranges::find(actions, one.action, &Allowed::action);
    if (same == actions.end()) {
      actions.push_back(std::move(one));
    } else if (same->answer.verdict < one.answer.verdict) {
      same->answer = std::move(one.answer);
    }
  }

  static Permission nothing_acts(const tmpl::ResourceEntry& entry) {
    Permission permission{.answer = open_answer()};
    permission.answer.require(reason_of(RuleKind::service, Verdict::no, entry, nullptr,
                                        std::string(entry.logical_id) + " has no role"));
    return permission;
  }

  Permission may_in(const Scene& scene, std::string_view from, std::string_view to,
                    std::optional<std::string_view> action, bool& is_possible) const {
    const std::vector<Actor> actors = actors_of(scene, from);
    const tmpl::ResourceEntry* entry = model_.stacks().find(to);
    if (entry == nullptr || !scene.reader().exists(*entry)) return {};
    const Target target = target_of(scene, *entry);
    const auto entrance = entrance_to(scene, actors.front(), *entry, action);
    if (target.services.empty() || !may_be_asked(actors.front(), *entry, entrance)) return {};
    is_possible = true;
    std::vector<Answer> answers;
    Permission all;
    if (auto off = switched_off(scene, actors.front())) {
      all.answer = open_answer();
      all.answer.require(std::move(*off));
      return all;
    }
    for (const Actor& each : actors) {
      if (!each.can_act()) continue;
      Permission one = Evaluation(scene, attachments_, each, target, action).run();
      answers.push_back(std::move(one.answer));
      for (Allowed& allowed : one.actions) add(std::move(allowed), all.actions);
    }
    if (answers.empty() && actors.front().may_have_role) {
      answers.push_back(nothing_acts(*actors.front().entry).answer);
    }
    all.answer = any_of(std::move(answers));
    // An API with a policy lets in only whom that allows, besides.
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
    const bool has_policy =
        entry->type_name == "AWS::ApiGateway::RestApi" && scene.find(*entry, "Policy") != nullptr;
    const bool decides = has_policy && entrance && entrance->answer.verdict > all.answer.verdict;
    if (entrance && !decides && entrance->answer.verdict >= all.answer.verdict) {
      all.answer = entrance->answer;
      if (entrance->answer.verdict != Verdict::no) add(*entrance, all.actions);
    }
    return all;
  }

  Model model_;
  diff::Attachments attachments_;
};

Permissions::Permissions(const Stacks& stacks) : engine_(std::make_unique<Engine>(stacks)) {}
Permissions::~Permissions() = default;

bool Permissions::can_act(std::string_view from) const {
  return engine_->is_any(from, [](const Actor& actor) { return actor.can_act(); });
}

std::vector<std::string> Permissions::services_of(std::string_view to) const {
  const tmpl::ResourceEntry* entry = engine_->model().stacks().find(to);
  if (entry == nullptr) return {};
  std::vector<std::string> services;
  in_each_scenario(engine_->model(), [&](const diff::Reader& reader) {
    services = target_of(Scene(engine_->model(), reader), *entry).services;
    return open_answer();
  });
  return services;
}

std::string Permissions::role_of(std::string_view resource) const {
  std::string role;
  engine_->is_any(resource, [&role](const Actor& actor) {
    if (actor.identity != nullptr) role = std::string(actor.identity->logical_id);
    return actor.identity != nullptr;
  });
  return role;
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
std::string Permissions::execution_role_of(std::string_view resource) const {
  const tmpl::ResourceEntry* entry = engine_->model().stacks().find(resource);
  if (entry == nullptr || !entry->type_name.starts_with("AWS::ECS::")) return {};
  const std::string_view way = entry->type_name == "AWS::ECS::Service"
                                   ? "TaskDefinition>ExecutionRoleArn"
                                   : "ExecutionRoleArn";
  std::string role;
  in_each_scenario(engine_->model(), [&](const diff::Reader& reader) {
    const Scene scene(engine_->model(), reader);
    for (const ValueAt& each : scene.values(*entry, way)) {
      const tmpl::ResourceEntry* found = scene.named(each.node, "AWS::IAM::Role");
      if (found != nullptr) role = std::string(found->logical_id);
    }
    return open_answer();
  });
  return role;
}

std::optional<Permission> Permissions::may(std::string_view from, std::string_view to,
                                           std::optional<std::string_view> action) const {
  return engine_->may(from, to, action);
}

}  // namespace omnitrack::graph
