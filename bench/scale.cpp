// scale [STACKS [RESOURCES_PER_STACK]]
// Builds that many stacks, half buckets, half tables that each refer to a bucket, synthesizes and
// writes them to a temporary folder, and prints the times as one JSON object on stdout: the same
// app as cdk-scale/scale.js, on our typed resources.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/synth.hpp>

namespace {

using namespace omnitrack;
using Clock = std::chrono::steady_clock;
namespace dynamodb = cfn::dynamodb;
namespace s3 = cfn::s3;

void build(App& app, int stacks, int per_stack) {
  using Versioning = s3::bucket::VersioningConfiguration;
  for (int s = 0; s < stacks; ++s) {
    const std::string number = std::to_string(s);
    auto& stack = app.add(StackProps{.id = "Stack" + number});
    for (int r = 0; r < per_stack / 2; ++r) {
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

class Folder final : public TemplateSink {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "omnitrack-scale-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::perror("mkdtemp");
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void take(const SynthesizedStack& stack, std::string_view text) override {
    std::ofstream file(path_ / stack.file_name(), std::ios::binary);
    file << text;
  }

 private:
  std::filesystem::path path_;
};

// The kernel's high-water mark of this program alone, in KiB.
long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::atol(line.c_str() + 6);
  }
  return 0;
}

double microseconds(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

int count(int argc, char** argv, int index, int fallback) {
  const int value = argc > index ? std::atoi(argv[index]) : fallback;
  if (value >= 1) return value;
  std::fprintf(stderr, "scale: %s is no count of stacks or resources\n", argv[index]);
  std::exit(64);
}

}  // namespace

int main(int argc, char** argv) {
  const int stacks = count(argc, argv, 1, 100);
  const int per_stack = count(argc, argv, 2, 500);
  Folder folder;
  const auto begun = Clock::now();
  App app;
  build(app, stacks, per_stack);
  const auto built = Clock::now();
  const Synthesis synthesis = synthesize(app, folder);
  const auto written = Clock::now();
  for (const Diagnostic& each : synthesis.diagnostics) std::fputs(to_text(each).c_str(), stderr);
  if (!synthesis.ok()) return 1;
  const int resources = stacks * (per_stack / 2) * 2;
  std::printf(R"({"stacks":%d,"resources":%d,"startup_ms":0,"build_us":%.1f,"synth_us":%.1f,)"
              R"("us_per_resource":%.4f,"peak_kb":%ld})"
              "\n",
              stacks, resources, microseconds(built - begun), microseconds(written - built),
              microseconds(written - begun) / resources, peak_memory());
  return 0;
}
