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

/// What came of uploads.
struct Published {
  std::size_t uploaded = 0;
  std::size_t present = 0;  ///< how many were in their buckets already
  std::vector<PublishProblem> problems = {};
};

/// The account and region of who calls; the account is asked for. Throws AwsFailure.
PublishStack caller_place(const AwsOptions& options);

/// The name of a bucket with `${AWS::AccountId}` and `${AWS::Region}` replaced by those of a stack.
std::string bucket_at(std::string_view bucket, const PublishStack& place);

/// Uploads the assets that stacks need and their buckets lack, to be called before change sets are
/// made. Several at a time; one that fails does not stop the others. `note` is told of each upload,
/// one call at a time. Where the stacks need no asset, nothing is asked. Throws AwsFailure where
/// the account and region of the caller cannot be asked for.
Published publish(const AwsOptions& options, std::span<const SynthesizedAsset> assets,
                  std::string_view bucket, std::span<const PublishStack> stacks,
                  const std::function<void(const std::string&)>& note);

}  // namespace omnitrack::deploy
