#include "diff/losses/loss_check.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;

namespace {

constexpr std::string_view generated = "GenerateSecretString";

/// Reports that one value gives way to another one, in words.
void report_new_value(const LossCheck& check, std::string_view what, bool is_certain) {
  check.report(property_path(generated),
               "the value of the secret: " + std::string(what) +
                   ", and the old one is kept as AWSPREVIOUS only",
               "leave 'GenerateSecretString' as it is deployed", is_certain);
}

}  // namespace

// A new version is made when this changes; the one before keeps the label AWSPREVIOUS until the
// next.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
void find_new_secret_value(const LossCheck& check) {
  if (check.change.type_name != "AWS::SecretsManager::Secret") return;
  const bool is_written = meaning::only_case(check.after("SecretString")).value != nullptr;
  bool is_told = false;
  for_each_pair(check.before(generated), check.after(generated),
                [&](const Case& before, const Case& after, bool is_always) {
                  if (is_told || same_case(before, after)) return;
                  if (after.value == nullptr && !is_written) return;
                  is_told = true;
                  report_new_value(check,
                                   after.value != nullptr ? "a new one is generated"
                                                          : "'SecretString' is in its place",
                                   is_always);
                });
}

}  // namespace omnitrack::diff
