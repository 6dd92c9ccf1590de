#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/kms.hpp>
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class BucketTest : public testing::Test {
 public:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

  Bucket& add_bucket(bool versioning = false) {
    return stack.add(BucketProps{.id = "Bucket", .versioning = versioning});
  }
  Bucket& add_named_bucket() {
    return stack.add(BucketProps{.id = "Bucket", .bucket_name = "named-bucket"});
  }
  Role& add_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
  cfn::lambda::Function& add_function(Role& role) {
    return stack.add(
        cfn::lambda::FunctionProps{.id = "Function",
                                   .code = cfn::lambda::function::Code{.zip_file = "x"},
                                   .role = role.arn(),
                                   .handler = "index.handler",
                                   .runtime = cfn::lambda::FunctionProps::Runtime::python3_13});
  }
};

TEST_F(BucketTest, a_bucket_is_private_encrypted_kept_and_speaks_tls_alone_by_default) {
  add_bucket();
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Bucket":{"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"BucketEncryption":{"ServerSideEncryptionConfiguration":)"
            R"([{"ServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]},)"
            R"("OwnershipControls":{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]},)"
            R"("PublicAccessBlockConfiguration":{"BlockPublicAcls":true,)"
            R"("BlockPublicPolicy":true,"IgnorePublicAcls":true,)"
            R"("RestrictPublicBuckets":true}}},)"
            R"("BucketPolicy":{"Type":"AWS::S3::BucketPolicy",)"
            R"("Properties":{"Bucket":{"Ref":"Bucket"},)"
            R"("PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",)"
            R"("Principal":"*","Action":"s3:*","Resource":[{"Fn::GetAtt":["Bucket","Arn"]},)"
            R"({"Fn::Sub":"${Bucket.Arn}/*"}],)"
            R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}}}})");
}

TEST_F(BucketTest, a_versioned_bucket_with_a_name_made_of_references_deletes_with_time) {
  stack.add(BucketProps{
      .id = "DigitalTwinBucket",
      .bucket_name = concat("omnitrack-digital-twin-", stack.account(), "-", stack.region()),
      .lifecycle_rules = {{.expire_after_days = 90,
                           .expire_noncurrent_after_days = 30,
                           .id = "DeleteOldSnapshots"}},
      .versioning = true,
  });
  EXPECT_EQ(object_at(compact_template(app), "DigitalTwinBucket"),
            R"({"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"BucketEncryption":{"ServerSideEncryptionConfiguration":)"
            R"([{"ServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]},)"
            R"("BucketName":{"Fn::Sub":"omnitrack-digital-twin-${AWS::AccountId}-${AWS::)"
            R"(Region}"},"LifecycleConfiguration":{"Rules":[{"Status":"Enabled",)"
            R"("ExpirationInDays":90,"Id":"DeleteOldSnapshots",)"
            R"("NoncurrentVersionExpiration":{"NoncurrentDays":30}}]},)"
            R"("OwnershipControls":{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]},)"
            R"("PublicAccessBlockConfiguration":{"BlockPublicAcls":true,)"
            R"("BlockPublicPolicy":true,"IgnorePublicAcls":true,)"
            R"("RestrictPublicBuckets":true},"VersioningConfiguration":{"Status":"Enabled"}}})");
}

TEST_F(BucketTest, every_part_of_a_lifecycle_rule_is_written) {
  stack.add(BucketProps{
      .id = "Bucket",
      .lifecycle_rules =
          {{.expire_after_days = 4000,
            .expire_noncurrent_after_days = 400,
            .keep_noncurrent_versions = 3,
            .noncurrent_transitions = {{.after_days = 30,
                                        .storage_class = StorageClass::standard_ia}},
            .object_size_greater_than = 1000,
            .object_size_less_than = 2000,
            .prefix = "logs/",
            .tags = {Tag{.key = "kind", .value = "log"}},
            .transitions = {{.after_days = 30, .storage_class = StorageClass::standard_ia},
                            {.after_days = 90, .storage_class = StorageClass::glacier}}},
           {.abort_uploads_after_days = 7,
            .enabled = false,
            .expire_delete_markers = true,
            .id = "tidy"}},
      .versioning = true,
  });
  EXPECT_EQ(object_at(compact_template(app), "LifecycleConfiguration"),
            R"({"Rules":[{"Status":"Enabled","ExpirationInDays":4000,)"
            R"("NoncurrentVersionExpiration":{"NoncurrentDays":400,)"
            R"("NewerNoncurrentVersions":3},)"
            R"("NoncurrentVersionTransitions":[{"StorageClass":"STANDARD_IA",)"
            R"("TransitionInDays":30}],"ObjectSizeGreaterThan":1000,)"
            R"("ObjectSizeLessThan":2000,"Prefix":"logs/","TagFilters":[{"Key":"kind",)"
            R"("Value":"log"}],"Transitions":[{"StorageClass":"STANDARD_IA",)"
            R"("TransitionInDays":30},{"StorageClass":"GLACIER","TransitionInDays":90}]},)"
            R"({"Status":"Disabled",)"
            R"("AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7},)"
            R"("ExpiredObjectDeleteMarker":true,"Id":"tidy"}]})");
}

TEST_F(BucketTest, every_other_property_is_written) {
  auto& key = stack.add(cfn::kms::KeyProps{.id = "Key"});
  stack.add(BucketProps{
      .id = "Bucket",
      .cors = {{.allowed_methods = {CorsMethod::get, CorsMethod::put},
                .allowed_origins = {"https://example.com"},
                .allowed_headers = {"*"},
                .exposed_headers = {"ETag"},
                .max_age = 600}},
      .encryption = BucketEncryption::kms(key.attr_arn()),
      .enforce_tls = false,
      .event_bridge = true,
      .intelligent_tiering = {{.id = "all",
                               .archive_after_days = 90,
                               .deep_archive_after_days = 180,
                               .prefix = "old/",
                               .tags = {Tag{.key = "a", .value = "b"}}}},
      .metrics = {{.id = "EntireBucket"}},
      .object_lock = ObjectLock{.days = 30, .is_compliance = true},
      .object_ownership = ObjectOwnership::bucket_owner_preferred,
      .public_access = {.block_policy = false, .restrict_buckets = false},
      .removal_policy = RemovalPolicy::destroy,
      .tags = {Tag{.key = "team", .value = "core"}},
      .transfer_acceleration = true,
      .versioning = true,
      .website = cfn::s3::bucket::WebsiteConfiguration{.index_document = "index.html"},
  });
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Key":{"Type":"AWS::KMS::Key"},"Bucket":{"Type":"AWS::S3::Bucket",)"
            R"("DeletionPolicy":"Delete","UpdateReplacePolicy":"Delete",)"
            R"("Properties":{"AccelerateConfiguration":{"AccelerationStatus":"Enabled"},)"
            R"("BucketEncryption":{"ServerSideEncryptionConfiguration":[{"BucketKeyEnabled":)"
            R"(true,"ServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms",)"
            R"("KMSMasterKeyID":{"Fn::GetAtt":["Key","Arn"]}}}]},)"
            R"("CorsConfiguration":{"CorsRules":[{"AllowedMethods":["GET","PUT"],)"
            R"("AllowedOrigins":["https://example.com"],"AllowedHeaders":["*"],)"
            R"("ExposedHeaders":["ETag"],"MaxAge":600}]},)"
            R"("IntelligentTieringConfigurations":[{"Id":"all","Status":"Enabled",)"
            R"("Tierings":[{"AccessTier":"ARCHIVE_ACCESS","Days":90},)"
            R"({"AccessTier":"DEEP_ARCHIVE_ACCESS","Days":180}],"Prefix":"old/",)"
            R"("TagFilters":[{"Key":"a","Value":"b"}]}],)"
            R"("MetricsConfigurations":[{"Id":"EntireBucket"}],)"
            R"("NotificationConfiguration":{"EventBridgeConfiguration":{"EventBridgeEnabled":)"
            R"(true}},"ObjectLockConfiguration":{"ObjectLockEnabled":"Enabled",)"
            R"("Rule":{"DefaultRetention":{"Days":30,"Mode":"COMPLIANCE"}}},)"
            R"("ObjectLockEnabled":true,)"
            R"("OwnershipControls":{"Rules":[{"ObjectOwnership":"BucketOwnerPreferred"}]},)"
            R"("PublicAccessBlockConfiguration":{"BlockPublicAcls":true,)"
            R"("BlockPublicPolicy":false,"IgnorePublicAcls":true,)"
            R"("RestrictPublicBuckets":false},"Tags":[{"Key":"team","Value":"core"}],)"
            R"("VersioningConfiguration":{"Status":"Enabled"},)"
            R"("WebsiteConfiguration":{"IndexDocument":"index.html"}}}})");
}

TEST_F(BucketTest, a_least_version_of_tls_is_demanded) {
  stack.add(BucketProps{.id = "Bucket", .minimum_tls = TlsVersion::tls_1_2});
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",)"
            R"("Action":"s3:*","Resource":[{"Fn::GetAtt":["Bucket","Arn"]},)"
            R"({"Fn::Sub":"${Bucket.Arn}/*"}],)"
            R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Deny",)"
            R"("Principal":"*","Action":"s3:*","Resource":[{"Fn::GetAtt":["Bucket","Arn"]},)"
            R"({"Fn::Sub":"${Bucket.Arn}/*"}],)"
            R"("Condition":{"NumericLessThan":{"s3:TlsVersion":"1.2"}}}]})");
}

TEST_F(BucketTest, a_bucket_without_a_statement_has_no_policy) {
  stack.add(BucketProps{.id = "Bucket", .enforce_tls = false});
  EXPECT_EQ(compact_template(app).find("BucketPolicy"), std::string::npos);
}

TEST_F(BucketTest, the_ways_of_encryption_differ) {
  stack.add(BucketProps{.id = "Aws", .encryption = BucketEncryption::kms_managed()});
  stack.add(BucketProps{
      .id = "Two",
      .encryption = BucketEncryption::two_layers("arn:aws:kms:eu-west-1:123456789012:key/k")});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "Aws"), "BucketEncryption"),
            R"({"ServerSideEncryptionConfiguration":[{"BucketKeyEnabled":true,)"
            R"("ServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"}}]})");
  EXPECT_EQ(object_at(object_at(text, "Two"), "BucketEncryption"),
            R"({"ServerSideEncryptionConfiguration":[{"ServerSideEncryptionByDefault":)"
            R"({"SSEAlgorithm":"aws:kms:dsse",)"
            R"("KMSMasterKeyID":"arn:aws:kms:eu-west-1:123456789012:key/k"}}]})");
}

TEST_F(BucketTest, access_logs_are_delivered_to_a_bucket_whose_policy_allows_it) {
  auto& logs = stack.add(BucketProps{.id = "Logs"});
  stack.add(BucketProps{
      .id = "Data", .access_log_bucket = logs, .access_log_prefix = "data/", .enforce_tls = false});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "LoggingConfiguration"),
            R"({"DestinationBucketName":{"Ref":"Logs"},"LogFilePrefix":"data/"})");
  EXPECT_EQ(object_at(object_at(text, "LogsPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",)"
            R"("Action":"s3:*","Resource":[{"Fn::GetAtt":["Logs","Arn"]},)"
            R"({"Fn::Sub":"${Logs.Arn}/*"}],)"
            R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Effect":"Allow",)"
            R"("Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject",)"
            R"("Resource":{"Fn::Sub":"${Logs.Arn}/data/*"},)"
            R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::GetAtt":["Data","Arn"]}},)"
            R"("StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}}]})");
}

TEST_F(BucketTest, an_inventory_is_put_into_a_bucket_whose_policy_allows_it) {
  auto& lists = stack.add(BucketProps{.id = "Lists", .enforce_tls = false});
  stack.add(BucketProps{.id = "Data",
                        .enforce_tls = false,
                        .inventories = {{.id = "all",
                                         .destination = lists,
                                         .all_versions = true,
                                         .daily = true,
                                         .destination_prefix = "data",
                                         .fields = {InventoryField::size},
                                         .prefix = "x/"}}});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "Data"), "Properties"),
            R"({"BucketEncryption":{"ServerSideEncryptionConfiguration":)"
            R"([{"ServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]},)"
            R"("InventoryConfigurations":[{"Destination":{"BucketArn":{"Fn::GetAtt":["Lists",)"
            R"("Arn"]},"Format":"CSV","BucketAccountId":{"Ref":"AWS::AccountId"},)"
            R"("Prefix":"data"},"Enabled":true,"Id":"all","IncludedObjectVersions":"All",)"
            R"("ScheduleFrequency":"Daily","OptionalFields":["Size"],"Prefix":"x/"}],)"
            R"("OwnershipControls":{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]},)"
            R"("PublicAccessBlockConfiguration":{"BlockPublicAcls":true,)"
            R"("BlockPublicPolicy":true,"IgnorePublicAcls":true,)"
            R"("RestrictPublicBuckets":true}})");
  EXPECT_EQ(object_at(object_at(text, "ListsPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Service":"s3.amazonaws.com"},"Action":"s3:PutObject",)"
            R"("Resource":{"Fn::Sub":"${Lists.Arn}/data*"},)"
            R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::GetAtt":["Data","Arn"]}},)"
            R"("StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"},)"
            R"("s3:x-amz-acl":"bucket-owner-full-control"}}}]})");
}

TEST_F(BucketTest, replication_makes_a_role_that_may_do_just_that) {
  auto& copies = stack.add(BucketProps{.id = "Copies", .versioning = true});
  stack.add(BucketProps{.id = "Data",
                        .enforce_tls = false,
                        .replication = {{.destination = copies,
                                         .replicate_delete_markers = true,
                                         .storage_class = ReplicaStorageClass::standard_ia,
                                         .time_control = true}},
                        .versioning = true});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "ReplicationConfiguration"),
            R"({"Role":{"Fn::GetAtt":["DataReplicationRole","Arn"]},)"
            R"("Rules":[{"Destination":{"Bucket":{"Fn::GetAtt":["Copies","Arn"]},)"
            R"("Metrics":{"Status":"Enabled","EventThreshold":{"Minutes":15}},)"
            R"("ReplicationTime":{"Status":"Enabled","Time":{"Minutes":15}},)"
            R"("StorageClass":"STANDARD_IA"},"Status":"Enabled",)"
            R"("DeleteMarkerReplication":{"Status":"Enabled"},"Filter":{"Prefix":""},)"
            R"("Priority":1}]})");
  EXPECT_EQ(object_at(text, "DataReplicationRole"),
            R"({"Type":"AWS::IAM::Role",)"
            R"("Properties":{"AssumeRolePolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},)"
            R"("Action":"sts:AssumeRole"}]}}})");
  EXPECT_EQ(object_at(text, "DataReplicationRoleDefaultPolicy"),
            R"({"Type":"AWS::IAM::Policy",)"
            R"("Properties":{"PolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Action":["s3:GetReplicationConfiguration",)"
            R"("s3:ListBucket"],"Resource":{"Fn::GetAtt":["Data","Arn"]}},{"Effect":"Allow",)"
            R"("Action":["s3:GetObjectVersionAcl","s3:GetObjectVersionForReplication",)"
            R"("s3:GetObjectVersionTagging"],"Resource":{"Fn::Sub":"${Data.Arn}/*"}},)"
            R"({"Effect":"Allow","Action":["s3:ReplicateDelete","s3:ReplicateObject",)"
            R"("s3:ReplicateTags"],"Resource":{"Fn::Sub":"${Copies.Arn}/*"}}]},)"
            R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"DataReplicationRole"}]}})");
}

TEST_F(BucketTest, replication_to_another_account_takes_the_keys_and_the_ownership_along) {
  stack.add(BucketProps{
      .id = "Data",
      .encryption = BucketEncryption::kms("arn:aws:kms:eu-west-1:123456789012:key/here"),
      .enforce_tls = false,
      .object_lock = ObjectLock{},
      .replication = {{.destination = Bucket::from_name(stack, "Copies", "copies"),
                       .account = "210987654321",
                       .destination_key = "arn:aws:kms:us-east-1:210987654321:key/there",
                       .id = "all",
                       .prefix = "x/"}},
      .versioning = true});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "ReplicationConfiguration"),
            R"({"Role":{"Fn::GetAtt":["DataReplicationRole","Arn"]},)"
            R"("Rules":[{"Destination":{"Bucket":"arn:aws:s3:::copies",)"
            R"("AccessControlTranslation":{"Owner":"Destination"},"Account":"210987654321",)"
            R"("EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:us-east-1:)"
            R"(210987654321:key/there"}},"Status":"Enabled",)"
            R"("DeleteMarkerReplication":{"Status":"Disabled"},"Filter":{"Prefix":"x/"},)"
            R"("Id":"all","Priority":1,)"
            R"("SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}}}]})");
  EXPECT_EQ(object_at(object_at(text, "DataReplicationRoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["s3:GetReplicationConfiguration","s3:ListBucket"],)"
            R"("Resource":{"Fn::GetAtt":["Data","Arn"]}},{"Effect":"Allow",)"
            R"("Action":["s3:GetObjectVersionAcl","s3:GetObjectVersionForReplication",)"
            R"("s3:GetObjectVersionTagging","s3:GetObjectLegalHold","s3:GetObjectRetention"],)"
            R"("Resource":{"Fn::Sub":"${Data.Arn}/*"}},{"Effect":"Allow",)"
            R"("Action":"kms:Decrypt",)"
            R"("Resource":"arn:aws:kms:eu-west-1:123456789012:key/here",)"
            R"("Condition":{"StringEquals":{"kms:ViaService":{"Fn::Sub":"s3.${AWS::)"
            R"(Region}.${AWS::URLSuffix}"}}}},{"Effect":"Allow",)"
            R"("Action":["s3:ReplicateDelete","s3:ReplicateObject","s3:ReplicateTags",)"
            R"("s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::copies/*"},)"
            R"({"Effect":"Allow","Action":"kms:Encrypt",)"
            R"("Resource":"arn:aws:kms:us-east-1:210987654321:key/there"}]})");
  EXPECT_EQ(object_at(text, "ObjectLockConfiguration"), R"({"ObjectLockEnabled":"Enabled"})");
}

TEST_F(BucketTest, a_function_with_grants_can_be_notified_by_a_named_bucket_without_a_cycle) {
  Bucket& bucket =
      stack.add(BucketProps{.id = "Bucket", .bucket_name = "named-bucket", .enforce_tls = false});
  Role& role = add_role();
  bucket.grant_read(role);
  auto& function = add_function(role);
  function.depends_on(role);
  bucket.notify_function(function, {.prefix = "in/", .suffix = ".json"});
  bucket.notify_function(function, {.event = ObjectEvent::removed});
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Role":{"Type":"AWS::IAM::Role",)"
            R"("Properties":{"AssumeRolePolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},)"
            R"("Action":"sts:AssumeRole"}]}}},"RoleDefaultPolicy":{"Type":"AWS::IAM::Policy",)"
            R"("Properties":{"PolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Action":["s3:GetBucketLocation",)"
            R"("s3:ListBucket"],)"
            R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:s3:::named-bucket"}},)"
            R"({"Effect":"Allow","Action":"s3:GetObject",)"
            R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:s3:::named-bucket/*"}}]},)"
            R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]}},)"
            R"("Function":{"Type":"AWS::Lambda::Function","DependsOn":"RoleDefaultPolicy",)"
            R"("Properties":{"Code":{"ZipFile":"x"},"Role":{"Fn::GetAtt":["Role","Arn"]},)"
            R"("Handler":"index.handler","Runtime":"python3.13"}},)"
            R"("BucketNotificationPermission":{"Type":"AWS::Lambda::Permission",)"
            R"("Properties":{"Action":"lambda:InvokeFunction",)"
            R"("FunctionName":{"Fn::GetAtt":["Function","Arn"]},)"
            R"("Principal":"s3.amazonaws.com","SourceAccount":{"Ref":"AWS::AccountId"},)"
            R"("SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:s3:::named-bucket"}}},)"
            R"("Bucket":{"Type":"AWS::S3::Bucket","DependsOn":"BucketNotificationPermission",)"
            R"("DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"BucketEncryption":{"ServerSideEncryptionConfiguration":)"
            R"([{"ServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]},)"
            R"("BucketName":"named-bucket",)"
            R"("NotificationConfiguration":{"LambdaConfigurations":[{"Event":"s3:)"
            R"(ObjectCreated:*","Function":{"Fn::GetAtt":["Function","Arn"]},)"
            R"("Filter":{"S3Key":{"Rules":[{"Name":"prefix","Value":"in/"},{"Name":"suffix",)"
            R"("Value":".json"}]}}},{"Event":"s3:ObjectRemoved:*",)"
            R"("Function":{"Fn::GetAtt":["Function","Arn"]}}]},)"
            R"("OwnershipControls":{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]},)"
            R"("PublicAccessBlockConfiguration":{"BlockPublicAcls":true,)"
            R"("BlockPublicPolicy":true,"IgnorePublicAcls":true,)"
            R"("RestrictPublicBuckets":true}}}})");
}

TEST_F(BucketTest, a_bucket_without_a_name_permits_its_account_to_invoke_the_function) {
  Bucket& bucket = add_bucket();
  bucket.notify_function(add_function(add_role()));
  EXPECT_EQ(object_at(compact_template(app), "BucketNotificationPermission"),
            R"({"Type":"AWS::Lambda::Permission",)"
            R"("Properties":{"Action":"lambda:InvokeFunction",)"
            R"("FunctionName":{"Fn::GetAtt":["Function","Arn"]},)"
            R"("Principal":"s3.amazonaws.com","SourceAccount":{"Ref":"AWS::AccountId"}}})");
}

TEST_F(BucketTest, queues_and_topics_are_given_policies_that_let_the_bucket_tell_them) {
  Bucket& bucket = add_named_bucket();
  auto& queue = stack.add(cfn::sqs::QueueProps{.id = "Queue"});
  auto& topic = stack.add(cfn::sns::TopicProps{.id = "Topic"});
  bucket.notify_queue(queue, {.event = ObjectEvent::created_by_put});
  bucket.notify_queue(queue, {.event = ObjectEvent::created_by_copy});
  bucket.notify_topic(topic, {.event = ObjectEvent::removed});
  bucket.notify_queue("arn:aws:sqs:eu-west-1:123456789012:q", {.event = ObjectEvent::tagged});
  bucket.notify_topic("arn:aws:sns:eu-west-1:123456789012:t", {.event = ObjectEvent::restored});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "NotificationConfiguration"),
            R"({"QueueConfigurations":[{"Event":"s3:ObjectCreated:Put",)"
            R"("Queue":{"Fn::GetAtt":["Queue","Arn"]}},{"Event":"s3:ObjectCreated:Copy",)"
            R"("Queue":{"Fn::GetAtt":["Queue","Arn"]}},{"Event":"s3:ObjectTagging:*",)"
            R"("Queue":"arn:aws:sqs:eu-west-1:123456789012:q"}],)"
            R"("TopicConfigurations":[{"Event":"s3:ObjectRemoved:*","Topic":{"Ref":"Topic"}},)"
            R"({"Event":"s3:ObjectRestore:*",)"
            R"("Topic":"arn:aws:sns:eu-west-1:123456789012:t"}]})");
  EXPECT_EQ(object_at(text, "BucketNotificationPolicy"),
            R"({"Type":"AWS::SQS::QueuePolicy",)"
            R"("Properties":{"PolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},)"
            R"("Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["Queue","Arn"]},)"
            R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:s3::)"
            R"(:named-bucket"}},)"
            R"("StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}}]},)"
            R"("Queues":[{"Ref":"Queue"}]}})");
  EXPECT_EQ(object_at(text, "BucketNotificationPolicy2"),
            R"({"Type":"AWS::SNS::TopicPolicy",)"
            R"("Properties":{"PolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},)"
            R"("Action":"sns:Publish","Resource":{"Ref":"Topic"},)"
            R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:s3::)"
            R"(:named-bucket"}},)"
            R"("StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}}]},)"
            R"("Topics":[{"Ref":"Topic"}]}})");
}

TEST_F(BucketTest, reading_is_granted_on_the_bucket_and_its_objects) {
  add_bucket(true).grant_read(add_role());
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["s3:GetBucketLocation","s3:ListBucket"],)"
            R"("Resource":{"Fn::GetAtt":["Bucket","Arn"]}},{"Effect":"Allow",)"
            R"("Action":["s3:GetObject","s3:GetObjectVersion"],)"
            R"("Resource":{"Fn::Sub":"${Bucket.Arn}/*"}}]})");
}

TEST_F(BucketTest, a_grant_on_a_prefix_reaches_no_other_objects) {
  add_bucket().grant_read_write(add_role(), "reports/");
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"s3:GetBucketLocation","Resource":{"Fn::GetAtt":["Bucket","Arn"]}},)"
            R"({"Effect":"Allow","Action":"s3:ListBucket","Resource":{"Fn::GetAtt":["Bucket",)"
            R"("Arn"]},"Condition":{"StringLike":{"s3:prefix":"reports/*"}}},)"
            R"({"Effect":"Allow","Action":["s3:GetObject","s3:AbortMultipartUpload",)"
            R"("s3:ListMultipartUploadParts","s3:PutObject","s3:DeleteObject"],)"
            R"("Resource":{"Fn::Sub":"${Bucket.Arn}/reports/*"}}]})");
}

TEST_F(BucketTest, deleting_is_granted_alone) {
  add_bucket().grant_delete(add_role());
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"s3:DeleteObject","Resource":{"Fn::Sub":"${Bucket.Arn}/*"}}]})");
}

TEST_F(BucketTest, the_key_of_the_customer_is_granted_through_s3_alone) {
  auto& key = stack.add(cfn::kms::KeyProps{.id = "Key"});
  Bucket& bucket =
      stack.add(BucketProps{.id = "Bucket", .encryption = BucketEncryption::kms(key.attr_arn())});
  bucket.grant_read_write(add_role());
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["s3:GetBucketLocation","s3:ListBucket"],)"
            R"("Resource":{"Fn::GetAtt":["Bucket","Arn"]}},{"Effect":"Allow",)"
            R"("Action":["s3:GetObject","s3:AbortMultipartUpload",)"
            R"("s3:ListMultipartUploadParts","s3:PutObject","s3:DeleteObject"],)"
            R"("Resource":{"Fn::Sub":"${Bucket.Arn}/*"}},{"Effect":"Allow",)"
            R"("Action":["kms:Decrypt","kms:GenerateDataKey"],)"
            R"("Resource":{"Fn::GetAtt":["Key","Arn"]},)"
            R"("Condition":{"StringEquals":{"kms:ViaService":{"Fn::Sub":"s3.${AWS::)"
            R"(Region}.${AWS::URLSuffix}"}}}}]})");
}

TEST_F(BucketTest, the_accessors_are_references_except_for_the_known_ones) {
  Bucket& bucket = add_named_bucket();
  const auto output = [&](std::string_view id, const Value<std::string>& value) {
    stack.add(OutputProps{.id = id, .value = value});
  };
  output("Name", bucket.name());
  output("Arn", bucket.arn());
  output("Objects", bucket.arn_for_objects("a/*"));
  output("KnownName", bucket.known_name());
  output("KnownArn", bucket.known_arn());
  output("Domain", bucket.domain_name());
  output("Regional", bucket.regional_domain_name());
  output("Dual", bucket.dual_stack_domain_name());
  output("Website", bucket.website_url());
  EXPECT_EQ(object_at(compact_template(app), "Outputs"),
            R"({"Name":{"Value":{"Ref":"Bucket"}},"Arn":{"Value":{"Fn::GetAtt":["Bucket",)"
            R"("Arn"]}},"Objects":{"Value":{"Fn::Sub":"${Bucket.Arn}/a/*"}},)"
            R"("KnownName":{"Value":"named-bucket"},)"
            R"("KnownArn":{"Value":{"Fn::Sub":"arn:${AWS::Partition}:s3:::named-bucket"}},)"
            R"("Domain":{"Value":{"Fn::GetAtt":["Bucket","DomainName"]}},)"
            R"("Regional":{"Value":{"Fn::GetAtt":["Bucket","RegionalDomainName"]}},)"
            R"("Dual":{"Value":{"Fn::GetAtt":["Bucket","DualStackDomainName"]}},)"
            R"("Website":{"Value":{"Fn::GetAtt":["Bucket","WebsiteURL"]}}})");
}

TEST_F(BucketTest, names_made_while_running_are_checked) {
  for (const char* name : {"ab", "Upper", "-begins", "ends.", "two..dots", "10.0.0.1", "xn--x",
                           "x-s3alias", "under_score"}) {
    stack.add(BucketProps{.id = std::string("B") + name, .bucket_name = std::string(name)});
  }
  EXPECT_EQ(codes_of(app), "OT2401 OT2401 OT2401 OT2401 OT2401 OT2401 OT2401 OT2401 OT2401");
}

TEST_F(BucketTest, the_fixed_parts_of_a_name_with_references_are_checked) {
  stack.add(BucketProps{.id = "A", .bucket_name = concat("Data-", stack.region())});
  stack.add(BucketProps{.id = "B", .bucket_name = concat("-data-", stack.region())});
  stack.add(BucketProps{.id = "C", .bucket_name = concat(stack.account(), "-")});
  stack.add(BucketProps{
      .id = "D",
      .bucket_name = concat(std::string(50, 'x'), stack.account(), "-", stack.region())});
  stack.add(BucketProps{.id = "E", .bucket_name = concat(std::string(50, 'x'), stack.region())});
  EXPECT_EQ(codes_of(app), "OT2401 OT2401 OT2401 OT2402 OT2402");
}

TEST_F(BucketTest, a_lifecycle_rule_must_do_something) {
  add_bucket().add_lifecycle_rule({.prefix = "a/"});
  EXPECT_EQ(codes_of(app), "OT2403");
}

TEST_F(BucketTest, objects_stay_in_standard_for_30_days_before_infrequent_access) {
  Bucket& bucket = add_bucket(true);
  bucket.add_lifecycle_rule(
      {.transitions = {{.after_days = 29, .storage_class = StorageClass::standard_ia}}});
  bucket.add_lifecycle_rule(
      {.noncurrent_transitions = {{.after_days = 29, .storage_class = StorageClass::onezone_ia}}});
  bucket.add_lifecycle_rule(
      {.transitions = {{.after_days = 0, .storage_class = StorageClass::glacier}}});
  bucket.add_lifecycle_rule({.expire_after_days = 0});
  EXPECT_EQ(codes_of(app), "OT2404 OT2404 OT2404");
}

TEST_F(BucketTest, transitions_go_down_the_waterfall) {
  Bucket& bucket = add_bucket();
  bucket.add_lifecycle_rule(
      {.transitions = {{.after_days = 30, .storage_class = StorageClass::glacier},
                       {.after_days = 90, .storage_class = StorageClass::standard_ia}}});
  bucket.add_lifecycle_rule(
      {.transitions = {{.after_days = 30, .storage_class = StorageClass::onezone_ia},
                       {.after_days = 90, .storage_class = StorageClass::glacier_ir}}});
  EXPECT_EQ(codes_of(app), "OT2405 OT2405");
}

TEST_F(BucketTest, transitions_keep_their_distance) {
  Bucket& bucket = add_bucket();
  bucket.add_lifecycle_rule(
      {.transitions = {{.after_days = 30, .storage_class = StorageClass::standard_ia},
                       {.after_days = 59, .storage_class = StorageClass::glacier}}});
  bucket.add_lifecycle_rule(
      {.transitions = {{.after_days = 30, .storage_class = StorageClass::glacier},
                       {.after_days = 30, .storage_class = StorageClass::deep_archive}}});
  EXPECT_EQ(codes_of(app), "OT2406 OT2406");
}

TEST_F(BucketTest, objects_expire_after_their_last_transition) {
  add_bucket().add_lifecycle_rule(
      {.expire_after_days = 90,
       .transitions = {{.after_days = 90, .storage_class = StorageClass::glacier}}});
  EXPECT_EQ(codes_of(app), "OT2407");
}

TEST_F(BucketTest, rules_on_noncurrent_versions_without_versioning_are_a_warning) {
  add_bucket().add_lifecycle_rule({.expire_noncurrent_after_days = 30});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics.front().code, "OT2408");
  EXPECT_EQ(synthesis.diagnostics.front().severity, Severity::warning);
  EXPECT_TRUE(synthesis.ok());
}

TEST_F(BucketTest, actions_that_exclude_each_other_are_reported) {
  Bucket& bucket = add_bucket(true);
  bucket.add_lifecycle_rule({.expire_after_days = 1, .expire_delete_markers = true});
  bucket.add_lifecycle_rule(
      {.abort_uploads_after_days = 1, .tags = {Tag{.key = "a", .value = "b"}}});
  bucket.add_lifecycle_rule({.expire_noncurrent_after_days = 1, .keep_noncurrent_versions = 101});
  bucket.add_lifecycle_rule({.keep_noncurrent_versions = 5});
  bucket.add_lifecycle_rule({.expire_after_days = 1, .id = "same"});
  bucket.add_lifecycle_rule({.expire_after_days = 2, .id = "same"});
  EXPECT_EQ(codes_of(app), "OT2409 OT2410 OT2411 OT2411 OT2412");
}

TEST_F(BucketTest, logs_cannot_be_delivered_to_a_bucket_with_kms_or_a_lock_period) {
  auto& logs = stack.add(BucketProps{.id = "Logs",
                                     .encryption = BucketEncryption::kms_managed(),
                                     .object_lock = ObjectLock{.days = 1},
                                     .versioning = true});
  stack.add(BucketProps{.id = "Data", .access_log_bucket = logs});
  EXPECT_EQ(codes_of(app), "OT2413 OT2413");
}

TEST_F(BucketTest, replication_and_locks_need_versioning) {
  stack.add(BucketProps{
      .id = "A", .replication = {{.destination = Bucket::from_name(stack, "Copies", "copies")}}});
  stack.add(BucketProps{.id = "B", .object_lock = ObjectLock{.days = 1, .years = 101}});
  EXPECT_EQ(codes_of(app), "OT2414 OT2414 OT2416 OT2416");
}

TEST_F(BucketTest, replicas_of_objects_that_kms_encrypts_need_a_key) {
  stack.add(
      BucketProps{.id = "A",
                  .encryption = BucketEncryption::kms_managed(),
                  .replication = {{.destination = Bucket::from_name(stack, "Copies", "copies")}},
                  .versioning = true});
  EXPECT_EQ(codes_of(app), "OT2415");
}

TEST_F(BucketTest, notifications_of_one_event_do_not_overlap) {
  Bucket& bucket = add_bucket();
  const Value<cfn::sqs::QueueArn> queue = "arn:aws:sqs:eu-west-1:123456789012:q";
  bucket.notify_queue(queue, {.prefix = "a/", .suffix = ".json"});
  bucket.notify_queue(queue, {.prefix = "b/", .suffix = ".json"});
  bucket.notify_queue(queue, {.prefix = "a/", .suffix = ".txt"});
  bucket.notify_queue(queue, {.event = ObjectEvent::removed, .prefix = "a/"});
  bucket.notify_queue(queue, {.event = ObjectEvent::created_by_put, .prefix = "a/b/"});
  EXPECT_EQ(codes_of(app), "OT2418");
}

TEST_F(BucketTest, a_name_that_is_not_known_cannot_be_used) {
  stack.add(OutputProps{.id = "Name", .value = add_bucket().known_name()});
  EXPECT_EQ(codes_of(app), "OT2419");
}

TEST_F(BucketTest, tiering_archives_within_its_bounds) {
  stack.add(BucketProps{.id = "A",
                        .intelligent_tiering = {{.id = "none"},
                                                {.id = "soon", .archive_after_days = 89},
                                                {.id = "late", .deep_archive_after_days = 731}}});
  EXPECT_EQ(codes_of(app), "OT2420 OT2420 OT2420");
}

}  // namespace
}  // namespace omnitrack
