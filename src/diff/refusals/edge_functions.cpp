#include <algorithm>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Reference;

bool is_of_type(const tmpl::Index& index, std::string_view logical_id, std::string_view type) {
  const tmpl::ResourceEntry* resource = index.find_resource(logical_id);
  return resource != nullptr && resource->type_name == type;
}

/// The versions of functions that distributions run at the edge, and their functions.
std::set<std::string_view> at_the_edge(const tmpl::Index& index) {
  constexpr std::string_view version = "AWS::Lambda::Version";
  constexpr std::string_view distribution = "AWS::CloudFront::Distribution";
  const auto has = [&](std::string_view type) {
    return std::ranges::find(index.resources(), type, &tmpl::ResourceEntry::type_name) !=
           index.resources().end();
  };
  if (!has(distribution) || !has(version)) return {};
  std::vector<Reference> references;
  meaning::collect_references(index, references);
  std::set<std::string_view> found;
  for (const Reference& each : references) {
    if (is_of_type(index, each.target, version) && is_of_type(index, each.user, distribution)) {
      found.insert(each.target);
    }
  }
  const std::set<std::string_view> versions = found;
  for (const Reference& each : references) {
    if (versions.contains(each.user) && is_of_type(index, each.target, "AWS::Lambda::Function")) {
      found.insert(each.target);
    }
  }
  return found;
}

}  // namespace

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-delete-replicas.html
void refuse_deletion_at_the_edge(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before == nullptr) continue;
    const auto goes = [](const ResourceChange& each) {
      return each.goes() && each.disposition != Disposition::retained &&
             (each.type_name == "AWS::Lambda::Version" ||
              each.type_name == "AWS::Lambda::Function");
    };
    if (std::ranges::none_of(diff.resources, goes)) continue;
    const std::set<std::string_view> found = at_the_edge(*diff.written_before());
    for (const ResourceChange& each : diff.resources) {
      if (!goes(each) || !found.contains(each.logical_id)) continue;
      report_refusal(refusals, as_info(codes::OT5121), stack, each.logical_id, each.type_name,
                     {.path = {},
                      .what = "its replicas at the edge keep it from being deleted for hours after "
                              "no distribution uses it any more",
                      .hint = "set 'DeletionPolicy: Retain' on it in a deployment before, and "
                              "delete it by hand later"});
    }
  }
}

}  // namespace omnitrack::diff
