#include "validate/document/other_file.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "omnitrack/codes.hpp"
#include "template/parse.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

namespace {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

/// A kind of file, by keys that all stand at its top.
struct KnownFile {
  std::array<std::string_view, 3> keys;
  OtherFile file;
};

// Of files that have the keys of another one, too, the narrower one comes first.
constexpr std::array<KnownFile, 29> known_files{{
    {{"version", "terraform_version"}, {"a state of Terraform", ""}},
    {{"format_version", "terraform_version"}, {"a plan of Terraform", ""}},
    {{"apiVersion", "kind"}, {"a manifest of Kubernetes", ""}},
    {{"service", "provider"},
     {"a configuration of the Serverless Framework",
      "'serverless package' writes the templates into .serverless"}},
    {{"version", "phases"}, {"a build specification of CodeBuild", ""}},
    {{"version", "Resources"}, {"an AppSpec file of CodeDeploy", ""}},
    {{"version", "resources"}, {"an AppSpec file of CodeDeploy", ""}},
    {{"version", "os"}, {"an AppSpec file of CodeDeploy", ""}},
    {{"services"}, {"a file of Docker Compose", ""}},
    {{"jobs", "on"}, {"a workflow of GitHub Actions", ""}},
    {{"openapi", "paths"},
     {"an OpenAPI definition", "it belongs into the 'Body' of an AWS::ApiGateway::RestApi"}},
    {{"swagger", "paths"},
     {"an OpenAPI definition", "it belongs into the 'Body' of an AWS::ApiGateway::RestApi"}},
    {{"StartAt", "States"},
     {"a state machine of Step Functions",
      "it belongs into the 'Definition' of an AWS::StepFunctions::StateMachine"}},
    {{"Version", "Statement"}, {"a policy", "it belongs into the 'PolicyDocument' of a resource"}},
    {{"schemaVersion", "mainSteps"},
     {"a document of Systems Manager", "it belongs into the 'Content' of an AWS::SSM::Document"}},
    {{"schemaVersion", "phases"},
     {"a component of Image Builder",
      "it belongs into the 'Data' of an AWS::ImageBuilder::Component"}},
    {{"typeName", "properties"}, {"the schema of a resource type", ""}},
    {{"TemplateBody"},
     {"an answer of the AWS CLI",
      "take what it holds: aws cloudformation get-template --query TemplateBody"}},
    {{"StackResources"}, {"an answer of the AWS CLI", "take that of get-template"}},
    {{"Stacks"}, {"an answer of the AWS CLI", "take that of get-template"}},
    {{"fragment", "transformId"},
     {"what CloudFormation sends to a macro", "the template is in 'fragment'"}},
    {{"version", "artifacts"},
     {"a manifest of the CDK", "the templates are the .template.json files beside it"}},
    {{"$schema", "contentVersion"}, {"a template of Azure Resource Manager", ""}},
    {{"template_path", "parameters"},
     {"a configuration of Sceptre", "name the template that 'template_path' names"}},
    {{"template-file-path"},
     {"a deployment file of Git sync", "name the template that 'template-file-path' names"}},
    {{"project", "tests"}, {"a configuration of taskcat", "name the template that a test names"}},
    {{"name", "type", "image"},
     {"a manifest of AWS Copilot", "'copilot svc package' writes the template"}},
    {{"name", "version", "dependencies"}, {"a package of npm", ""}},
    {{"ParameterKey", "ParameterValue"},
     {"a list of values for parameters", "name the template that has the parameters"}},
}};

bool has_all(const Node& map, const std::array<std::string_view, 3>& keys) {
  return std::ranges::all_of(
      keys, [&](std::string_view key) { return key.empty() || map.find(key) != nullptr; });
}

std::optional<OtherFile> file_with_keys_of(const Node& map) {
  const auto found = std::ranges::find_if(
      known_files, [&](const KnownFile& each) { return has_all(map, each.keys); });
  if (found == known_files.end()) return std::nullopt;
  return found->file;
}

/// Values for parameters, as in a template configuration file of CodePipeline.
bool has_values_of_parameters(const Node& root) {
  const Node* parameters = root.find("Parameters");
  return parameters != nullptr && parameters->is(Kind::map) && parameters->count != 0 &&
         std::ranges::all_of(parameters->members(),
                             [](const Member& each) { return each.value.is(Kind::string); });
}

}  // namespace

std::optional<OtherFile> other_file_of(const Node& root) {
  if (root.is(Kind::list)) {
    const bool has_map = root.count != 0 && root.items().front().is(Kind::map);
    return has_map ? file_with_keys_of(root.items().front()) : std::nullopt;
  }
  if (!root.is(Kind::map)) return std::nullopt;
  const Node* version = root.find("AWSTemplateFormatVersion");
  if (version != nullptr && version->text() == "2010-09-09-OC") {
    return OtherFile{"a file of org-formation",
                     "'org-formation print-stacks' prints the templates that it makes"};
  }
  const Node* resources = root.find("Resources");
  const bool has_resources = resources != nullptr && !resources->is(Kind::list);
  if (version != nullptr || has_resources || root.find("Transform") != nullptr) return std::nullopt;
  if (has_values_of_parameters(root)) {
    return OtherFile{"a file with values for parameters",
                     "name the template that has the parameters"};
  }
  return file_with_keys_of(root);
}

std::string is_no_template(const OtherFile& file) {
  return "this is " + std::string(file.name) + ", not a template";
}

std::optional<OtherFile> other_file_of_first_document(const tmpl::Template& in, std::uint32_t end) {
  tmpl::Template first(in.file(), std::string(in.text().substr(0, end)));
  tmpl::parse(first);
  return other_file_of(first.root());
}

bool check_other_file(const Context& context) {
  const Node& root = context.index.source().root();
  const std::optional<OtherFile> file = other_file_of(root);
  if (!file) return false;
  context.report.report(as_error(codes::OT4027), root.begin, root.begin, meaning::Path(),
                        is_no_template(*file), std::string(file->hint));
  return true;
}

}  // namespace omnitrack::validate
