#include "deploy/image_push.hpp"

#include <set>
#include <system_error>
#include <utility>

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

AwsCli aws_for(const AwsOptions& options, const ImagePush& push, const PublishHooks& hooks) {
  return AwsCli({.profile = options.profile, .region = push.region}, {}, hooks.is_stopped);
}

PublishProblem problem_of(const ImagePush& push, const std::string& message,
                          const std::string& hint) {
  return {push.image->construct_path + " (" + push.image->source.file + ':' +
              std::to_string(push.image->source.line) + ')',
          message, hint};
}

PublishProblem not_built(const ImagePush& push, const DockerFailure& failure) {
  return problem_of(push, std::string("it cannot be built: ") + failure.what(), failure.hint());
}

PublishProblem not_pushed(const ImagePush& push, const std::string& message,
                          const std::string& hint) {
  return problem_of(push, "it cannot be pushed to " + push.repository + ": " + message, hint);
}

PublishProblem not_pushed(const ImagePush& push, const AwsFailure& failure) {
  return not_pushed(push, failure.said().empty() ? failure.what() : failure.said(),
                    hint_of_push(failure));
}

/// A build that failed.
class BuildFailure : public DockerFailure {
 public:
  using DockerFailure::DockerFailure;
};

class ImagePusher {
 public:
  ImagePusher(const AwsOptions& options, const PublishHooks& hooks)
      : options_(options), hooks_(hooks), docker_(hooks.is_stopped) {}

  // Returns whether it was pushed, and not there already. Throws what keeps it from being pushed.
  bool push_if_absent(const ImagePush& push, const std::string& progress) {
    const AwsCli aws = aws_for(options_, push, hooks_);
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
      if (failure.said().empty()) throw BuildFailure(failure.what(), failure.hint());
      hooks_.note(failure.said());
      throw BuildFailure(failure.what(), "the lines above are the last that it wrote");
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

std::vector<PublishProblem> push_problems(const AwsOptions& options,
                                          std::span<const ImagePush> pushes,
                                          const PublishHooks& hooks) {
  std::vector<PublishProblem> problems;
  bool has_looked = false;
  for (const ImagePush& push : pushes) {
    if (hooks.is_stopped()) break;
    try {
      if (is_pushed(aws_for(options, push, hooks), push) || has_looked) continue;
      has_looked = true;
      Docker(hooks.is_stopped).look();
    } catch (const AwsFailure& failure) {
      problems.push_back(not_pushed(push, failure));
    } catch (const DockerFailure& failure) {
      problems.push_back(not_built(push, failure));
    }
  }
  return problems;
}

void push_images(const AwsOptions& options, std::span<const ImagePush> pushes,
                 const PublishHooks& hooks, Published& published) {
  ImagePusher pusher(options, hooks);
  for (std::size_t i = 0; i < pushes.size() && !hooks.is_stopped(); ++i) {
    const ImagePush& push = pushes[i];
    const auto fail = [&](PublishProblem problem) {
      if (!hooks.is_stopped()) published.problems.push_back(std::move(problem));
    };
    try {
      const bool is_new = pusher.push_if_absent(
          push, std::to_string(i + 1) + " of " + std::to_string(pushes.size()));
      ++(is_new ? published.uploaded : published.present);
    } catch (const AwsFailure& failure) {
      fail(not_pushed(push, failure));
    } catch (const BuildFailure& failure) {
      fail(not_built(push, failure));
    } catch (const DockerFailure& failure) {
      fail(not_pushed(push, failure.what(), failure.hint()));
    } catch (const assets::AssetError& error) {
      fail(not_pushed(push, error.what(), error.hint()));
    } catch (const std::system_error& error) {
      fail(not_pushed(push, error.what(), "look whether the folder for temporary files has room"));
    }
  }
}

}  // namespace omnitrack::deploy
