#include "deploy/publish.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <tuple>

#include "deploy/upload.hpp"
#include "support/parallel.hpp"
#include "support/program.hpp"

namespace omnitrack::deploy {

namespace {

// Uploads wait for the network and not for processors.
constexpr std::size_t uploads_at_once = 8;

std::string region_of_caller(const AwsOptions& options) {
  if (options.region) return *options.region;
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  // It answers with a text whatever the format is that is asked for.
  const support::ProgramResult answer =
      support::run_program(AwsCli(options).command_line({"configure", "get", "region"}));
  std::string region = answer.output.substr(0, answer.output.find_first_of("\r\n"));
  if (answer.end == support::ProgramEnd::exited && !region.empty()) return region;
  if (answer.end != support::ProgramEnd::exited) throw failure_of(answer, {});
  throw AwsFailure(AwsFault::no_region, "no region is set", {});
}

void replace_all(std::string& text, std::string_view placeholder, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos;
       at += by.size()) {
    text.replace(at, placeholder.size(), by);
  }
}

bool is_needed(const SynthesizedAsset& asset, const PublishStack& stack) {
  return std::ranges::find(asset.stacks, stack.name) != asset.stacks.end();
}

Upload upload_of(const SynthesizedAsset& asset, std::string_view bucket, const PublishStack& stack,
                 const PublishStack& caller) {
  const PublishStack place{.name = stack.name,
                           .account = stack.account.empty() ? caller.account : stack.account,
                           .region = stack.region.empty() ? caller.region : stack.region};
  Upload upload{.asset = &asset, .bucket = bucket_at(bucket, place), .region = place.region};
  // Only of a bucket that is named after its account is the owner known.
  if (upload.bucket.find(place.account) != std::string::npos) upload.owner = place.account;
  return upload;
}

// Each object once, however many stacks need it.
std::vector<Upload> uploads_of(std::span<const SynthesizedAsset> assets, std::string_view bucket,
                               std::span<const PublishStack> stacks, const PublishStack& caller) {
  std::vector<Upload> uploads;
  for (const SynthesizedAsset& asset : assets) {
    for (const PublishStack& stack : stacks) {
      if (!is_needed(asset, stack)) continue;
      Upload upload = upload_of(asset, bucket, stack, caller);
      const bool is_known = std::ranges::any_of(uploads, [&](const Upload& each) {
        return std::tie(each.asset, each.bucket, each.region) ==
               std::tie(upload.asset, upload.bucket, upload.region);
      });
      if (!is_known) uploads.push_back(std::move(upload));
    }
  }
  return uploads;
}

}  // namespace

PublishStack caller_place(const AwsOptions& options) {
  PublishStack place{.name = {}, .account = {}, .region = region_of_caller(options)};
  const AwsAnswer answer = AwsCli(options).ask({"sts", "get-caller-identity"});
  place.account = text_at(answer.root(), "Account");
  if (place.account.empty()) throw AwsFailure(AwsFault::garbage, {}, {});
  return place;
}

std::string bucket_at(std::string_view bucket, const PublishStack& place) {
  std::string name(bucket);
  replace_all(name, "${AWS::AccountId}", place.account);
  replace_all(name, "${AWS::Region}", place.region);
  return name;
}

Published publish(const AwsOptions& options, std::span<const SynthesizedAsset> assets,
                  std::string_view bucket, std::span<const PublishStack> stacks,
                  const std::function<void(const std::string&)>& note) {
  Published published;
  const bool needs_any = std::ranges::any_of(assets, [&](const SynthesizedAsset& asset) {
    return std::ranges::any_of(stacks,
                               [&](const PublishStack& stack) { return is_needed(asset, stack); });
  });
  if (!needs_any) return published;
  const std::vector<Upload> uploads = uploads_of(assets, bucket, stacks, caller_place(options));
  std::mutex lock;
  std::size_t done = 0;
  support::for_each_at_once(uploads.size(), uploads_at_once, [&](std::size_t i) {
    const UploadOutcome outcome = upload_if_absent(options, uploads[i]);
    const std::scoped_lock held(lock);
    ++done;
    if (outcome.problem) {
      published.problems.push_back(*outcome.problem);
    } else if (outcome.was_present) {
      ++published.present;
    } else {
      ++published.uploaded;
      note("uploaded " + uploads[i].asset->construct_path + " to s3://" + uploads[i].bucket + '/' +
           uploads[i].asset->object_key + " (" + std::to_string(outcome.bytes) + " bytes, " +
           std::to_string(done) + " of " + std::to_string(uploads.size()) + ')');
    }
  });
  std::ranges::sort(published.problems, {}, &PublishProblem::what);
  return published;
}

}  // namespace omnitrack::deploy
