#include "cli/deploy/plan_script.hpp"

#include <filesystem>
#include <system_error>

#include "cli/deploy/passed_template.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/wording.hpp"
#include "deploy/shell.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;

// What a script is given of one stack.
struct PlannedStack {
  const DeployTarget& target;
  PassedTemplate passed;
  std::string template_file;  // seen from the script's folder
};

std::string command(const PlannedStack& stack, const deploy::AwsCli::Words& words) {
  return deploy::shell_command(stack.target.aws->command_line(words));
}

std::string commands_for(const PlannedStack& stack, const std::string& assets_bucket,
                         const deploy::AwsOptions& account,
                         const deploy::DeploySettings& settings) {
  const DeployTarget& target = stack.target;
  const std::string& name = target.name.deployed;
  const std::string token = deploy::new_token();
  std::string text = "\n# " + name + (target.is_new() ? ", which is new\n" : "\n");
  deploy::TemplateSource source{.is_url = false, .text = "file://" + stack.template_file};
  if (stack.passed.needs_bucket) {
    const TemplateObject object = template_object(target, stack.passed, assets_bucket, account);
    deploy::AwsCli::Words put{"s3api", "put-object",     "--bucket", object.place.bucket,
                              "--key", object.place.key, "--body",   stack.template_file};
    if (!object.place.owner.empty()) {
      put.insert(put.end(), {"--expected-bucket-owner", object.place.owner});
    }
    text += command(stack, put);
    source = {.is_url = true, .text = object.url};
  }
  if (target.is_made_anew()) {
    text += command(stack, deploy::delete_stack_call(name, token, settings));
    text +=
        command(stack, {"cloudformation", "wait", "stack-delete-complete", "--stack-name", name});
  }
  const deploy::ChangeSetRequest request = change_set_request(target, std::move(source), token);
  const deploy::AwsCli::Words change_set{"--change-set-name", request.name, "--stack-name", name};
  const auto of_change_set = [&](deploy::AwsCli::Words words) {
    words.insert(words.end(), change_set.begin(), change_set.end());
    return command(stack, words);
  };
  text += command(stack, deploy::create_change_set_call(request, settings));
  text += of_change_set({"cloudformation", "wait", "change-set-create-complete"});
  text += of_change_set({"cloudformation", "describe-change-set"});
  deploy::AwsCli::Words execute = deploy::execute_change_set_call(request.name, token, settings);
  execute.insert(execute.end(), {"--stack-name", name});
  text += command(stack, execute);
  text += command(stack, {"cloudformation", "wait",
                          target.is_new() ? "stack-create-complete" : "stack-update-complete",
                          "--stack-name", name});
  return text;
}

std::string protection_command(const DeployTarget& target) {
  if (!target.changes_protection()) return {};
  return deploy::shell_command(target.aws->command_line(
      deploy::protection_call(target.name.deployed, *target.made->termination_protection)));
}

}  // namespace

void write_plan_script(const std::string& file, std::span<const DeployTarget> targets,
                       const std::string& assets_bucket, const deploy::AwsOptions& account,
                       const deploy::DeploySettings& settings, const Console& console) {
  const fs::path script_path(file);
  const fs::path folder = script_path.parent_path() / script_path.stem();
  if (folder == script_path) {
    throw Failure("the script " + file +
                      " needs a suffix, since its templates go to a folder of "
                      "its name without one",
                  "name it " + file + ".sh");
  }
  std::string script =
      "#!/bin/sh\n# Deploys by the AWS CLI. Written by " + console.program() +
      " deploy --plan; read it before you run it.\nset -eu\ncd \"$(dirname \"$0\")\"\n";
  std::vector<std::string> texts;
  std::vector<std::string> paths;
  for (const DeployTarget& each : targets) {
    if (each.is_unchanged) {
      script += "\n# " + each.name.deployed + ": nothing to deploy\n" + protection_command(each);
      continue;
    }
    const std::string name = each.name.stack + ".template.json";
    PlannedStack stack{.target = each,
                       .passed = passed_template(each),
                       .template_file = (script_path.stem() / name).generic_string()};
    script += commands_for(stack, assets_bucket, account, settings) + protection_command(each);
    paths.push_back((folder / name).string());
    texts.push_back(std::move(stack.passed.text));
  }
  std::error_code error;
  if (!paths.empty()) fs::create_directories(folder, error);
  if (error) throw Failure("cannot make the folder " + folder.string() + ": " + error.message());
  std::vector<NewFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i], texts[i]});
  files.push_back({file, script});
  write_files(files);
  console.say("wrote " + file + (paths.empty() ? "" : " and " + counted(paths.size(), "template")) +
              "; nothing was run");
}

}  // namespace omnitrack::cli
