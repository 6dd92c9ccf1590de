#include "../events/arn_parts.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {

/// What a topic that is made elsewhere is made of.
struct ImportedTopicProps {
  using Makes = Topic;
  Id id;
  Value<cfn::sns::TopicArn> arn;
  ImportedTopic known = {};
};

// arn:PARTITION:sns:REGION:ACCOUNT:NAME
Topic::Topic(Attach at, const ImportedTopicProps& props)
    : Construct(std::move(at)),
      kms_key_(props.known.kms_key),
      is_fifo_(props.arn.literal_text().ends_with(".fifo")),
      arn_(props.arn),
      name_(as<cfn::sns::TopicName>(events::arn_part(props.arn, 5))) {
  check_imported(*this, arn_, events::is_arn(arn_, "sns"), "the ARN of a topic",
                 "give e.g. \"arn:aws:sns:eu-central-1:123456789012:name\"");
}

Topic& Topic::from_arn(Construct& scope, const Id& id, const Value<cfn::sns::TopicArn>& arn,
                       const ImportedTopic& known) {
  return scope.add(ImportedTopicProps{.id = id, .arn = arn, .known = known});
}

cfn::sns::Topic& Topic::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::sns::TopicProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
