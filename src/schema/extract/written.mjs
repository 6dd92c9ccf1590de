// The rules that people wrote down from the services' documentation: cfn-lint's, those that depend
// neither on a region nor on the day, and where `schema` stands, ours in their place.
//
// A rule of several parts is a list, so that each can say its own. `about` says what a rule demands. `warning` marks one whose breach is deployed all the same.

const RDS_INSTANCE = 'AWS::RDS::DBInstance';
const RESERVED_VARIABLES = ['AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT', '_HANDLER', '_X_AMZN_TRACE_ID'];

const is = (name, ...values) => ({ required: [name], properties: { [name]: { enum: values } } });
const when = (condition, then) => ({ if: condition, then });
const records = (type, demanded, about) => ({ about, schema: when(is('Type', type), { properties: { ResourceRecords: demanded } }) });
const volume = (type, minimum, maximum, required, about) => ({
  about, schema: when(is('VolumeType', type), { required, properties: { Iops: { minimum, maximum } } }),
});

const bothPorts = (one, other) => ({
  if: { properties: { [one]: { enum: ['-1'] } }, required: [one] }, then: { properties: { [other]: { enum: ['-1'] } }, required: [other] },
});

const ON_FARGATE = {
  required: ['RequiresCompatibilities'], properties: { RequiresCompatibilities: { contains: { enum: ['FARGATE'] } } },
};
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html: units of
// CPU, the same as vCPUs, and the memory in GB: from, to, in steps of, or each.
const FARGATE_SIZES = [[256, '0?\\.25', 0.5, 2, 0.5], [512, '0?\\.5', 1, 4, 1], [1024, '1', 2, 8, 1], [2048, '2', 4, 16, 1],
  [4096, '4', 8, 30, 1], [8192, '8', 16, 60, 4], [16384, '16', 32, 120, 8], [32768, '32', [60, 120, 244]]];

/** A pair of sizes, each as a number or with its unit. */
function fargateSize([units, cpus, from, to, step]) {
  const sizes = Array.isArray(from) ? from
    : Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step).filter((size) => size !== 1.5);
  return {
    properties: {
      Cpu: { anyOf: [{ enum: [units] }, { pattern: `^${cpus}\\s*[vV][cC][pP][uU]$` }] },
      Memory: {
        anyOf: [{ enum: sizes.map((size) => size * 1024) },
          { pattern: `^(${sizes.join('|').replace('0.5', '0?\\.5')})\\s*[gG][bB]$` }],
      },
    },
  };
}

export const WRITTEN = {
  E3023: [
    records('A', { items: { format: 'ipv4' } }, 'the records of type A are IPv4 addresses'),
    records('AAAA', { items: { format: 'ipv6' } }, 'the records of type AAAA are IPv6 addresses'),
    records('CNAME', { maxItems: 1 }, 'a record set of type CNAME has one record'),
    records('SOA', { maxItems: 1 }, 'a record set of type SOA has one record'),
  ],
  E3029: { about: 'an alias record has the TTL of its target and takes none of its own' },
  E3042: {
    about: 'at least one container must be essential',
    paths: ['Resources/AWS::ECS::TaskDefinition/Properties'],
    schema: { properties: { ContainerDefinitions: { contains: { not: is('Essential', false) } } } },
  },
  E3044: { about: "a service on Fargate or with an external deployment controller takes the SchedulingStrategy 'REPLICA' alone" },
  E3045: { about: 'a bucket with an AccessControl of its own needs OwnershipControls that allow ACLs' },
  E3046: { about: "the log driver 'awslogs' needs the options 'awslogs-group' and 'awslogs-region'" },
  E3047: {
    about: 'Fargate offers only certain pairs of Cpu and Memory',
    schema: when({ ...ON_FARGATE, required: ['RequiresCompatibilities', 'Cpu', 'Memory'] }, { anyOf: FARGATE_SIZES.map(fargateSize) }),
  },
  E3048: [
    { about: 'a task for Fargate needs Cpu and Memory', schema: when(ON_FARGATE, { required: ['Cpu', 'Memory'] }) },
    { about: "a task for Fargate needs the NetworkMode 'awsvpc'", schema: when(ON_FARGATE, is('NetworkMode', 'awsvpc')) },
    { about: 'a task for Fargate takes no PlacementConstraints', schema: when(ON_FARGATE, { properties: { PlacementConstraints: false } }) },
    {
      about: "Fargate's log drivers are 'awslogs', 'splunk' and 'awsfirelens'",
      schema: when(ON_FARGATE, { properties: { ContainerDefinitions: { items: { properties: { LogConfiguration: {
        properties: { LogDriver: { enum: ['awslogs', 'splunk', 'awsfirelens'] } },
      } } } } } }),
    },
  ],
  E3063: {
    about: 'Features and DataSources exclude each other',
    schema: { dependentExcluded: { DataSources: ['Features'], Features: ['DataSources'] } },
  },
  E3501: [
    { about: "a FIFO queue's name ends with '.fifo'", schema: when(is('FifoQueue', true), { properties: { QueueName: { pattern: '\\.fifo$' } } }) },
    {
      about: 'FIFO queues alone have ContentBasedDeduplication, DeduplicationScope and FifoThroughputLimit',
      schema: when({ properties: { FifoQueue: { enum: [false] } } },
        { properties: { ContentBasedDeduplication: false, DeduplicationScope: false, FifoThroughputLimit: false } }),
    },
  ],
  E3615: {
    about: 'Period is 10, 20, 30 or a multiple of 60 seconds',
    schema: when({ required: ['Period'] }, { properties: { Period: { anyOf: [{ enum: [10, 20, 30] }, { multipleOf: 60 }] } } }),
  },
  E3633: { about: 'a stream as event source needs a StartingPosition' },
  E3634: { about: 'a queue as event source has no StartingPosition' },
  E3636: { about: "the type 'S3' needs a Location" },
  E3638: { about: "the BillingMode 'PAY_PER_REQUEST' takes no ProvisionedThroughput" },
  E3639: { about: "the BillingMode 'PROVISIONED' needs ProvisionedThroughput" },
  E3660: { about: 'an API without Body or BodyS3Location needs a Name' },
  E3661: { about: "a health check of type 'CLOUDWATCH_METRIC' needs an AlarmIdentifier" },
  E3663: {
    about: 'Lambda reserves this name of an environment variable',
    paths: ['Resources/AWS::Lambda::Function/Properties/Environment'],
    schema: { properties: { Variables: { properties: Object.fromEntries(RESERVED_VARIABLES.map((name) => [name, false])) } } },
  },
  E3671: [
    volume('io1', 100, 64000, ['Iops'], 'a volume of type io1 needs Iops, 100 to 64000'),
    volume('io2', 100, 256000, ['Iops'], 'a volume of type io2 needs Iops, 100 to 256000'),
    volume('gp3', 3000, 80000, [], 'a volume of type gp3 has 3000 to 80000 Iops'),
  ],
  E3674: { about: 'with PrivateIpAddress no other address can be the primary one' },
  E3676: { about: 'a listener for HTTPS or TLS needs Certificates' },
  E3677: { about: 'code given as ZipFile needs a runtime of Node.js or Python' },
  E3678: { about: 'code given as ZipFile needs a Runtime' },
  E3679: { about: 'a listener for HTTPS or SSL needs an SSLCertificateId' },
  E3680: { about: 'an application load balancer needs two subnets, in two zones (one suffices on an Outpost alone)', warning: true },
  E3681: [
    {
      about: 'a target group of functions has no port, protocol or VPC',
      schema: when(is('TargetType', 'lambda'), {
        properties: Object.fromEntries(['HealthCheckPort', 'HealthCheckProtocol', 'Port', 'Protocol', 'ProtocolVersion', 'VpcId']
          .map((name) => [name, false])),
      }),
    },
    {
      about: 'a target group of instances, addresses or load balancers needs Port, Protocol and VpcId',
      schema: when(is('TargetType', 'instance', 'ip', 'alb'), { required: ['Port', 'Protocol', 'VpcId'] }),
    },
  ],
  E3682: { about: "an instance of Aurora has the cluster's storage, password and protection: set them there" },
  E3683: { about: "a target group with the protocol 'GENEVE' has the port 6081" },
  E3684: { about: 'Matcher and ProtocolVersion need a health check by HTTP or HTTPS' },
  E3685: { about: "a function of the PackageType 'Image' takes no Handler, Runtime or Layers: the image holds them" },
  E3686: [
    {
      about: "ScalingConfiguration is for the EngineMode 'serverless' alone",
      schema: when({ properties: { EngineMode: { enum: ['provisioned'] } } }, { properties: { ScalingConfiguration: false } }),
    },
    {
      about: "the EngineMode 'serverless' takes no ServerlessV2ScalingConfiguration",
      schema: when(is('EngineMode', 'serverless'), { properties: { ServerlessV2ScalingConfiguration: false } }),
    },
  ],
  E3687: { about: 'rules for TCP, UDP and ICMP need FromPort and ToPort' },
  // A type of ICMP stands in FromPort, and -1 in ToPort is each of its codes. Other protocols than these
  // have no ports: what is given is ignored.
  E3688: {
    about: 'FromPort and ToPort are both -1 or neither is',
    schema: {
      if: { properties: { IpProtocol: { enum: ['1', 'icmp', '58', 'icmpv6'] } }, required: ['IpProtocol'] },
      then: bothPorts('FromPort', 'ToPort'),
      else: when(is('IpProtocol', '6', 'tcp', '17', 'udp'), {
        ...bothPorts('ToPort', 'FromPort'), allOf: [bothPorts('FromPort', 'ToPort')],
      }),
    },
  },
  E3689: { about: 'MonitoringRoleArn and a MonitoringInterval above 0 need each other' },
  // That its instances alone are public is an error of RDS, and one of our own rules.
  E3693: {
    about: "Aurora's clusters size their own storage and take no AllocatedStorage, Iops or DBClusterInstanceClass",
    warning: true,
    schema: when(is('Engine', 'aurora-mysql', 'aurora-postgresql'), {
      properties: {
        ...Object.fromEntries(['AllocatedStorage', 'DBClusterInstanceClass', 'Iops'].map((name) => [name, false])),
        StorageType: { if: true, then: { enum: ['aurora', 'aurora-iopt1'] } },
      },
    }),
  },
  E3695: {
    about: "Engine is 'memcached', 'redis' or 'valkey'",
    schema: { properties: { Engine: { enumCaseInsensitive: ['memcached', 'redis', 'valkey'] } } },
  },
  E3696: { about: "SystemLogLevel needs the LogFormat 'JSON'" },
  E3704: { about: "the engine 'valkey' needs TransitEncryptionEnabled" },
  E3715: { about: "without Ebs, VirtualName is 'ephemeral0' to 'ephemeral23'" },
  E3718: { about: 'AuthorizerResultTtlInSeconds is at most 3600' },
  E3719: [
    {
      about: 'an instance of a cluster has the BackupRetentionPeriod of that cluster',
      schema: when({ required: ['DBClusterIdentifier'] }, { properties: { BackupRetentionPeriod: false } }),
    },
    { about: 'BackupRetentionPeriod is at most 35 days', schema: { properties: { BackupRetentionPeriod: { maximum: 35 } } } },
  ],
  E3720: {
    about: 'KmsKeyId needs StorageEncrypted',
    schema: when({
      required: ['KmsKeyId', 'Engine'],
      properties: {
        Engine: { pattern: '^(?!custom-|aurora).*$' },
        ...Object.fromEntries(['DBClusterIdentifier', 'DBSnapshotIdentifier', 'SourceDBClusterIdentifier',
          'SourceDBInstanceAutomatedBackupsArn', 'SourceDBInstanceIdentifier', 'SourceDbiResourceId'].map((name) => [name, false])),
      },
    }, { required: ['StorageEncrypted'], properties: { StorageEncrypted: { enumCaseInsensitive: ['true'] } } }),
    paths: [`Resources/${RDS_INSTANCE}/Properties`],
  },
  E3721: { about: "ReplicaMode is 'mounted' or 'open-read-only' with Oracle and Db2" },
  W3687: {
    about: 'the protocol has no ports: FromPort and ToPort are ignored',
    warning: true,
    schema: when({
      required: ['IpProtocol'],
      properties: { IpProtocol: { not: { enumCaseInsensitive: ['1', 'icmp', '6', 'tcp', '17', 'udp', '58', 'icmpv6'] } } },
    }, { properties: { FromPort: false, ToPort: false } }),
  },
  W3688: { about: 'a cluster restored from a snapshot has the MasterUsername of that snapshot', warning: true },
  W3689: { about: 'a cluster restored from another has its user, password and encryption', warning: true },
  W3693: { about: "Performance Insights are not for the EngineMode 'serverless'", warning: true },
  W3703: {
    about: "Type is 'ipsec.1'",
    warning: true,
    paths: ['Resources/AWS::EC2::VPNGateway/Properties'],
    schema: { properties: { Type: { enum: ['ipsec.1'] } } },
  },
};
