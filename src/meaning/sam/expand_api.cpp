#include <algorithm>

#include "meaning/sam/expander.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

std::string letters_and_digits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) kept += c;
  }
  return kept;
}

/// An API of either kind.
class ApiScene : public BodyScene {
 public:
  ApiScene(Expander& expander, std::string_view id, std::string_view type, const Node& properties,
           const Member& place)
      : expander_(expander),
        id_(id),
        is_rest_(type == "AWS::Serverless::Api"),
        properties_(properties),
        at_(place.key_begin) {}

  void take(std::string_view each) { each_ = each; }

  [[nodiscard]] std::string text(std::string_view name) const override {
    if (name == "id") return std::string(id_);
    return name == "stage" ? stage() : each_;
  }

  [[nodiscard]] std::optional<Node> value(std::string_view name) const override {
    if (name == "body") return body();
    if (name == "endpoint") return endpoint();
    if (name == "stagename") {
      const Node* given = properties_.find("StageName");
      return is_given(given) ? *given : expander_.text("$default", at_);
    }
    const Node* tags = properties_.find("Tags");
    if (tags == nullptr || !tags->is(Kind::map) || tags->is_call()) return std::nullopt;
    return listed_tags(expander_, *tags, tags->begin);
  }

 private:
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
  // sam-specification-generated-resources-api.html
  [[nodiscard]] std::string stage() const {
    const std::string id(id_);
    const Node* given = properties_.find("StageName");
    if (!is_given(given)) return id + (is_rest_ ? "Stage" : "ApiGatewayDefaultStage");
    if (!given->is(Kind::string)) return id + "Stage";
    const std::string_view name = given->text();
    if (!is_rest_ && name == "$default") return id + "ApiGatewayDefaultStage";
    return letters_and_digits(name) == name ? id + std::string(name) + "Stage" : id + "Stage#";
  }

  // What the body refers to; its paths do not matter.
  [[nodiscard]] std::optional<Node> body() const {
    if (is_given(properties_.find("DefinitionUri"))) return std::nullopt;
    if (expander_.writes_policies()) return written_body(expander_, id_, properties_, at_);
    const Node* own = properties_.find("DefinitionBody");
    std::vector<Member> members;
    if (is_given(own)) members.push_back(Builder::member("definition", own->begin, *own));
    const auto& behind = expander_.integrations(id_);
    if (!behind.empty() &&
        (!is_rest_ || !is_given(own) || is_given(properties_.find("MergeDefinitions")))) {
      members.push_back(
          Builder::member("integrations", at_, expander_.builder().list(behind, at_, at_)));
    }
    if (const Node* auth = properties_.find("Auth"); is_given(auth)) {
      members.push_back(Builder::member("auth", at_, *auth));
    }
    if (members.empty())
      members.push_back(Builder::member("openapi", at_, expander_.text("3", at_)));
    return expander_.builder().map(members, at_, at_);
  }

  [[nodiscard]] std::optional<Node> endpoint() const {
    const Node* given = properties_.find("EndpointConfiguration");
    if (!is_given(given) || !given->is(Kind::map) || given->is_call()) return std::nullopt;
    std::vector<Member> members;
    for (const Member& each : given->members()) {
      if (each.key() == "Type") {
        members.push_back(Builder::member("Types", each.key_begin,
                                          expander_.builder().list({&each.value, 1}, at_, at_)));
      } else if (each.key() == "VPCEndpointIds") {
        members.push_back(Builder::member("VpcEndpointIds", each.key_begin, each.value));
      }
    }
    return expander_.builder().map(members, given->begin, given->end);
  }

  Expander& expander_;
  std::string_view id_;
  bool is_rest_;
  const Node& properties_;
  std::uint32_t at_;
  std::string each_;
};

/// Makes what an API makes besides itself and its stage.
class ApiParts {
 public:
  ApiParts(Expander& expander, ApiScene& scene, const Body& body, const Node& made,
           const Node& properties, const Member& place, std::size_t source)
      : expander_(expander),
        scene_(scene),
        body_(body),
        made_(made),
        properties_(properties),
        place_(place),
        source_(source) {}

  void add_authorizers() {
    const Node* authorizers = value_at(&properties_, "Auth/Authorizers");
    if (authorizers == nullptr || authorizers->is_call()) return;
    const Node& facts = *made_.find("authorizer");
    for (const Member& each : authorizers->members()) {
      const Node* function = each.value.find("FunctionArn");
      if (!is_given(function) || !is_wanted(facts, each.value)) continue;
      scene_.take(each.key());
      Draft draft{body_.text(facts.find("id")->text()), "AWS::Lambda::Permission", &place_};
      draft.properties.push_back(member("Action", expander_.text("lambda:InvokeFunction", at())));
      draft.properties.push_back(Builder::member("FunctionName", function->begin, *function));
      draft.properties.push_back(
          member("Principal", expander_.text("apigateway.amazonaws.com", at())));
      draft.depends_on.push_back(expander_.text(scene_.text("id"), at()));
      expander_.add(std::move(draft), source_);
    }
  }

  void add_domain() {
    const Node* domain = properties_.find("Domain");
    if (!is_given(domain) || domain->is_call()) return;
    const Node* endpoint = domain->find("EndpointConfiguration");
    const bool is_private = endpoint != nullptr && endpoint->text() == "PRIVATE" &&
                            made_.find("privateDomain") != nullptr;
    const Node& facts = *made_.find(is_private ? "privateDomain" : "domain");
    Draft draft{facts.find("id")->text(), facts.find("type")->text(), &place_};
    if (const Node* name = domain->find("DomainName")) {
      draft.properties.push_back(Builder::member("DomainName", name->begin, *name));
    }
    expander_.add(std::move(draft), source_);
    add_mappings(*made_.find(is_private ? "privateMapping" : "mapping"), domain->find("BasePath"));
    if (!is_given(domain->find("Route53"))) return;
    Draft records{"RecordSetGroup#", "AWS::Route53::RecordSetGroup", &place_};
    for (const std::string_view zone : {"HostedZoneId", "HostedZoneName"}) {
      if (const Node* given = value_at(domain, std::string("Route53/").append(zone))) {
        records.properties.push_back(Builder::member(zone, given->begin, *given));
      }
    }
    expander_.add(std::move(records), source_);
  }

 private:
  [[nodiscard]] std::uint32_t at() const { return place_.key_begin; }
  [[nodiscard]] Member member(std::string_view key, const Node& value) const {
    return Builder::member(key, at(), value);
  }

  static bool is_wanted(const Node& facts, const Node& authorizer) {
    const auto hold = [&authorizer](const Member& each) {
      return holds(&authorizer, each) != Holds::no;
    };
    if (const Node* when = facts.find("when")) return std::ranges::all_of(when->members(), hold);
    const Node* unless = facts.find("unless");
    return unless == nullptr || std::ranges::none_of(unless->members(), hold);
  }

  void add_mappings(const Node& facts, const Node* paths) {
    if (!is_given(paths)) {
      add_mapping(facts, "");
      return;
    }
    const auto items = paths->is(Kind::list) ? paths->items() : std::span<const Node>(paths, 1);
    for (const Node& each : items) {
      add_mapping(facts, each.is_scalar() ? letters_and_digits(each.text()) : "");
    }
  }

  void add_mapping(const Node& facts, std::string_view path) {
    scene_.take(path);
    Draft draft{body_.text(facts.find("id")->text()), facts.find("type")->text(), &place_};
    if (const auto filled = body_.filled(*facts.find("properties"))) {
      draft.properties.assign(filled->members().begin(), filled->members().end());
    }
    expander_.add(std::move(draft), source_);
  }

  Expander& expander_;
  ApiScene& scene_;
  const Body& body_;
  const Node& made_;
  const Node& properties_;
  const Member& place_;
  std::size_t source_;
};

}  // namespace

Draft expand_api(Expander& expander, std::string_view logical_id, std::string_view type,
                 const Node& properties, const Member& place, std::size_t source) {
  const Node& made = *facts_of_type(type)->find("made");
  ApiScene scene(expander, logical_id, type, properties, place);
  const Body body(expander.builder(), scene, &properties, place);
  expander.add_made(made, body, &properties, source);
  ApiParts parts(expander, scene, body, made, properties, place, source);
  parts.add_authorizers();
  parts.add_domain();
  return draft_of(logical_id, made, body, properties, place);
}

}  // namespace omnitrack::meaning::sam
