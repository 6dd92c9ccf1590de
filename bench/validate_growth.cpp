// validate_growth [FILE]...
// Validates templates in process and prints, as a JSON list, what one resource takes to read and to
// check: of each file given, else of templates of 50, 500, 5,000 and 50,000 resources, half
// buckets, half tables that each refer to a bucket.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "template/parse.hpp"
#include "validate/validate.hpp"

namespace {

using namespace omnitrack;
using Clock = std::chrono::steady_clock;

std::string template_of(int resources) {
  std::string text = "{\n \"Resources\": {";
  for (int i = 0; i < resources / 2; ++i) {
    const std::string place = std::to_string(i);
    if (i > 0) text += ',';
    text += "\n  \"Bucket" + place + R"(": {
   "Type": "AWS::S3::Bucket",
   "Properties": {
    "BucketName": "bucket-)" +
            place + R"(",
    "VersioningConfiguration": {"Status": "Enabled"}
   }
  },
  "Table)" + place +
            R"(": {
   "Type": "AWS::DynamoDB::Table",
   "Properties": {
    "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
    "TableName": "table-)" +
            place + R"(",
    "Tags": [{"Key": "bucket", "Value": {"Fn::GetAtt": ["Bucket)" +
            place + R"(", "Arn"]}}]
   }
  })";
  }
  return text + "\n }\n}\n";
}

struct Times {
  double parse_us = 0;
  double check_us = 0;
  std::size_t resources = 0;
  std::size_t findings = 0;
};

double microseconds(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

Times run_once(const std::string& text) {
  const auto begun = Clock::now();
  tmpl::Template source("template", text);
  const bool is_text_fine = tmpl::parse(source).empty();
  const auto parsed = Clock::now();
  if (!is_text_fine) return {};
  const tmpl::Index index(source);
  validate::Findings findings;
  validate::check_template(index, findings);
  const auto checked = Clock::now();
  return {microseconds(parsed - begun), microseconds(checked - parsed), index.resources().size(),
          findings.size()};
}

// The quickest of several runs: what disturbs one only adds to it.
Times best_of_runs(const std::string& text) {
  Times best = run_once(text);
  for (int i = 0; i < 20; ++i) {
    const Times next = run_once(text);
    best.parse_us = std::min(best.parse_us, next.parse_us);
    best.check_us = std::min(best.check_us, next.check_us);
  }
  return best;
}

void print(const char* name, const std::string& text, bool is_first) {
  const Times times = best_of_runs(text);
  const auto count = static_cast<double>(std::max<std::size_t>(times.resources, 1));
  std::printf(
      "%s{\"name\":\"%s\",\"bytes\":%zu,\"resources\":%zu,\"findings\":%zu,\"parse_us\":%.1f,"
      "\"check_us\":%.1f,\"us_per_resource\":%.3f}",
      is_first ? "[" : ",\n ", name, text.size(), times.resources, times.findings, times.parse_us,
      times.check_us, (times.parse_us + times.check_us) / count);
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    print(argv[i], text, i == 1);
  }
  if (argc == 1) {
    for (const int resources : {50, 500, 5000, 50000}) {
      print("made", template_of(resources), resources == 50);
    }
  }
  std::puts("]");
  return 0;
}
