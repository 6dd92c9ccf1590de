#include "deploy/publish.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "deploy/image_push.hpp"
#include "deploy/upload.hpp"
#include "support/parallel.hpp"
#include "support/program.hpp"
#include "support/replace.hpp"

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

bool is_needed(const auto& asset, const PublishStack& stack) {
  return std::ranges::find(asset.stacks, stack.name) != asset.stacks.end();
}

bool is_any_needed(const auto& assets, std::span<const PublishStack> stacks) {
  return std::ranges::any_of(assets, [&](const auto& asset) {
    return std::ranges::any_of(stacks,
                               [&](const PublishStack& stack) { return is_needed(asset, stack); });
  });
}

PublishStack placed(const PublishStack& stack, const PublishStack& caller) {
  return {.name = stack.name,
          .account = stack.account.empty() ? caller.account : stack.account,
          .region = stack.region.empty() ? caller.region : stack.region};
}

// Calls with each thing that a stack needs, and with the place of the stack.
void for_each_need(const auto& assets, std::span<const PublishStack> stacks,
                   const PublishStack& caller, const auto& take) {
  for (const auto& asset : assets) {
    for (const PublishStack& stack : stacks) {
      if (is_needed(asset, stack)) take(asset, placed(stack, caller));
    }
  }
}

// Each object once, however many stacks need it.
std::vector<Upload> uploads_of(const PublishSource& source, std::span<const PublishStack> stacks,
                               const PublishStack& caller) {
  std::vector<Upload> uploads;
  for_each_need(
      source.assets, stacks, caller, [&](const SynthesizedAsset& asset, const PublishStack& place) {
        Upload upload{
            .asset = &asset, .bucket = name_at(source.bucket, place), .region = place.region};
        // Only of a bucket that is named after its account is the owner known.
        if (upload.bucket.find(place.account) != std::string::npos) {
          upload.owner = place.account;
        }
        const auto key = [](const Upload& each) {
          return std::tie(each.asset, each.bucket, each.region);
        };
        const bool is_known = std::ranges::any_of(
            uploads, [&](const Upload& each) { return key(each) == key(upload); });
        if (!is_known) uploads.push_back(std::move(upload));
      });
  return uploads;
}

// Each image once a registry.
std::vector<ImagePush> pushes_of(const PublishSource& source, std::span<const PublishStack> stacks,
                                 const PublishStack& caller) {
  std::vector<ImagePush> pushes;
  for_each_need(source.images, stacks, caller,
                [&](const SynthesizedImage& image, const PublishStack& place) {
                  ImagePush push{.image = &image,
                                 .repository = name_at(source.repository, place),
                                 .account = place.account,
                                 .region = place.region};
                  const auto key = [](const ImagePush& each) {
                    return std::tie(each.image, each.repository, each.account, each.region);
                  };
                  const bool is_known = std::ranges::any_of(
                      pushes, [&](const ImagePush& each) { return key(each) == key(push); });
                  if (!is_known) pushes.push_back(std::move(push));
                });
  return pushes;
}

void upload_all(const AwsOptions& options, std::span<const Upload> uploads,
                const PublishHooks& hooks, Published& published) {
  std::mutex lock;
  std::size_t done = 0;
  support::for_each_at_once(uploads.size(), uploads_at_once, [&](std::size_t i) {
    if (hooks.is_stopped()) return;
    const UploadOutcome outcome = upload_if_absent(options, uploads[i], hooks.is_stopped);
    const std::scoped_lock held(lock);
    ++done;
    if (outcome.problem) {
      if (!hooks.is_stopped()) published.problems.push_back(*outcome.problem);
    } else if (outcome.was_present) {
      ++published.present;
    } else {
      ++published.uploaded;
      hooks.note("uploaded " + uploads[i].asset->construct_path + " to s3://" + uploads[i].bucket +
                 '/' + uploads[i].asset->object_key + " (" + std::to_string(outcome.bytes) +
                 " bytes, " + std::to_string(done) + " of " + std::to_string(uploads.size()) + ')');
    }
  });
}

}  // namespace

PublishStack caller_place(const AwsOptions& options) {
  PublishStack place{.name = {}, .account = {}, .region = region_of_caller(options)};
  const AwsAnswer answer = AwsCli(options).ask({"sts", "get-caller-identity"});
  place.account = text_at(answer.root(), "Account");
  if (place.account.empty()) throw AwsFailure(AwsFault::garbage, {}, {});
  return place;
}

std::string name_at(std::string_view name, const PublishStack& place) {
  std::string text(name);
  support::replace_all(text, "${AWS::AccountId}", place.account);
  support::replace_all(text, "${AWS::Region}", place.region);
  return text;
}

PublishSource publish_source(const Synthesis& synthesis) {
  return {.assets = synthesis.assets,
          .bucket = synthesis.assets_bucket,
          .images = synthesis.images,
          .repository = synthesis.images_repository};
}

std::vector<PublishProblem> publish_problems(const AwsOptions& options, const PublishSource& source,
                                             std::span<const PublishStack> stacks,
                                             const PublishHooks& hooks) {
  if (!is_any_needed(source.assets, stacks) && !is_any_needed(source.images, stacks)) return {};
  const PublishStack caller = caller_place(options);
  std::vector<PublishProblem> problems =
      push_problems(options, pushes_of(source, stacks, caller), hooks);
  std::set<std::pair<std::string, std::string>> known;  // the buckets with their regions
  for (const Upload& each : uploads_of(source, stacks, caller)) {
    if (hooks.is_stopped() || !known.emplace(each.bucket, each.region).second) continue;
    std::optional<PublishProblem> problem = missing_bucket(options, each, hooks.is_stopped);
    if (problem) problems.push_back(std::move(*problem));
  }
  std::ranges::sort(problems, {}, &PublishProblem::what);
  return problems;
}

Published publish(const AwsOptions& options, const PublishSource& source,
                  std::span<const PublishStack> stacks, const PublishHooks& hooks) {
  Published published;
  if (!is_any_needed(source.assets, stacks) && !is_any_needed(source.images, stacks)) {
    return published;
  }
  const PublishStack caller = caller_place(options);
  upload_all(options, uploads_of(source, stacks, caller), hooks, published);
  push_images(options, pushes_of(source, stacks, caller), hooks, published);
  std::ranges::sort(published.problems, {}, &PublishProblem::what);
  return published;
}

}  // namespace omnitrack::deploy
