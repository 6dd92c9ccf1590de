#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/aws_cli.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::deploy {

/// A stack and where it is deployed.
struct PublishStack {
  std::string name;
  std::string account;  ///< empty for that of the caller
  std::string region;   ///< empty for that of the caller
};

/// An upload that failed.
struct PublishProblem {
  std::string what;     ///< the construct with its line
  std::string message;  ///< may hold any bytes
  std::string hint;     ///< may be empty
};

/// What came of uploads, of images as of files and folders.
struct Published {
  std::size_t uploaded = 0;
  std::size_t present = 0;  ///< how many were in their places already
  std::vector<PublishProblem> problems = {};
};

/// The account and region of who calls; the account is asked for. Throws AwsFailure.
PublishStack caller_place(const AwsOptions& options);

/// The name of a bucket or a repository with `${AWS::AccountId}` and `${AWS::Region}` replaced by
/// those of a stack.
std::string name_at(std::string_view name, const PublishStack& place);

/// What the stacks of an app need in their buckets and repositories, whose names may have
/// placeholders.
struct PublishSource {
  std::span<const SynthesizedAsset> assets;
  std::string_view bucket;
  std::span<const SynthesizedImage> images = {};
  std::string_view repository = {};
};

/// What an app uploads; the synthesis must outlive it.
PublishSource publish_source(const Synthesis& synthesis);

/// What is told of uploads, and what stops them.
struct PublishHooks {
  std::function<void(const std::string&)> note;  ///< of each upload, one call at a time
  std::function<bool()> is_stopped = [] { return false; };
};

/// Looks whether what stacks need can be uploaded, before anything is: whether there are the
/// buckets and the repositories and, where an image must be built, whether docker runs. Throws as
/// `publish` does.
std::vector<PublishProblem> publish_problems(const AwsOptions& options, const PublishSource& source,
                                             std::span<const PublishStack> stacks,
                                             const PublishHooks& hooks);

/// Uploads the assets that stacks need and their buckets lack, several at a time, and then builds
/// and pushes the images that their repositories lack; to be called before change sets are made.
/// One that fails does not stop the others. Where the stacks need nothing, nothing is asked. What
/// is stopped is no problem of its own. Throws AwsFailure where the account and region of the
/// caller cannot be asked for.
Published publish(const AwsOptions& options, const PublishSource& source,
                  std::span<const PublishStack> stacks, const PublishHooks& hooks);

}  // namespace omnitrack::deploy
