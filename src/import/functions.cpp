#include "import/functions.hpp"

#include <algorithm>
#include <string>

#include "import/buckets.hpp"
#include "import/construct_props.hpp"
#include "import/constructs.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

constexpr std::size_t longest_function = 64;
constexpr std::int64_t longest_run = 900;
constexpr std::int64_t least_memory = 128;
constexpr std::int64_t most_memory = 10240;

bool is_within(const tmpl::Node* value, std::int64_t least, std::int64_t most) {
  return value == nullptr || is_later(*value) || is_number(*value, least, most);
}

bool is_function_name(const tmpl::Node* value) {
  return value == nullptr || is_later(*value) ||
         (value->is(Kind::string) && !value->text().empty() &&
          value->text().size() <= longest_function &&
          detail::has_only_letters_digits_and("-_", value->text()));
}

bool is_text_or_later(const tmpl::Node* value) {
  return value != nullptr && (is_later(*value) || (value->is(Kind::string) && value->count > 0));
}

// Text that CloudFormation puts into a file `index`, of the languages that it does this for.
bool is_inline(const tmpl::Node& code, const tmpl::Node& runtime, const tmpl::Node& handler) {
  if (!has_only(code, {"ZipFile"}) || !is_text_or_later(code.find("ZipFile"))) return false;
  const std::string_view language = runtime.text();
  return (is_later(runtime) || language.starts_with("nodejs") || language.starts_with("python")) &&
         (is_later(handler) || handler.text().starts_with("index."));
}

bool is_in_a_bucket(const tmpl::Node& code) {
  const tmpl::Node* bucket = code.find("S3Bucket");
  const tmpl::Node* version = code.find("S3ObjectVersion");
  return has_only(code, {"S3Bucket", "S3Key", "S3ObjectVersion"}) && bucket != nullptr &&
         (is_later(*bucket) || (bucket->is(Kind::string) && is_bucket_name(bucket->text()))) &&
         is_text_or_later(code.find("S3Key")) && (version == nullptr || is_text_or_later(version));
}

bool is_variable(const tmpl::Member& variable) {
  const std::string_view name = variable.key();
  const bool is_name = name.size() >= 2 && detail::is_letter(name.front()) &&
                       detail::has_only_letters_digits_and("_", name) &&
                       !name.starts_with("AWS_") && !name.starts_with("LAMBDA_");
  return is_name && (variable.value.is(Kind::string) || is_later(variable.value));
}

const tmpl::Node* variables_of(const tmpl::Node& environment) {
  if (!has_only(environment, {"Variables"})) return nullptr;
  const tmpl::Node* variables = environment.find("Variables");
  const bool are_plain = variables != nullptr && variables->is(Kind::map) &&
                         !variables->is_call() && variables->count > 0 &&
                         std::ranges::all_of(variables->members(), is_variable);
  return are_plain ? variables : nullptr;
}

bool is_traced(const tmpl::Node& tracing) {
  return has_only(tracing, {"Mode"}) && is_text(tracing.find("Mode"), "Active");
}

// The ARN of a role that is made elsewhere; null where the function's is not.
const tmpl::Node* role_elsewhere(const tmpl::Node& properties) {
  const tmpl::Node* role = properties.find("Role");
  if (role == nullptr) return nullptr;
  const bool is_arn = role->is(Kind::string) && role->text().starts_with("arn:aws:iam::") &&
                      role->text().find(":role/") != std::string_view::npos;
  const bool is_given = is_later(*role) && !role->calls(tmpl::Function::get_att);
  return is_arn || is_given ? role : nullptr;
}

Code role_of(const Element& element, Plan& plan, Values& values) {
  if (const tmpl::Node* arn = role_elsewhere(*element.resource->properties)) {
    return call("Role::from_arn",
                {token("stack"), text_literal(id_beside(element, "Role", plan)),
                 values.forced_property(*arn, *element.type->props.find("Role"))});
  }
  const std::string_view id = role_of_function(*element.resource);
  return token(plan.name(*plan.use(meaning::Name::Of::entry, id)));
}

Code code_of(const Element& element, const tmpl::Node& code, Plan& plan, Values& values) {
  if (const tmpl::Node* text = code.find("ZipFile")) {
    return call("FunctionCode::inline_text", {values.text(*text)});
  }
  const MemberNames bucket_name{
      .text = "S3Bucket",
      .name = "name",
      .type = {Container::value, ElementKind::identifier, "cfn::s3::BucketName"},
      .enumerators = {}};
  std::vector<Code> arguments{
      call("Bucket::from_name",
           {token("stack"), text_literal(id_beside(element, "CodeBucket", plan)),
            values.forced_property(*code.find("S3Bucket"), bucket_name)}),
      values.text(*code.find("S3Key"))};
  if (const tmpl::Node* version = code.find("S3ObjectVersion")) {
    arguments.push_back(values.text(*version));
  }
  return call("FunctionCode::s3", std::move(arguments));
}

}  // namespace

std::string_view role_of_function(const tmpl::ResourceEntry& resource) {
  const tmpl::Node* properties = resource.properties;
  const tmpl::Node* role = properties == nullptr ? nullptr : properties->find("Role");
  return role == nullptr ? std::string_view() : owner_of_attribute(*role, "Arn");
}

bool is_function(const tmpl::ResourceEntry& resource, const Element* role) {
  const tmpl::Node* properties = resource.properties;
  if (properties == nullptr) return false;
  const bool has_role =
      role_elsewhere(*properties) != nullptr ||
      (role != nullptr && role->construct != nullptr && role->construct->class_name == "Role");
  if (!has_role) return false;
  const tmpl::Node* code = properties->find("Code");
  const tmpl::Node* runtime = properties->find("Runtime");
  const tmpl::Node* handler = properties->find("Handler");
  return code != nullptr && is_text_or_later(runtime) && is_text_or_later(handler) &&
         (is_inline(*code, *runtime, *handler) || is_in_a_bucket(*code)) &&
         is_within(properties->find("Timeout"), 1, longest_run) &&
         is_within(properties->find("MemorySize"), least_memory, most_memory) &&
         is_function_name(properties->find("FunctionName"));
}

Code function_props(const Element& element, Plan& plan, Values& values, Comments& comments) {
  const tmpl::Node& properties = *element.resource->properties;
  ConstructProps props(element, values, comments);
  props.take_comments("Code");
  props.add(".code = ", code_of(element, *properties.find("Code"), plan, values));
  props.value("Description", ".description = ");
  const tmpl::Node* environment = properties.find("Environment");
  const tmpl::Node* variables = environment == nullptr ? nullptr : variables_of(*environment);
  if (variables != nullptr) {
    const MemberNames& names = *element.type->props.find("Environment");
    props.take_comments("Environment");
    props.add(
        ".environment = ",
        values.forced_property(*variables, *element.type->structure(names.type).find("Variables")));
  }
  if (const tmpl::Node* name = properties.find("FunctionName")) {
    props.take_comments("FunctionName");
    props.add(".function_name = ",
              props.checked_text(*name, *element.type->props.find("FunctionName")));
  }
  props.add(".grant_own_needs = ", token("false"));
  props.value("Handler", ".handler = ");
  props.add(".make_log_group = ", token("false"));
  props.value("MemorySize", ".memory = ");
  props.value("ReservedConcurrentExecutions", ".reserved_concurrency = ");
  props.take_comments("Role");
  props.add(".role = ", role_of(element, plan, values));
  props.take_comments("Runtime");
  props.add(".runtime = ", call("as<Runtime>", {values.text(*properties.find("Runtime"))}));
  props.value("Tags", ".tags = ");
  props.value("Timeout", ".timeout = ");
  const tmpl::Node* tracing = properties.find("TracingConfig");
  if (tracing != nullptr && is_traced(*tracing)) {
    props.take_comments("TracingConfig");
    props.add(".tracing = ", token("true"));
  }
  props.add(".wait_for_grants = ", token("false"));
  return props.take("FunctionProps");
}

std::vector<std::string_view> late_of_function(const tmpl::Node& properties) {
  constexpr std::string_view taken[] = {"Code",    "Description", "FunctionName",
                                        "Handler", "MemorySize",  "ReservedConcurrentExecutions",
                                        "Role",    "Runtime",     "Tags",
                                        "Timeout"};
  std::vector<std::string_view> late;
  for (const tmpl::Member& each : properties.members()) {
    const bool is_taken = std::ranges::find(taken, each.key()) != std::end(taken) ||
                          (each.key() == "Environment" && variables_of(each.value) != nullptr) ||
                          (each.key() == "TracingConfig" && is_traced(each.value));
    if (!is_taken) late.push_back(each.key());
  }
  return late;
}

}  // namespace omnitrack::importing
