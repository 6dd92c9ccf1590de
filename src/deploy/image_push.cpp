#include "deploy/image_push.hpp"

#include <set>
#include <system_error>

#include "assets/asset_error.hpp"
#include "assets/image_context.hpp"
#include "assets/temporary_folder.hpp"
#include "deploy/docker.hpp"
#include "meaning/partitions.hpp"

namespace omnitrack::deploy {

namespace {

bool is_pushed(const AwsCli& aws, const ImagePush& push) {
  try {
    aws.run({"ecr", "describe-images", "--registry-id", push.account, "--repository-name",
             push.repository, "--image-ids", "imageTag=" + push.image->hash});
    return true;
  } catch (const AwsFailure& failure) {
    if (failure.said().find("ImageNotFound") != std::string::npos) return false;
    throw;
  }
}

std::string hint_of_push(const AwsFailure& failure) {
  switch (failure.fault()) {
    case AwsFault::not_found:
      return "the verb bootstrap makes the repository; --images-repository names another one";
    case AwsFault::access_denied:
      return "the repository must be of this account, and the caller needs ecr:DescribeImages on "
             "it "
             "and ecr:GetAuthorizationToken";
    default:
      return failure.hint();
  }
}

class ImagePusher {
 public:
  ImagePusher(const AwsOptions& options, const PublishHooks& hooks)
      : options_(options), hooks_(hooks), docker_(hooks.is_stopped) {}

  // Returns whether it was pushed, and not there already. Throws what keeps it from being pushed.
  bool push_if_absent(const ImagePush& push, const std::string& progress) {
    const AwsCli aws({.profile = options_.profile, .region = push.region}, {}, hooks_.is_stopped);
    if (is_pushed(aws, push)) return false;
    const std::string registry = push.account + ".dkr.ecr." + push.region + '.' +
                                 std::string(meaning::partition_of(push.region).url_suffix);
    const std::string name = registry + '/' + push.repository + ':' + push.image->hash;
    const assets::TemporaryFolder folder;
    assets::copy_context(*push.image, folder.path());
    hooks_.note("building " + push.image->construct_path + " (" + progress + ')');
    build(push, folder.path(), name);
    log_in(aws, registry);
    hooks_.note("pushing " + push.image->construct_path + " to " + name);
    try {
      docker_.push(name);
    } catch (const DockerFailure&) {
      // Somebody else may have pushed it meanwhile, and tags are not moved.
      if (!is_pushed(aws, push)) throw;
    }
    return true;
  }

 private:
  void build(const ImagePush& push, const std::string& folder, const std::string& name) const {
    try {
      docker_.build(push.image->recipe, folder, name);
    } catch (const DockerFailure& failure) {
      if (!failure.said().empty()) hooks_.note(failure.said());
      throw;
    }
  }

  void log_in(const AwsCli& aws, const std::string& registry) {
    if (registries_.contains(registry)) return;
    docker_.log_in(registry, aws.ask_line({"ecr", "get-login-password"}));
    registries_.insert(registry);
  }

  const AwsOptions& options_;
  const PublishHooks& hooks_;
  Docker docker_;
  std::set<std::string> registries_;  // that it is logged in to
};

}  // namespace

void push_images(const AwsOptions& options, std::span<const ImagePush> pushes,
                 const PublishHooks& hooks, Published& published) {
  ImagePusher pusher(options, hooks);
  for (std::size_t i = 0; i < pushes.size() && !hooks.is_stopped(); ++i) {
    const ImagePush& push = pushes[i];
    const auto fail = [&](const std::string& message, const std::string& hint) {
      if (hooks.is_stopped()) return;
      published.problems.push_back({push.image->construct_path + " (" + push.image->source.file +
                                        ':' + std::to_string(push.image->source.line) + ')',
                                    "it cannot be pushed to " + push.repository + ": " + message,
                                    hint});
    };
    try {
      const bool is_new = pusher.push_if_absent(
          push, std::to_string(i + 1) + " of " + std::to_string(pushes.size()));
      ++(is_new ? published.uploaded : published.present);
    } catch (const AwsFailure& failure) {
      fail(failure.said().empty() ? failure.what() : failure.said(), hint_of_push(failure));
    } catch (const DockerFailure& failure) {
      fail(failure.what(), failure.hint());
    } catch (const assets::AssetError& error) {
      fail(error.what(), error.hint());
    } catch (const std::system_error& error) {
      fail(error.what(), "look whether the folder for temporary files has room");
    }
  }
}

}  // namespace omnitrack::deploy
