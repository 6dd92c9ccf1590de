#include "cli/deploy/passed_template.hpp"

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "deploy/publish.hpp"
#include "deploy/requests.hpp"
#include "meaning/partitions.hpp"
#include "support/json_writer.hpp"
#include "support/sha256.hpp"
#include "template/write_json.hpp"

namespace omnitrack::cli {

namespace {

std::string compact(const tmpl::Node& root) {
  return support::json_text(support::JsonLayout::compact,
                            [&](support::JsonWriter& json) { tmpl::write_json(root, json); });
}

deploy::PublishStack place_of(const DeployTarget& target, const deploy::AwsOptions& account) {
  deploy::PublishStack place{
      .name = target.name.stack, .account = target.made->account, .region = target.region};
  if (target.deployed.state) {
    const std::string& id = target.deployed.state->id;
    if (place.account.empty()) place.account = deploy::account_in(id);
    if (place.region.empty()) place.region = deploy::region_in(id);
  }
  if (!place.account.empty() && !place.region.empty()) return place;
  const deploy::PublishStack caller = deploy::caller_place(account);
  if (place.account.empty()) place.account = caller.account;
  if (place.region.empty()) place.region = caller.region;
  return place;
}

}  // namespace

PassedTemplate passed_template(const DeployTarget& target) {
  const tmpl::Template& source = target.made->document.source();
  PassedTemplate passed{.text = std::string(source.text()), .digest = {}};
  if (passed.text.size() > deploy::longest_body) passed.text = compact(source.root());
  passed.needs_bucket = passed.text.size() > deploy::longest_body;
  passed.digest = support::sha256_hex(passed.text);
  if (passed.text.size() <= deploy::longest_template) return passed;
  throw Failure("the template of " + quoted_name(target.name.stack) + " has " +
                    std::to_string(passed.text.size()) +
                    " bytes, and CloudFormation takes 1,000,000",
                "split the stack");
}

void refuse_without_bucket(const DeployTarget& target, const PassedTemplate& passed,
                           const std::string& bucket) {
  throw Failure("the template of " + quoted_name(target.name.stack) + " has " +
                    std::to_string(passed.text.size()) +
                    " bytes, more than 51,200 go through a bucket, and there is no " + bucket,
                "'bootstrap' makes it; --assets-bucket names another one");
}

TemplateObject template_object(const DeployTarget& target, const PassedTemplate& passed,
                               const std::string& assets_bucket,
                               const deploy::AwsOptions& account) {
  const deploy::PublishStack stack = place_of(target, account);
  TemplateObject object{.place = {.bucket = deploy::name_at(assets_bucket, stack),
                                  .key = "templates/" + passed.digest + ".json"},
                        .url = {}};
  // Only of a bucket that is named after its account is the owner known.
  if (object.place.bucket.find(stack.account) != std::string::npos) {
    object.place.owner = stack.account;
  }
  object.url = "https://" + object.place.bucket + ".s3." + stack.region + '.' +
               std::string(meaning::partition_of(stack.region).url_suffix) + '/' + object.place.key;
  return object;
}

}  // namespace omnitrack::cli
