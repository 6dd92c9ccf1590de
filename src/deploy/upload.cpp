#include "deploy/upload.hpp"

#include <system_error>

#include "assets/asset_error.hpp"
#include "assets/pack.hpp"

namespace omnitrack::deploy {

namespace {

// The slowest line that is worth waiting for sends an archive of 250 MB in this time.
constexpr std::chrono::minutes longest_upload(30);

AwsCli::Words bucket_words(std::string_view verb, const ObjectPlace& place) {
  AwsCli::Words words{"s3api", std::string(verb), "--bucket", place.bucket};
  if (!place.owner.empty()) words.insert(words.end(), {"--expected-bucket-owner", place.owner});
  return words;
}

AwsCli::Words object_words(std::string_view verb, const ObjectPlace& place) {
  AwsCli::Words words = bucket_words(verb, place);
  words.insert(words.end(), {"--key", place.key});
  return words;
}

bool is_present(const AwsCli& aws, const ObjectPlace& place) {
  try {
    aws.run(object_words("head-object", place));
    return true;
  } catch (const AwsFailure& failure) {
    if (failure.fault() == AwsFault::not_found) return false;
    throw;
  }
}

void put(const AwsCli& aws, const ObjectPlace& place, const std::string& file) {
  AwsCli::Words words = object_words("put-object", place);
  words.insert(words.end(), {"--body", file});
  (void)aws.ask(words, longest_upload);
}

ObjectPlace place_of(const Upload& upload) {
  return {.bucket = upload.bucket, .key = upload.asset->object_key, .owner = upload.owner};
}

std::uint64_t pack_and_put(const AwsCli& aws, const Upload& upload) {
  assets::TemporaryFile file;
  assets::pack(*upload.asset, file);
  put(aws, place_of(upload), file.path());
  return file.size();
}

constexpr std::string_view no_bucket_hint =
    "the verb bootstrap makes the bucket; --assets-bucket names another one";

std::string hint_of(const AwsFailure& failure) {
  switch (failure.fault()) {
    case AwsFault::not_found:
      return std::string(no_bucket_hint);
    case AwsFault::access_denied:
      return "the bucket must be of this account, and the caller needs s3:GetObject, s3:PutObject "
             "and s3:ListBucket on it";
    case AwsFault::too_slow:
      return "the upload took longer than 30 minutes; run it again";
    default:
      return failure.hint();
  }
}

std::string name_of_asset(const SynthesizedAsset& asset) {
  return asset.construct_path + " (" + asset.source.file + ':' + std::to_string(asset.source.line) +
         ')';
}

}  // namespace

bool is_missing_bucket(const AwsCli& aws, const ObjectPlace& place) {
  try {
    aws.run(bucket_words("head-bucket", place));
    return false;
  } catch (const AwsFailure& failure) {
    return failure.fault() == AwsFault::not_found;
  }
}

std::optional<PublishProblem> missing_bucket(const AwsOptions& options, const Upload& upload,
                                             const std::function<bool()>& is_stopped) {
  const AwsCli aws({.profile = options.profile, .region = upload.region}, {}, is_stopped);
  if (!is_missing_bucket(aws, place_of(upload))) return std::nullopt;
  return PublishProblem{name_of_asset(*upload.asset),
                        "it cannot be uploaded: there is no bucket " + upload.bucket,
                        std::string(no_bucket_hint)};
}

UploadOutcome upload_if_absent(const AwsOptions& options, const Upload& upload,
                               const std::function<bool()>& is_stopped) {
  const auto problem = [&](const std::string& message, const std::string& hint) {
    return UploadOutcome{.problem = PublishProblem{name_of_asset(*upload.asset), message, hint}};
  };
  try {
    const AwsCli aws({.profile = options.profile, .region = upload.region}, {}, is_stopped);
    if (is_present(aws, place_of(upload))) return {.was_present = true};
    return {.bytes = pack_and_put(aws, upload)};
  } catch (const AwsFailure& failure) {
    const std::string& said = failure.said();
    return problem("it cannot be uploaded to s3://" + upload.bucket + ": " +
                       (said.empty() ? failure.what() : said),
                   hint_of(failure));
  } catch (const assets::AssetError& error) {
    return problem(error.what(), error.hint());
  } catch (const std::system_error& error) {
    return problem(error.what(), "look whether the folder for temporary files has room");
  }
}

bool put_text_if_absent(const AwsCli& aws, const ObjectPlace& place, std::string_view text) {
  if (is_present(aws, place)) return false;
  assets::TemporaryFile file;
  file.append(text);
  put(aws, place, file.path());
  return true;
}

}  // namespace omnitrack::deploy
