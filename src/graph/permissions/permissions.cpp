#include "graph/permissions/permissions.hpp"

#include <algorithm>
#include <span>

#include "graph/network/services.hpp"
#include "graph/permissions/api_calls.hpp"
#include "graph/permissions/api_entrance.hpp"
#include "graph/permissions/entrances.hpp"
#include "graph/permissions/evaluate.hpp"
#include "graph/stacks/function_names.hpp"

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
    std::string through;
    Answer refused;
    // The answer to the whole has the empty key, and is there in each scenario.
    Answers answers = answers_in_each_scenario(model_, [&](const diff::Reader& reader) {
      Permission one = may_in(Scene(model_, reader), from, to, action, is_possible);
      if (through.empty()) through = one.through;
      if (refused.reasons.empty()) refused = std::move(one.refused);
      Answers found{{std::string(), std::move(one.answer)}};
      for (Allowed& each : one.actions) {
        found.emplace_back(std::move(each.action), std::move(each.answer));
      }
      return found;
    });
    if (!is_possible) return std::nullopt;
    Permission permission{.answer = std::move(answers.front().second),
                          .through = std::move(through),
                          .refused = std::move(refused)};
    for (auto& [name, answer] : std::span(answers).subspan(1)) {
      permission.actions.push_back({.action = std::move(name), .answer = std::move(answer)});
    }
    return permission;
  }

 private:
  /// Whether somebody may have rights at all. For strangers the policies alone decide only where
  /// each call has to be signed. A file system is mounted with a signature or without.
  static bool may_be_asked(const Actor& actor, const tmpl::ResourceEntry& to, bool has_entrance) {
    if (actor.is_anonymous) {
      return has_entrance || to.type_name == "AWS::EFS::FileSystem" ||
             !endpoint_service(to.type_name).empty();
    }
    return actor.can_act() || actor.may_have_role || has_entrance;
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

  /// Leaves a function those of its names by which it is called, where that is told: in what sends
  /// to it, or for strangers by its URLs.
  static void keep_called_names(const Scene& scene, const Actor& actor, Target& target) {
    if (target.entry->type_name != "AWS::Lambda::Function") return;
    const FunctionNames names(scene, *target.entry);
    std::vector<meaning::Symbols> called;
    if (actor.is_anonymous) {
      for (FunctionUrl& url : names.urls()) called.push_back(std::move(url.qualifier));
    } else if (actor.entry != nullptr && !actor.services.empty()) {
      called = names.named_by(*actor.entry);
    }
    if (called.empty()) return;
    target.names.clear();
    for (const meaning::Symbols& qualifier : called) {
      target.names.push_back({.name = target.arn, .kinds = "function"});
      if (!qualifier.empty()) target.names.back().name.symbols += U':' + qualifier;
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
    const tmpl::ResourceEntry* entry = model_.stacks().find(to);
    if (entry == nullptr || !scene.reader().exists(*entry)) return {};
    const std::vector<Actor> actors = actors_of(scene, from, entry);
    Target target = target_of(scene, *entry);
    auto entrance = is_api(*entry) ? unsigned_way(scene, actors.front(), *entry, action)
                                   : entrance_to(scene, actors.front(), *entry, action);
    if (entrance && actors.front().entry != nullptr && !is_api(*entry)) {
      require_reading(scene, *actors.front().entry, *entry, *entrance);
    }
    const bool is_called_through = entry->type_name == "AWS::Lambda::Function" &&
                                   actors.front().services.empty() && is_invoking(action);
    if (target.services.empty() || !may_be_asked(actors.front(), *entry, entrance.has_value())) {
      return {};
    }
    is_possible = true;
    const std::optional<Reason> sending = sending_of(scene, actors.front(), *entry);
    Permission all;
    if (sending && sending->says == Verdict::no) {
      all.answer = open_answer();
      all.answer.require(*sending);
      return all;
    }
    if (is_api(*entry)) leave_out_unchecked(scene, actors.front(), target);
    const auto missing = undeployed(scene, *entry);
    if (missing) target.uncounted.emplace_back("execute-api:*");
    if (actors.front().is_anonymous && !has_open_url(scene, *entry)) {
      target.uncounted.emplace_back("lambda:invokefunctionurl");
    }
    keep_called_names(scene, actors.front(), target);
    std::vector<Answer> answers;
    for (const Actor& each : actors) {
      // Who signs nothing is let in by the methods of an API, with its policy.
      if (!each.can_act() || (each.is_anonymous && is_api(*entry) && entrance)) continue;
      Permission one = Evaluation(scene, attachments_, each, target, action).run();
      answers.push_back(std::move(one.answer));
      for (Allowed& allowed : one.actions) add(std::move(allowed), all.actions);
    }
    if (answers.empty() && actors.front().may_have_role) {
      answers.push_back(nothing_acts(*actors.front().entry).answer);
    }
    if (is_called_through) add_ways_through_apis(scene, actors, *entry, answers, all);
    all.answer = any_of(std::move(answers));
    if (entrance && entrance->answer.verdict >= all.answer.verdict) {
      all.answer = entrance->answer;
      if (entrance->answer.verdict != Verdict::no) add(*entrance, all.actions);
    }
    if (missing && all.answer.verdict == Verdict::no) {
      all.answer = open_answer();
      all.answer.require(*missing);
    }
    if (sending && sending->says == Verdict::perhaps) {
      all.answer.require(*sending, "what " + sending->resource + " sends to");
    }
    return all;
  }

  /// Requires that a function may take what a mapping hands to it.
  void require_reading(const Scene& scene, const tmpl::ResourceEntry& from,
                       const tmpl::ResourceEntry& function, Allowed& mapped) const {
    const Target source = target_of(scene, from);
    for (const std::string_view action : reading_actions(from.type_name)) {
      if (mapped.answer.verdict == Verdict::no) return;
      std::vector<Answer> ways;
      for (const Actor& each : actors_of(scene, function.logical_id)) {
        if (!each.can_act()) return;
        ways.push_back(Evaluation(scene, attachments_, each, source, action).run().answer);
      }
      const Answer reading = any_of(std::move(ways));
      if (reading.verdict == Verdict::no) mapped.answer.require(reading);
    }
  }

  static bool is_invoking(std::optional<std::string_view> action) {
    return !action || *action == "lambda:InvokeFunction";
  }

  static std::string_view action_of(const tmpl::ResourceEntry& api) {
    return api.type_name == "AWS::AppSync::GraphQLApi" ? "appsync:GraphQL" : "execute-api:Invoke";
  }

  /// That rights to call an API count for nothing where no method checks signatures, or where it is
  /// private and lets nobody in.
  static void leave_out_unchecked(const Scene& scene, const Actor& actor, Target& target) {
    const tmpl::ResourceEntry& api = *target.entry;
    const bool is_closed = api.type_name == "AWS::ApiGateway::RestApi" && is_private(scene, api) &&
                           !has_policy(scene, api);
    if (!is_closed && (actor.is_anonymous || checks_signatures(scene, api))) return;
    target.uncounted = {"execute-api:*", "appsync:graphql"};
  }

  /// How somebody who signs nothing calls an API: by its methods, and by its policy where it has
  /// one.
  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
  std::optional<Allowed> unsigned_way(const Scene& scene, const Actor& actor,
                                      const tmpl::ResourceEntry& api,
                                      std::optional<std::string_view> action,
                                      const tmpl::ResourceEntry* function = nullptr) const {
    const std::string_view invoking = action_of(api);
    if (action && *action != invoking) return std::nullopt;
    auto answer = unsigned_entrance(scene, api, actor.is_anonymous, function);
    if (!answer) return std::nullopt;
    const bool is_closed = api.type_name == "AWS::ApiGateway::RestApi" && is_private(scene, api);
    if (answer->verdict != Verdict::no && (is_closed || has_policy(scene, api))) {
      const Actor anybody{.addresses = actor.addresses, .is_anonymous = true};
      const Target target = target_of(scene, api);
      answer->require(Evaluation(scene, attachments_, anybody, target, invoking).run().answer);
    }
    // A caller who signs may be let in by its rights.
    if (answer->verdict == Verdict::no && !actor.is_anonymous) return std::nullopt;
    return Allowed{.action = std::string(invoking), .answer = std::move(*answer)};
  }

  /// How somebody who signs calls the methods of an API that hand their calls to a function.
  std::optional<Allowed> signed_way(const Scene& scene, const std::vector<Actor>& actors,
                                    const tmpl::ResourceEntry& api,
                                    const tmpl::ResourceEntry& function) const {
    if (actors.front().is_anonymous || undeployed(scene, api)) return std::nullopt;
    std::vector<ApiMethod> methods = methods_of(scene, api, &function);
    std::erase_if(methods, [](const ApiMethod& each) {
      const bool is_signed =
          each.check == CallerCheck::signature || each.check == CallerCheck::unknown;
      return !each.calls_function || !is_signed;
    });
    if (methods.empty()) return std::nullopt;
    Target target = target_of(scene, api);
    std::vector<Named> calls = call_names(scene, api, methods, CallReader::iam);
    if (!calls.empty()) target.names = std::move(calls);
    const std::string_view invoking = action_of(api);
    std::vector<Answer> ways;
    for (const Actor& each : actors) {
      if (!each.can_act()) continue;
      ways.push_back(Evaluation(scene, attachments_, each, target, invoking).run().answer);
    }
    if (ways.empty()) return std::nullopt;
    return Allowed{.action = std::string(invoking), .answer = any_of(std::move(ways))};
  }

  /// Adds that somebody calls a function through the APIs that hand their calls to it.
  void add_ways_through_apis(const Scene& scene, const std::vector<Actor>& actors,
                             const tmpl::ResourceEntry& function, std::vector<Answer>& answers,
                             Permission& all) const {
    const auto may_already = [](const Answer& each) { return each.verdict == Verdict::yes; };
    if (std::ranges::any_of(answers, may_already)) return;
    for (const tmpl::ResourceEntry& api : model_.index().resources()) {
      if (!is_api(api) || !scene.reader().exists(api)) continue;
      auto way = unsigned_way(scene, actors.front(), api, std::nullopt, &function);
      if (!way || way->answer.verdict != Verdict::yes) {
        auto signed_one = signed_way(scene, actors, api, function);
        if (!way || (signed_one && signed_one->answer.verdict > way->answer.verdict)) {
          way = std::move(signed_one);
        }
      }
      if (!way) continue;
      bool is_possible = false;
      if (way->answer.verdict != Verdict::no) {
        way->answer.require(
            may_in(scene, api.logical_id, function.logical_id, "lambda:InvokeFunction", is_possible)
                .answer);
      }
      if (way->answer.verdict == Verdict::no) {
        if (all.refused.reasons.empty()) all.refused = std::move(way->answer);
        continue;
      }
      const bool is_best = std::ranges::all_of(
          answers, [&way](const Answer& each) { return each.verdict < way->answer.verdict; });
      if (is_best) all.through = std::string(api.logical_id);
      answers.push_back(way->answer);
      add({.action = "lambda:InvokeFunction", .answer = std::move(way->answer)}, all.actions);
    }
  }

  /// Whether something that hands on what it gets is on, and sends to a resource.
  static std::optional<Reason> sending_of(const Scene& scene, const Actor& actor,
                                          const tmpl::ResourceEntry& to) {
    if (actor.entry == nullptr) return std::nullopt;
    if (auto off = switched_off(scene, actor)) return off;
    return sends_to(scene, *actor.entry, to);
  }

  Model model_;
  diff::Attachments attachments_;
};

Permissions::Permissions(const Stacks& stacks) : engine_(std::make_unique<Engine>(stacks)) {}
Permissions::~Permissions() = default;

std::size_t Permissions::tries() const { return engine_->model().tries(); }

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
