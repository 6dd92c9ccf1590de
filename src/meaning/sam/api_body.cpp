#include <array>

#include "meaning/sam/expander.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::string_view iam_scheme = "AWS_IAM";
constexpr std::string_view key_scheme = "api_key";

/// Writes the definition of one API.
class BodyWriter {
 public:
  BodyWriter(Expander& expander, const Node& properties, std::uint32_t at)
      : expander_(expander), properties_(properties), at_(at) {}

  [[nodiscard]] Node written(const std::vector<Operation>& operations) {
    std::vector<Member> members = definition();
    if (members.empty()) {
      std::vector<Member> paths;
      for (const Operation& each : operations) {
        const Node* path = each.properties->find("Path");
        const Member method = operation(each);
        paths.push_back(
            Builder::member(path == nullptr ? "$default" : path->text(), at_, map({&method, 1})));
      }
      if (!paths.empty()) members.push_back(member("paths", map(paths)));
      add_default(members);
      const Member schemes = member("securitySchemes", map(all_schemes()));
      members.push_back(member("components", map({&schemes, 1})));
    }
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
    const Node* statements = value_at(&properties_, "Auth/ResourcePolicy/CustomStatements");
    if (const Node* policy = value_at(&properties_, "Auth/ResourcePolicy"); is_given(policy)) {
      const Member statement = member("Statement", statements == nullptr ? *policy : *statements);
      members.push_back(member("x-amazon-apigateway-policy", map({&statement, 1})));
    }
    return map(members);
  }

 private:
  [[nodiscard]] Node map(std::span<const Member> members) const {
    return expander_.builder().map(members, at_, at_);
  }
  [[nodiscard]] Member member(std::string_view name, const Node& value) const {
    return Builder::member(name, at_, value);
  }

  /// What the template writes out itself.
  [[nodiscard]] std::vector<Member> definition() const {
    const Node* own = properties_.find("DefinitionBody");
    if (!is_given(own)) return {};
    if (!own->is(Kind::map) || own->is_call()) return {member("definition", *own)};
    std::vector<Member> members(own->members().begin(), own->members().end());
    add_default(members);
    return members;
  }

  /// What checks the callers where an operation does not say otherwise.
  void add_default(std::vector<Member>& members) const {
    const Node* authorizer = value_at(&properties_, "Auth/DefaultAuthorizer");
    if (is_given(authorizer)) members.push_back(member("security", asked({name_of(*authorizer)})));
  }

  static std::string_view name_of(const Node& authorizer) {
    return authorizer.is(Kind::string) ? authorizer.text() : std::string_view("an authorizer");
  }

  [[nodiscard]] Node asked(const std::vector<std::string_view>& names) const {
    std::vector<Node> all;
    for (const std::string_view each : names) {
      const Member scheme = member(each, expander_.builder().list({}, at_, at_));
      all.push_back(map({&scheme, 1}));
    }
    return expander_.builder().list(all, at_, at_);
  }

  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
  [[nodiscard]] Member operation(const Operation& operation) const {
    const Node* own = value_at(operation.properties, "Auth/Authorizer");
    if (!is_given(own)) own = value_at(&properties_, "Auth/DefaultAuthorizer");
    const Node* keyed = value_at(operation.properties, "Auth/ApiKeyRequired");
    if (keyed == nullptr) keyed = value_at(&properties_, "Auth/ApiKeyRequired");
    std::vector<std::string_view> names;
    if (is_given(own) && own->text() != "NONE") names.push_back(name_of(*own));
    if (is_given(keyed)) names.push_back(key_scheme);
    std::vector<Member> integration{member("uri", operation.target)};
    if (operation.role) integration.push_back(member("credentials", *operation.role));
    const std::array<Member, 2> members{
        member("security", asked(names)),
        member("x-amazon-apigateway-integration", map(integration))};
    const Node* method = operation.properties->find("Method");
    return member(method == nullptr ? "any" : method->text(), map(members));
  }

  [[nodiscard]] std::vector<Member> all_schemes() const {
    const Member signature =
        member("x-amazon-apigateway-authtype", expander_.text("awsSigv4", at_));
    const Member of_key = member("type", expander_.text("apiKey", at_));
    return {member(iam_scheme, map({&signature, 1})), member(key_scheme, map({&of_key, 1}))};
  }

  Expander& expander_;
  const Node& properties_;
  std::uint32_t at_;
};

}  // namespace

Node written_body(Expander& expander, std::string_view api, const Node& properties,
                  std::uint32_t at) {
  return BodyWriter(expander, properties, at).written(expander.operations(api));
}

}  // namespace omnitrack::meaning::sam
