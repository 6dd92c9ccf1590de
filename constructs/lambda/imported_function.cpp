#include <string>

#include "../imported.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

/// What a function that is made elsewhere is made of.
struct ImportedFunctionProps {
  using Makes = Function;
  Id id;
  Value<cfn::lambda::FunctionArn> arn;
  Value<cfn::lambda::FunctionName> name;
  ImportedFunction known;
};

namespace {

// arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, perhaps with a version or alias behind it
constexpr std::int64_t place_of_name = 6;

Value<cfn::lambda::FunctionName> name_of(const Value<cfn::lambda::FunctionArn>& arn) {
  constexpr std::string_view marker = ":function:";
  if (!arn.is_literal_text()) {
    return as<cfn::lambda::FunctionName>(fn::select(place_of_name, fn::split(":", arn)));
  }
  std::string_view rest = arn.literal_text();
  const std::size_t at = rest.find(marker);
  if (at == std::string_view::npos) return {};
  rest.remove_prefix(at + marker.size());
  return rest.substr(0, rest.find(':'));
}

}  // namespace

Function::Function(Attach at, const ImportedFunctionProps& props)
    : AnyFunction(std::move(at)),
      role_(props.known.role.get()),
      security_groups_(props.known.security_groups) {
  arn_ = props.arn;
  // A name alone would be looked for in the account of this stack.
  name_or_arn_ = arn_;
  name_ = props.name.is_set() ? props.name : name_of(props.arn);
  if (!name_.is_set()) {
    error(codes::OT2233, "'" + std::string(arn_.literal_text()) + "' is not the ARN of a function",
          "it looks like arn:aws:lambda:eu-central-1:123456789012:function:name");
    name_ = "unknown";
  }
  log_group_ = &LogGroup::from_name(*this, child("LogGroup"),
                                    as<cfn::logs::LogGroupName>(concat("/aws/lambda/", name_)));
}

Function& Function::from_arn(Construct& scope, const Id& id,
                             const Value<cfn::lambda::FunctionArn>& arn,
                             const ImportedFunction& known) {
  return scope.add(ImportedFunctionProps{.id = id, .arn = arn, .name = {}, .known = known});
}

Function& Function::from_name(Construct& scope, const Id& id,
                              const Value<cfn::lambda::FunctionName>& name,
                              const ImportedFunction& known) {
  const Stack& stack = scope.stack();
  return scope.add(ImportedFunctionProps{
      .id = id,
      .arn =
          as<cfn::lambda::FunctionArn>(concat("arn:", stack.partition(), ":lambda:", stack.region(),
                                              ":", stack.account(), ":function:", name)),
      .name = name,
      .known = known,
  });
}

Role& Function::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role()");
    role_ = &add(RoleProps{
        .id = child("Role"),
        .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
    });
  }
  return *role_;
}

cfn::lambda::Function& Function::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::lambda::FunctionProps{
        .id = primary(),
        .code = cfn::lambda::function::Code{},
        .role = role().arn(),
    });
  }
  return *resource_;
}

}  // namespace omnitrack
