#include "cli/deploy/deploy_assets.hpp"

#include "cli/deploy/passed_template.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "deploy/publish.hpp"

namespace omnitrack::cli {

namespace {

std::vector<deploy::PublishStack> stacks_of(std::span<const DeployTarget> targets) {
  std::vector<deploy::PublishStack> stacks;
  for (const DeployTarget& each : targets) {
    if (each.is_unchanged) continue;
    stacks.push_back(
        {.name = each.name.stack, .account = each.made->account, .region = each.region});
  }
  return stacks;
}

deploy::PublishSource source_of(const DeployAssets& assets) {
  return {.assets = assets.assets,
          .bucket = assets.bucket,
          .images = assets.images,
          .repository = assets.repository};
}

deploy::PublishHooks hooks_of(Progress& progress) {
  return {.note = [&progress](const std::string& text) { progress.say(text); },
          .is_stopped = [] { return InterruptGuard::is_interrupted(); }};
}

// Returns whether there is none, and it was not interrupted.
bool tell(const std::vector<deploy::PublishProblem>& problems, Progress& progress) {
  for (const deploy::PublishProblem& each : problems) {
    progress.fail(printable(each.what + ": " + each.message), each.hint);
  }
  return problems.empty() && !InterruptGuard::is_interrupted();
}

}  // namespace

bool can_publish_assets(const DeployAssets& assets, std::span<const DeployTarget> targets,
                        const deploy::AwsOptions& account, Progress& progress) {
  for (const DeployTarget& each : targets) {
    if (each.is_unchanged) continue;
    const PassedTemplate passed = passed_template(each);
    if (!passed.needs_bucket) continue;
    const TemplateObject object = template_object(each, passed, assets.bucket, account);
    if (!deploy::is_missing_bucket(*each.aws, object.place)) continue;
    refuse_without_bucket(each, passed, object.place.bucket);
  }
  return tell(
      deploy::publish_problems(account, source_of(assets), stacks_of(targets), hooks_of(progress)),
      progress);
}

bool publish_assets(const DeployAssets& assets, std::span<const DeployTarget> targets,
                    const deploy::AwsOptions& account, Progress& progress) {
  return tell(
      deploy::publish(account, source_of(assets), stacks_of(targets), hooks_of(progress)).problems,
      progress);
}

}  // namespace omnitrack::cli
