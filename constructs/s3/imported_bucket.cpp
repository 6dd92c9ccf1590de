#include "../imported.hpp"
#include "bucket_state.hpp"
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a bucket that is made elsewhere is made of.
struct ImportedBucketProps {
  using Makes = Bucket;
  Id id;
  Value<cfn::s3::BucketName> name;
  ImportedBucket known;
};

Bucket::Bucket(Attach at, const ImportedBucketProps& props)
    : Construct(std::move(at)),
      state_(new State{
          .name = props.name,
          .key = props.known.kms_key,
          .is_versioned = false,
          .has_lock_period = false,
          .has_s3_managed_keys = !props.known.kms_key.is_set(),
      }),
      name_(props.name),
      arn_(known_arn()) {
  check_imported(*this, props.name, detail::BucketNameRule::fits(props.name.literal_text()),
                 "the name of a bucket", "give the bare name, not the ARN, e.g. \"uploads\"");
}

Bucket& Bucket::from_name(Construct& scope, const Id& id, const Value<cfn::s3::BucketName>& name,
                          const ImportedBucket& known) {
  return scope.add(ImportedBucketProps{.id = id, .name = name, .known = known});
}

bool Bucket::refuses(std::string_view what) const {
  if (is_imported()) refuse_of_imported(*this, what);
  return is_imported();
}

}  // namespace omnitrack
