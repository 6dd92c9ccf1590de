#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/required.hpp>
#include <omnitrack/text.hpp>

namespace omnitrack {

/// What an `ARG` of a Dockerfile is given. It is no place for secrets: whoever has the image can
/// read it.
struct BuildArgument {
  /// The name: letters, digits and `_`.
  Required<Text, struct required_name> name;
  /// The value.
  Text value = {};
};

/// How a container image is built of a folder by `docker build`.
/// https://docs.docker.com/reference/cli/docker/buildx/build/
struct ImageBuild {
  /// What each `ARG` of the Dockerfile is given.
  Items<BuildArgument> build_arguments = {};
  /// The Dockerfile, seen from the folder; `Dockerfile` where it is left out.
  Text dockerfile = {};
  /// Patterns of what is left out beside what `.dockerignore` names, as `AssetProps::ignore` takes
  /// them.
  Items<Text> ignore = {};
  /// The stage of the Dockerfile that is built; the last one where it is left out.
  Text target = {};
};

}  // namespace omnitrack
