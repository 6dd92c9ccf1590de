#include <filesystem>
#include <fstream>

#include "late_props.hpp"

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateStorageTest : public testing_support::LatePropsTest {};

TEST_F(LateStorageTest, a_bucket_with_rules_of_all_kinds) {
  auto& logs = stack.add(BucketProps{.id = "Logs"});
  add_later([&] {
    const std::string name = "photos";
    std::vector<StorageTransition> moves{
        {.after_days = 30, .storage_class = StorageClass::standard_ia}};
    std::vector<LifecycleRule> rules;
    for (const char* prefix : {"a/", "b/"}) {
      rules.push_back({.id = "rule-" + std::string(prefix).substr(0, 1),
                       .prefix = std::string(prefix),
                       .transitions = moves});
    }
    return BucketProps{
        .id = std::string("Photos"),
        .access_log_bucket = logs,
        .access_log_prefix = name + "/",
        .bucket_name = "my-" + name,
        .cors = {{.allowed_methods = {CorsMethod::get},
                  .allowed_origins = std::set<std::string>{"https://" + name + ".example"}}},
        .intelligent_tiering = {{.id = name + "-tier", .archive_after_days = 90}},
        .inventories = {{.id = name + "-list", .destination = logs, .prefix = name}},
        .lifecycle_rules = rules,
        .replication = {{.destination = Bucket::from_name(stack, name + "Copies", "copies-1"),
                         .id = name + "-copy",
                         .prefix = name}},
        .versioning = true,
    };
  });
  const std::string bucket = properties("Photos");
  for (const char* part :
       {R"("BucketName":"my-photos")", R"("LogFilePrefix":"photos/")",
        R"("AllowedOrigins":["https://photos.example"])", R"("Id":"photos-tier")",
        R"("Id":"photos-list")", R"("Id":"rule-b","Prefix":"b/")", R"("TransitionInDays":30)",
        R"("Id":"photos-copy")"}) {
    EXPECT_THAT(bucket, HasSubstr(part));
  }
}

TEST_F(LateStorageTest, assets_and_code_from_folders) {
  std::string folder = testing::TempDir() + "omnitrack-late-XXXXXX";
  ::mkdtemp(folder.data());
  for (const char* name : {"/index.py", "/index.log"}) std::ofstream(folder + name) << name;
  const Asset& asset = add_later([&] {
    const std::vector<std::string> ignore{"*" + std::string(".log")};
    return AssetProps{.id = std::string("Folder"), .path = folder + "/", .ignore = ignore};
  });
  add_later([&] {
    const std::vector<std::string> ignore{"*" + std::string(".log")};
    return FunctionProps{.id = std::string("Fn"),
                         .code = FunctionCode::from_folder(folder + "/.", {.ignore = ignore}),
                         .handler = "index.handler",
                         .runtime = Runtime::python3_14};
  });
  std::filesystem::remove_all(folder);
  EXPECT_EQ(asset.bytes(), 9U);
  EXPECT_THAT(properties("Fn"), HasSubstr(std::string(asset.hash()) + ".zip"));
}

TEST_F(LateStorageTest, log_groups_in_a_loop_with_numbers_of_any_type) {
  std::vector<LogGroupProps> all;
  for (const int days : {1, 30, 365}) {
    const std::string name = "Keeps" + std::to_string(days);
    all.push_back({.id = name, .name = "/app/" + name, .retention = days});
  }
  for (const LogGroupProps& props : all) stack.add(props);
  EXPECT_EQ(properties("Keeps365"), R"({"LogGroupName":"/app/Keeps365","RetentionInDays":365})");
}

TEST_F(LateStorageTest, notifications_keep_their_prefixes) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  const auto notification = [] {
    const std::string folder = "incoming/";
    return BucketNotification{.prefix = folder, .suffix = std::string(".json")};
  }();
  bucket.notify_function(
      Function::from_arn(stack, "Resize", "arn:aws:lambda:eu-central-1:123456789012:function:r"),
      notification);
  EXPECT_THAT(properties("Bucket"), HasSubstr(R"("Rules":[{"Name":"prefix","Value":"incoming/"},)"
                                              R"({"Name":"suffix","Value":".json"}])"));
}

}  // namespace
}  // namespace omnitrack
