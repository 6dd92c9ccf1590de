#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "deploy/publish.hpp"

namespace omnitrack::deploy {

/// An asset that must lie in a bucket.
struct Upload {
  const SynthesizedAsset* asset;
  std::string bucket;
  std::string region;
  std::string owner = {};  ///< the account that must own the bucket; empty for any
};

/// What came of an upload.
struct UploadOutcome {
  bool was_present = false;
  std::uint64_t bytes = 0;  ///< that were sent
  std::optional<PublishProblem> problem = {};
};

/// The place of an object.
struct ObjectPlace {
  std::string bucket;
  std::string key;
  std::string owner = {};  ///< the account that must own the bucket; empty for any
};

/// Whether a bucket is surely not there: what only keeps that from being known does not count.
bool is_missing_bucket(const AwsCli& aws, const ObjectPlace& place);

/// Why an asset cannot be uploaded, where its bucket is not there; nothing else is looked at.
std::optional<PublishProblem> missing_bucket(const AwsOptions& options, const Upload& upload,
                                             const std::function<bool()>& is_stopped);

/// Puts a text there unless there is an object of that key, which names its content. Returns
/// whether it was put. Throws AwsFailure, and std::system_error where it cannot be written to a
/// temporary file.
bool put_text_if_absent(const AwsCli& aws, const ObjectPlace& place, std::string_view text);

/// Looks whether it lies in its bucket, and puts it there where it does not; ends as soon as
/// `is_stopped` says so.
UploadOutcome upload_if_absent(const AwsOptions& options, const Upload& upload,
                               const std::function<bool()>& is_stopped);

}  // namespace omnitrack::deploy
