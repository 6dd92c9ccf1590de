// Whatever is uploaded is measured by a function and written down in a table, whose changes go to a
// topic.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::string_view measure = R"(import os

import boto3

s3 = boto3.client("s3")
table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, context):
    bucket, key = event["detail"]["bucket"]["name"], event["detail"]["object"]["key"]
    lines = s3.get_object(Bucket=bucket, Key=key)["Body"].read().count(b"\n")
    table.put_item(Item={"Key": key, "Lines": lines})
)";

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Uploads", .description = "Uploads that are measured"});
  auto& uploads = stack.add(BucketProps{.id = "Files", .event_bridge = true});
  auto& results = stack.add(TableProps{
      .id = "Results",
      .partition_key = {"Key"},
      .stream = StreamView::new_image,
  });
  auto& measuring = stack.add(FunctionProps{
      .id = "Measure",
      .code = FunctionCode::inline_text(measure),
      .environment = {{"TABLE_NAME", results.name()}},
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  uploads.grant_read(measuring);
  results.grant_write_data(measuring);
  stack.add(EventRuleProps{
      .id = "Uploaded",
      .pattern = {.detail = {{"bucket", MatchFields{{"name", uploads.name()}}}},
                  .detail_type = {"Object Created"},
                  .source = {"aws.s3"}},
      .targets = {{.target = measuring}},
  });

  auto& news = stack.add(TopicProps{.id = "News"});
  stack.add(PipeProps{.id = "Changes", .source = results, .target = news});
  stack.add(OutputProps{.id = "BucketName", .value = uploads.name()});
  stack.add(OutputProps{.id = "TopicArn", .value = news.arn()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
