#include "diff/effects/emptying.hpp"

#include <algorithm>
#include <array>

#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

constexpr std::array<Emptying, 2> emptying{{
    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html
    {"Custom::S3AutoDeleteObjects", "BucketName", "aws-cdk:auto-delete-objects",
     "the objects in the bucket"},
    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecr.Repository.html
    {"Custom::ECRAutoDeleteImages", "RepositoryName", "aws-cdk:auto-delete-images",
     "the images in the repository"},
}};

}  // namespace

const Emptying* emptying_of(std::string_view type) {
  const auto found = std::ranges::find(emptying, type, &Emptying::type);
  return found == emptying.end() ? nullptr : &*found;
}

std::string_view subject_of(const tmpl::ResourceEntry& custom, std::string_view property) {
  const tmpl::Node* name = meaning::find_value(custom.properties, property);
  const bool is_named = name != nullptr && name->calls(tmpl::Function::ref);
  return is_named ? name->argument().text() : std::string_view();
}

bool has_tag(const tmpl::ResourceEntry& resource, std::string_view key) {
  const tmpl::Node* tags = meaning::find_value(resource.properties, "Tags");
  return tags != nullptr && std::ranges::any_of(tags->items(), [&](const tmpl::Node& each) {
           return meaning::known_text(each.find("Key")) == key;
         });
}

}  // namespace omnitrack::diff
