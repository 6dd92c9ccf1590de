#include "cli/deploy/deploy_assets.hpp"

#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "deploy/publish.hpp"

namespace omnitrack::cli {

bool publish_assets(const DeployAssets& assets, std::span<const DeployTarget> targets,
                    const deploy::AwsOptions& account, Progress& progress) {
  std::vector<deploy::PublishStack> stacks;
  for (const DeployTarget& each : targets) {
    if (each.is_unchanged) continue;
    stacks.push_back(
        {.name = each.name.stack, .account = each.made->account, .region = each.region});
  }
  const deploy::Published published =
      deploy::publish(account,
                      {.assets = assets.assets,
                       .bucket = assets.bucket,
                       .images = assets.images,
                       .repository = assets.repository},
                      stacks,
                      {.note = [&](const std::string& text) { progress.say(printable(text)); },
                       .is_stopped = [] { return InterruptGuard::is_interrupted(); }});
  for (const deploy::PublishProblem& each : published.problems) {
    progress.fail(printable(each.what + ": " + each.message), each.hint);
  }
  return published.problems.empty() && !InterruptGuard::is_interrupted();
}

}  // namespace omnitrack::cli
