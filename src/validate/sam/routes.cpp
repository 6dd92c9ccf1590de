#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "validate/sam/sam.hpp"

namespace omnitrack::validate {

using meaning::sam::is_given;
using meaning::sam::named_resource;
using meaning::sam::value_at;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view any_method = "x-amazon-apigateway-any-method";

/// What all events of a template ask of its APIs.
class Routes {
 public:
  explicit Routes(const SamContext& context) : context_(context) {}

  void check(const ResourceEntry& owner, const Member& event) {
    const Node* type = event.value.find("Type");
    const Node* properties = event.value.find("Properties");
    if (type == nullptr || properties == nullptr || properties->is_call()) return;
    const Node* facts = meaning::sam::facts_of_event(owner.type_name, type->text());
    const Node* way = facts == nullptr ? nullptr : facts->find("api");
    if (way == nullptr) return;
    const Node* given = properties->find(way->text());
    const std::string_view implicit = facts->find("implicit")->text();
    const std::string_view api = given == nullptr ? implicit : named_resource(*given);
    const std::size_t place = place_of(api);
    const bool is_rest = type->text() == "Api";
    if (api != implicit && (place == none || !is_managed(place))) return;
    check_twice(event, *properties, api);
    if (const Node* auth = properties->find("Auth"); is_given(auth) && !auth->is_call()) {
      const Node* of_api = auth_of(place, is_rest);
      if (of_api != nullptr && of_api->is_call()) return;
      check_authorizer(*auth, of_api, is_rest);
    }
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  [[nodiscard]] std::size_t place_of(std::string_view api) const {
    const ResourceEntry* entry = context_.index.find_resource(api);
    if (entry == nullptr || context_.made.properties(static_cast<std::size_t>(
                                entry - context_.index.resources().data())) == nullptr) {
      return none;
    }
    return static_cast<std::size_t>(entry - context_.index.resources().data());
  }

  // Whether the transform writes the API's definition.
  [[nodiscard]] bool is_managed(std::size_t place) const {
    const Node& properties = *context_.made.properties(place);
    return !is_given(properties.find("DefinitionBody")) &&
           !is_given(properties.find("DefinitionUri"));
  }

  [[nodiscard]] const Node* auth_of(std::size_t place, bool is_rest) const {
    if (place != none) return context_.made.properties(place)->find("Auth");
    const Node* globals = context_.index.section("Globals");
    const Node* of_apis = globals == nullptr ? nullptr : globals->find(is_rest ? "Api" : "HttpApi");
    return of_apis == nullptr ? nullptr : of_apis->find("Auth");
  }

  void check_twice(const Member& event, const Node& properties, std::string_view api) {
    const Node* path = properties.find("Path");
    const Node* method = properties.find("Method");
    const bool is_default = !is_given(path) && !is_given(method);
    if (!is_default && (path == nullptr || method == nullptr || !path->is(Kind::string) ||
                        !method->is(Kind::string))) {
      return;
    }
    std::string verb = is_default ? std::string(any_method) : support::to_lower(method->text());
    if (verb == "any") verb = any_method;
    const std::string way(is_default ? std::string_view("$default") : path->text());
    const auto [first, is_new] =
        seen_.try_emplace({std::string(api), way, std::move(verb)}, &event);
    if (is_new) return;
    context_.error_at_key(codes::OT5014, event,
                          "the API " + sam_quoted(api) + " has this method of the path " +
                              sam_quoted(way) + " already, for the event " +
                              sam_quoted(first->second->key()));
  }

  void check_authorizer(const Node& auth, const Node* of_api, bool is_rest) {
    const Node* given = auth.find("Authorizer");
    const Node* by_default = of_api == nullptr ? nullptr : of_api->find("DefaultAuthorizer");
    const Node* known = of_api == nullptr ? nullptr : of_api->find("Authorizers");
    if (!is_given(given)) {
      if (is_rest || is_given(by_default)) return;
      context_.error(codes::OT5013, auth,
                     "'Auth' of an HttpApi event needs an 'Authorizer', or a 'DefaultAuthorizer' "
                     "of the API");
      return;
    }
    if (!given->is(Kind::string) || (known != nullptr && known->is_call())) return;
    if (given->text() == "NONE") {
      if (is_given(by_default)) return;
      context_.error(codes::OT5013, *given,
                     "'NONE' takes away a 'DefaultAuthorizer', which the API has not");
      return;
    }
    if (given->text() == "AWS_IAM") {
      const Node* iam = of_api == nullptr ? nullptr : of_api->find("EnableIamAuthorizer");
      if (is_rest || (iam != nullptr && (iam->is_call() || iam->text() == "true"))) return;
    }
    if (known != nullptr && is_given(known->find(given->text()))) return;
    context_.error(codes::OT5013, *given, "the API has no authorizer " + sam_quoted(given->text()),
                   known == nullptr ? "add it to 'Auth/Authorizers' of the API"
                                    : did_you_mean(given->text(), keys_of(*known)));
  }

  const SamContext& context_;
  std::map<std::tuple<std::string, std::string, std::string>, const Member*> seen_;
};

}  // namespace

void check_routes(const SamContext& context) {
  Routes routes(context);
  for (std::size_t i = 0; i < context.index.resources().size(); ++i) {
    const Node* properties = context.made.properties(i);
    const Node* events = properties == nullptr ? nullptr : properties->find("Events");
    if (events == nullptr || events->is_call()) continue;
    for (const Member& each : events->members()) routes.check(context.index.resources()[i], each);
  }
}

}  // namespace omnitrack::validate
