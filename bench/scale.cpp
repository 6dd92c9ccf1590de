// scale [STACKS [RESOURCES_PER_STACK]]
// Builds that many stacks, half buckets, half tables that each refer to a bucket, synthesizes and
// writes them to a temporary folder, and prints the times as one JSON object on stdout: the same
// app as cdk-scale/scale.js, on our typed resources.

#include "scale_app.hpp"
#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/synth.hpp>

namespace {

using namespace omnitrack;
namespace dynamodb = cfn::dynamodb;
namespace s3 = cfn::s3;

void build(App& app, const bench::Size& size) {
  using Versioning = s3::bucket::VersioningConfiguration;
  for (int s = 0; s < size.stacks; ++s) {
    const std::string number = std::to_string(s);
    auto& stack = app.add(StackProps{.id = "Stack" + number});
    for (int r = 0; r < size.per_stack / 2; ++r) {
      const std::string place = std::to_string(r);
      auto& bucket = stack.add(s3::BucketProps{
          .id = "Bucket" + place,
          .bucket_name = "bucket-" + number + '-' + place,
          .versioning_configuration = {{.status = Versioning::Status::enabled}},
      });
      stack.add(dynamodb::TableProps{
          .id = "Table" + place,
          .key_schema = {{.attribute_name = "PK", .key_type = "HASH"}},
          .attribute_definitions = {{.attribute_name = "PK",
                                     .attribute_type =
                                         dynamodb::table::AttributeDefinition::AttributeType::s}},
          .billing_mode = "PAY_PER_REQUEST",
          .table_name = "table-" + number + '-' + place,
          .tags = {{.key = "bucket", .value = bucket.attr_arn()}},
      });
    }
  }
}

class FolderSink final : public TemplateSink {
 public:
  void take(const SynthesizedStack& stack, std::string_view text) override {
    folder_.write(stack.file_name(), text);
  }

 private:
  bench::Folder folder_;
};

}  // namespace

int main(int argc, char** argv) {
  const bench::Size size = bench::size_of(argc, argv);
  FolderSink folder;
  const auto begun = bench::Clock::now();
  App app;
  build(app, size);
  const auto built = bench::Clock::now();
  const Synthesis synthesis = synthesize(app, folder);
  const auto written = bench::Clock::now();
  for (const Diagnostic& each : synthesis.diagnostics) {
    if (each.severity != Severity::info) std::fputs(to_text(each).c_str(), stderr);
  }
  if (!synthesis.ok()) return 1;
  bench::report(size, begun, built, written);
  return 0;
}
