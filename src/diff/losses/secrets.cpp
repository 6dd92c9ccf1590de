#include "diff/losses/loss_check.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;

// A new version is made when this changes; the one before keeps the label AWSPREVIOUS until the
// next.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
void find_new_secret_value(const LossCheck& check) {
  if (check.change.type_name != "AWS::SecretsManager::Secret") return;
  bool is_told = false;
  constexpr std::string_view way = "GenerateSecretString";
  for_each_pair(check.before(way), check.after(way),
                [&](const Case& before, const Case& after, bool is_always) {
                  if (is_told || after.value == nullptr || same_case(before, after)) return;
                  is_told = true;
                  check.report(
                      property_path("GenerateSecretString"),
                      "the value of the secret: a new one is generated, and the old one is kept as "
                      "AWSPREVIOUS only",
                      "leave 'GenerateSecretString' as it is deployed", is_always);
                });
}

}  // namespace omnitrack::diff
