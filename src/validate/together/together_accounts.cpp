#include <algorithm>

#include "meaning/condition_logic.hpp"
#include "omnitrack/codes.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using meaning::Path;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html
void check_accounts_across(std::span<const tmpl::Index* const> app, Findings& findings) {
  const tmpl::Index* earlier = nullptr;
  for (const tmpl::Index* index : app) {
    const auto found = std::ranges::find_if(index->resources(), [](const auto& resource) {
      return resource.type_name == "AWS::ApiGateway::Account" &&
             meaning::condition_of(resource).empty();
    });
    if (found == index->resources().end()) continue;
    if (earlier == nullptr) {
      earlier = index;
      continue;
    }
    const Path root;
    const Path section(root, "Resources");
    const Path at(section, found->logical_id);
    Reporter(index->source(), findings)
        .warning_at_key(codes::OT4710, *found->member, at,
                        "'" + std::string(earlier->source().file()) +
                            "' also sets the one AWS::ApiGateway::Account of an account and region",
                        "keep one for all stacks: the one that is deployed last wins, and its "
                        "deletion leaves the others without");
  }
}

}  // namespace omnitrack::validate
