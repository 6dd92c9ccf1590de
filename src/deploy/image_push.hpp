#pragma once

#include <span>
#include <string>
#include <vector>

#include "deploy/publish.hpp"

namespace omnitrack::deploy {

/// An image that must lie in a repository.
struct ImagePush {
  const SynthesizedImage* image;
  std::string repository;
  std::string account;
  std::string region;
};

/// Looks whether those images can be pushed that their repositories lack: whether there are the
/// repositories, and whether docker runs.
std::vector<PublishProblem> push_problems(const AwsOptions& options,
                                          std::span<const ImagePush> pushes,
                                          const PublishHooks& hooks);

/// Builds and pushes those images that their repositories lack, one after the other, and adds to
/// `published` what came of it. Logs in once a registry, and only where something is pushed.
void push_images(const AwsOptions& options, std::span<const ImagePush> pushes,
                 const PublishHooks& hooks, Published& published);

}  // namespace omnitrack::deploy
