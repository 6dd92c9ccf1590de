#include <string>

#include "../events/arn_parts.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/kinesis.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/kinesis/data_stream.hpp>

namespace omnitrack {

/// What a stream that is made elsewhere is made of.
struct ImportedDataStreamProps {
  using Makes = DataStream;
  Id id;
  Value<cfn::kinesis::StreamArn> arn;
  ImportedDataStream known = {};
};

// arn:PARTITION:kinesis:REGION:ACCOUNT:stream/NAME
DataStream::DataStream(Attach at, const ImportedDataStreamProps& props)
    : Construct(std::move(at)),
      kms_key_(props.known.kms_key),
      arn_(props.arn),
      name_(events::behind_slash(props.arn)) {
  if (!events::may_be_arn(arn_, "kinesis", "stream/")) {
    error(codes::OT3106, "'" + std::string(arn_.literal_text()) + "' is not the ARN of a stream",
          "it looks like arn:aws:kinesis:eu-central-1:123456789012:stream/name");
  }
}

DataStream& DataStream::from_arn(Construct& scope, const Id& id,
                                 const Value<cfn::kinesis::StreamArn>& arn,
                                 const ImportedDataStream& known) {
  return scope.add(ImportedDataStreamProps{.id = id, .arn = arn, .known = known});
}

cfn::kinesis::Stream& DataStream::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::kinesis::StreamProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
