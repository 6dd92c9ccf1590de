// limit [STACKS [RESOURCES_PER_STACK]]
// The same app as scale.cpp with nothing that makes a library of it: two fixed structs in an arena,
// no ids to check, no references to follow, no order to find, and a writer that knows both structs
// by heart. What scale.cpp takes beyond this is the price of the library.

#include <memory>
#include <vector>

#include "scale_app.hpp"

namespace {

using namespace omnitrack;

// Where texts and structs are put one behind the other.
class Arena {
 public:
  void* allocate(std::size_t size) {
    size = (size + 7) & ~std::size_t{7};
    if (size > left_) {
      left_ = std::size_t{1} << 20;
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
      next_ = chunks_.back().get();
    }
    void* result = next_;
    next_ += size;
    left_ -= size;
    return result;
  }
  std::string_view copy(std::string_view text) {
    char* to = static_cast<char*>(allocate(text.size()));
    text.copy(to, text.size());
    return {to, text.size()};
  }

 private:
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

struct Resource {
  Resource* next = nullptr;
  std::string_view id;
  std::string_view name;
  const Resource* bucket = nullptr;  // of a table; null for a bucket
};

struct Stack {
  std::string name;
  Resource* first = nullptr;
};

std::vector<Stack> build(Arena& arena, const bench::Size& size) {
  std::vector<Stack> stacks;
  for (int s = 0; s < size.stacks; ++s) {
    const std::string number = std::to_string(s);
    Stack& stack = stacks.emplace_back(Stack{.name = "Stack" + number});
    Resource** end = &stack.first;
    const auto add = [&](const std::string& id, const std::string& name, const Resource* bucket) {
      auto* made = new (arena.allocate(sizeof(Resource)))
          Resource{nullptr, arena.copy(id), arena.copy(name), bucket};
      *end = made;
      end = &made->next;
      return made;
    };
    for (int r = 0; r < size.per_stack / 2; ++r) {
      const std::string place = std::to_string(r);
      const Resource* bucket = add("Bucket" + place, "bucket-" + number + '-' + place, nullptr);
      add("Table" + place, "table-" + number + '-' + place, bucket);
    }
  }
  return stacks;
}

void write_bucket(std::string& out, const Resource& bucket) {
  out += "\": {\n   \"Type\": \"AWS::S3::Bucket\",\n   \"Properties\": {\n    \"BucketName\": \"";
  out += bucket.name;
  out += "\",\n    \"VersioningConfiguration\": {\"Status\": \"Enabled\"}\n   }\n  }";
}

void write_table(std::string& out, const Resource& table) {
  out +=
      "\": {\n   \"Type\": \"AWS::DynamoDB::Table\",\n   \"Properties\": {\n    \"KeySchema\": "
      "[{\"AttributeName\": \"PK\", \"KeyType\": \"HASH\"}],\n    \"AttributeDefinitions\": "
      "[{\"AttributeName\": \"PK\", \"AttributeType\": \"S\"}],\n    \"BillingMode\": "
      "\"PAY_PER_REQUEST\",\n    \"TableName\": \"";
  out += table.name;
  out += "\",\n    \"Tags\": [{\"Key\": \"bucket\", \"Value\": {\"Fn::GetAtt\": [\"";
  out += table.bucket->id;
  out += "\", \"Arn\"]}}]\n   }\n  }";
}

void write(const std::vector<Stack>& stacks, const bench::Folder& folder) {
  std::string out;
  for (const Stack& stack : stacks) {
    out = "{\n \"AWSTemplateFormatVersion\": \"2010-09-09\",\n \"Resources\": {";
    for (const Resource* resource = stack.first; resource != nullptr; resource = resource->next) {
      out += resource == stack.first ? "\n  \"" : ",\n  \"";
      out += resource->id;
      if (resource->bucket == nullptr) {
        write_bucket(out, *resource);
      } else {
        write_table(out, *resource);
      }
    }
    out += "\n }\n}\n";
    folder.write(stack.name + ".template.json", out);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Size size = bench::size_of(argc, argv);
  const bench::Folder folder;
  const auto begun = bench::Clock::now();
  Arena arena;
  const std::vector<Stack> stacks = build(arena, size);
  const auto built = bench::Clock::now();
  write(stacks, folder);
  bench::report(size, begun, built, bench::Clock::now());
  return 0;
}
