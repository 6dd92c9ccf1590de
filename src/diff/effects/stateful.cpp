#include "diff/effects/stateful.hpp"

#include <algorithm>
#include <array>

#include "meaning/known.hpp"
#include "meaning/name_claims.hpp"

namespace omnitrack::diff {

namespace {

struct Holder {
  std::string_view type;
  std::string_view data;
};

// Sorted by type. More than the specification calls stateful: whatever is put into a resource after
// it was made, and goes with it. What a type holds, and that its deletion takes it along, is told
// on the type's own page,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-SERVICE-TYPE.html.
// Not here: what is in the template again (parameters, dashboards, aliases), what fills itself from
// elsewhere (DAX, certificates), and what AWS refuses to delete with anything in it and says so
// (hosted zones).
constexpr auto holders = std::to_array<Holder>({
    {"AWS::ACMPCA::CertificateAuthority", "the private key of the certificate authority"},
    {"AWS::APS::Workspace", "the metrics in the workspace"},
    {"AWS::AmazonMQ::Broker", "the messages and accounts of the broker"},
    {"AWS::AuditManager::Assessment", "the evidence of the assessment"},
    {"AWS::Backup::BackupVault", "the recovery points in the vault"},
    {"AWS::Backup::LogicallyAirGappedBackupVault", "the recovery points in the vault"},
    {"AWS::BedrockAgentCore::Memory", "the events and records of the memory"},
    {"AWS::Cases::Domain", "the cases of the domain"},
    {"AWS::Cassandra::Keyspace", "all tables of the keyspace"},
    {"AWS::Cassandra::Table", "all rows of the table"},
    {"AWS::Chime::AppInstance", "the users, channels and messages of the app instance"},
    {"AWS::Chime::Channel", "the messages of the channel"},
    {"AWS::Cloud9::EnvironmentEC2", "the files in the environment"},
    {"AWS::CloudFormation::Stack", "all that is held by the nested stack"},
    {"AWS::CloudFront::KeyValueStore", "the pairs that were put into the key value store"},
    {"AWS::CloudHSM::Cluster", "the keys in the cluster"},
    {"AWS::CloudTrail::EventDataStore", "the events in the event data store"},
    {"AWS::CodeArtifact::Domain", "the packages of the domain"},
    {"AWS::CodeArtifact::Repository", "the packages of the repository"},
    {"AWS::CodeCommit::Repository", "the code and history in the repository"},
    {"AWS::Cognito::IdentityPool", "the identities of the pool"},
    {"AWS::Cognito::UserPool", "all users of the pool"},
    {"AWS::Cognito::UserPoolGroup", "who belongs to the group"},
    {"AWS::Cognito::UserPoolUser", "the account of the user"},
    {"AWS::Connect::DataTable", "the records of the data table"},
    {"AWS::Connect::Instance", "the contacts, users and records of the instance"},
    {"AWS::CustomerProfiles::Domain", "the profiles of the domain"},
    {"AWS::DSQL::Cluster", "all rows in the cluster"},
    {"AWS::DataExchange::DataSet", "the revisions of the data set"},
    {"AWS::DataZone::Domain", "the catalog and the projects of the domain"},
    {"AWS::Detective::Graph", "the behavior data in the graph"},
    {"AWS::DirectoryService::MicrosoftAD", "the users and computers of the directory"},
    {"AWS::DirectoryService::SimpleAD", "the users and computers of the directory"},
    {"AWS::DocDB::DBCluster", "all documents in the cluster"},
    {"AWS::DocDBElastic::Cluster", "all documents in the cluster"},
    {"AWS::DocDBElastic::ClusterSnapshot", "the snapshot"},
    {"AWS::DynamoDB::GlobalTable", "all items of the table"},
    {"AWS::DynamoDB::Table", "all items of the table"},
    {"AWS::EC2::Instance", "what is on the root volume and the instance store of the instance"},
    {"AWS::EC2::Volume", "all that is on the volume"},
    {"AWS::ECR::PublicRepository", "the images of the repository"},
    {"AWS::ECR::Repository", "the images of the repository"},
    {"AWS::EFS::FileSystem", "the files in the file system"},
    {"AWS::EKS::Cluster", "the Kubernetes objects of the cluster"},
    {"AWS::EMR::Cluster", "what is on the disks of the cluster"},
    {"AWS::EMR::WALWorkspace", "the write-ahead logs of the workspace"},
    {"AWS::ElastiCache::CacheCluster", "what is cached in the cluster"},
    {"AWS::ElastiCache::ReplicationGroup", "what is cached in the replication group"},
    {"AWS::ElastiCache::ServerlessCache", "what is cached in the serverless cache"},
    {"AWS::ElastiCache::ServerlessCacheSnapshot", "the snapshot"},
    {"AWS::Elasticsearch::Domain", "the indices and documents of the domain"},
    {"AWS::Events::Archive", "the events in the archive"},
    {"AWS::FSx::Backup", "the backup"},
    {"AWS::FSx::FileSystem", "the files in the file system"},
    {"AWS::FSx::Snapshot", "the snapshot"},
    {"AWS::FSx::StorageVirtualMachine", "the volumes of the storage virtual machine"},
    {"AWS::FSx::Volume", "the files in the volume"},
    {"AWS::FinSpace::Environment", "the data in the environment"},
    {"AWS::Forecast::Dataset", "the data in the dataset"},
    {"AWS::Glue::Catalog", "the databases and tables of the catalog"},
    {"AWS::Glue::Database", "the definitions of all tables in the database"},
    {"AWS::Glue::Registry", "the schemas in the registry"},
    {"AWS::Glue::Schema", "the versions of the schema"},
    {"AWS::Grafana::Workspace", "the dashboards of the workspace"},
    {"AWS::GuardDuty::Detector", "the findings of the detector"},
    {"AWS::HealthImaging::Datastore", "the images in the data store"},
    {"AWS::HealthLake::FHIRDatastore", "the resources in the data store"},
    {"AWS::IdentityStore::Group", "who belongs to the group"},
    {"AWS::IoTAnalytics::Channel", "the messages in the channel"},
    {"AWS::IoTAnalytics::Dataset", "the contents of the data set"},
    {"AWS::IoTAnalytics::Datastore", "the messages in the data store"},
    {"AWS::IoTSiteWise::Asset", "the measured values of the asset"},
    {"AWS::KMS::Key", "the means to read all that is encrypted with the key"},
    {"AWS::Kendra::Index", "the documents of the index"},
    {"AWS::Kinesis::Stream", "the records that are in the stream"},
    {"AWS::KinesisVideo::Stream", "the recordings in the stream"},
    {"AWS::Lightsail::Bucket", "the objects in the bucket"},
    {"AWS::Lightsail::Database", "all rows in the database"},
    {"AWS::Lightsail::DatabaseSnapshot", "the snapshot"},
    {"AWS::Lightsail::Disk", "all that is on the disk"},
    {"AWS::Lightsail::DiskSnapshot", "the snapshot"},
    {"AWS::Lightsail::Instance", "what is on the disk of the instance"},
    {"AWS::Lightsail::InstanceSnapshot", "the snapshot"},
    {"AWS::Location::GeofenceCollection", "the geofences of the collection"},
    {"AWS::Location::Tracker", "the positions in the tracker"},
    {"AWS::Logs::LogGroup", "the events of the log group"},
    {"AWS::Logs::LogStream", "the events of the log stream"},
    {"AWS::MSK::Cluster", "the topics and messages of the cluster"},
    {"AWS::MSK::ServerlessCluster", "the topics and messages of the cluster"},
    {"AWS::MSK::Topic", "the messages of the topic"},
    {"AWS::Macie::Session", "the findings and jobs of the session"},
    {"AWS::ManagedBlockchain::Member", "the resources of the member"},
    {"AWS::MediaStore::Container", "the objects in the container"},
    {"AWS::MemoryDB::Cluster", "all keys in the cluster"},
    {"AWS::MemoryDB::Snapshot", "the snapshot"},
    {"AWS::Neptune::DBCluster", "the graph in the cluster"},
    {"AWS::NeptuneGraph::Graph", "the data of the graph"},
    {"AWS::NeptuneGraph::GraphSnapshot", "the snapshot"},
    {"AWS::ODB::CloudAutonomousVmCluster", "the databases in the cluster"},
    {"AWS::ODB::CloudExadataInfrastructure", "what is held by the infrastructure"},
    {"AWS::ODB::CloudVmCluster", "the databases in the cluster"},
    {"AWS::Omics::AnnotationStore", "the annotations in the store"},
    {"AWS::Omics::ReferenceStore", "the references in the store"},
    {"AWS::Omics::SequenceStore", "the read sets in the store"},
    {"AWS::Omics::VariantStore", "the variants in the store"},
    {"AWS::OpenSearchServerless::Collection", "the indices and documents of the collection"},
    {"AWS::OpenSearchServerless::CollectionIndex", "the documents of the index"},
    {"AWS::OpenSearchServerless::Index", "the documents of the index"},
    {"AWS::OpenSearchService::Domain", "the indices and documents of the domain"},
    {"AWS::Organizations::Account", "all that is in the account"},
    {"AWS::PaymentCryptography::Key", "the means to use all that depends on the key"},
    {"AWS::Personalize::Dataset", "the data in the dataset"},
    {"AWS::Pinpoint::App", "the endpoints and the analytics of the app"},
    {"AWS::QBusiness::Application", "the conversations and indices of the application"},
    {"AWS::QBusiness::Index", "the documents of the index"},
    {"AWS::QLDB::Ledger", "the journal and documents of the ledger"},
    {"AWS::RDS::ClusterSnapshot", "the snapshot"},
    {"AWS::RDS::DBCluster", "all rows in the cluster"},
    {"AWS::RDS::DBInstance", "all rows in the database"},
    {"AWS::RDS::DBShardGroup", "all rows in the shard group"},
    {"AWS::RDS::DBSnapshot", "the snapshot"},
    {"AWS::Redshift::Cluster", "all rows in the cluster"},
    {"AWS::Redshift::Snapshot", "the snapshot"},
    {"AWS::RedshiftServerless::Namespace", "all rows in the namespace"},
    {"AWS::RedshiftServerless::Snapshot", "the snapshot"},
    {"AWS::Rekognition::Collection", "the faces in the collection"},
    {"AWS::S3::Bucket", "the objects in the bucket"},
    {"AWS::S3Express::DirectoryBucket", "the objects in the bucket"},
    {"AWS::S3Outposts::Bucket", "the objects in the bucket"},
    {"AWS::S3Tables::Namespace", "the tables of the namespace"},
    {"AWS::S3Tables::Table", "all rows of the table"},
    {"AWS::S3Tables::TableBucket", "all tables in the bucket"},
    {"AWS::S3Vectors::Index", "the vectors in the index"},
    {"AWS::S3Vectors::VectorBucket", "all vectors in the bucket"},
    {"AWS::SDB::Domain", "the items of the domain"},
    {"AWS::SES::ContactList", "the contacts in the list"},
    {"AWS::SES::MailManagerArchive", "the mails in the archive"},
    {"AWS::SQS::Queue", "the messages that are in the queue"},
    {"AWS::SageMaker::Domain", "the users and home directories of the domain"},
    {"AWS::SageMaker::FeatureGroup", "the records in the online store of the feature group"},
    {"AWS::SageMaker::MlflowTrackingServer", "the runs on the tracking server"},
    {"AWS::SageMaker::ModelPackageGroup", "the model versions of the group"},
    {"AWS::SageMaker::NotebookInstance", "the files on the notebook instance"},
    {"AWS::SecretsManager::Secret", "the value of the secret"},
    {"AWS::SecurityHub::Hub", "the findings of the hub"},
    {"AWS::Serverless::Application", "all that is held by the nested stack"},
    {"AWS::Serverless::SimpleTable", "all items of the table"},
    {"AWS::StorageGateway::Volume", "all that is on the volume"},
    {"AWS::Timestream::Database", "all tables of the database"},
    {"AWS::Timestream::InfluxDBCluster", "the data in the cluster"},
    {"AWS::Timestream::InfluxDBInstance", "the data in the instance"},
    {"AWS::Timestream::Table", "all records of the table"},
    {"AWS::VerifiedPermissions::PolicyStore", "the policies in the store"},
    {"AWS::VoiceID::Domain", "the speakers of the domain"},
    {"AWS::Wisdom::KnowledgeBase", "the contents of the knowledge base"},
    {"AWS::WorkSpaces::Workspace", "what is on the volumes of the workspace"},
    {"AWS::WorkspacesInstances::Volume", "all that is on the volume"},
    {"AWS::WorkspacesInstances::WorkspaceInstance", "what is on the volumes of the instance"},
});
static_assert(std::ranges::is_sorted(holders, {}, &Holder::type));

/// Whether a database instance only serves a cluster, which has the data.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.html
bool serves_a_cluster(const tmpl::ResourceEntry& resource) {
  const std::string_view type = resource.type_name;
  if (type == "AWS::DocDB::DBInstance" || type == "AWS::Neptune::DBInstance") return true;
  return type == "AWS::RDS::DBInstance" &&
         meaning::find_value(resource.properties, "DBClusterIdentifier") != nullptr;
}

}  // namespace

std::string_view held_data(std::string_view type_name) {
  const auto found = std::ranges::lower_bound(holders, type_name, {}, &Holder::type);
  return found != holders.end() && found->type == type_name ? found->data : std::string_view();
}

bool is_stateful(const tmpl::ResourceEntry& resource) {
  if (serves_a_cluster(resource)) return false;
  return !held_data(resource.type_name).empty() || (resource.type && resource.type->is_stateful());
}

bool is_nested_stack(std::string_view type_name) {
  return type_name == "AWS::CloudFormation::Stack" || type_name == "AWS::Serverless::Application";
}

std::string held_data(const tmpl::ResourceEntry& resource) {
  if (!is_stateful(resource)) return {};
  std::string data(held_data(resource.type_name));
  if (data.empty()) return "all that it holds";
  const auto claims = meaning::name_claims(resource);
  if (claims.size() == 1 && !claims.front().name.empty()) {
    data.append(" '").append(claims.front().name).append(1, '\'');
  }
  return data;
}

}  // namespace omnitrack::diff
