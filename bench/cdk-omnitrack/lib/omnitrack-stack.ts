import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { cacheHealthCode } from './cache-health';

const redisPort = 6379;

/** Everything that the infrastructure summary lists, in one stack. */
export class OmniTrackStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const vpc = this.network();
    this.data();
    this.identity();
    this.storage();
    const lambdaLogs = this.applicationLogs();
    this.restApi();
    this.webSocketApi();
    this.cache(vpc, lambdaLogs);
  }

  /** Three zones without naming an account: the tokens of Fn::GetAZs, not a look-up. */
  override get availabilityZones(): string[] {
    return [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs()));
  }

  private export(name: string, exportName: string, description: string, value: string): void {
    new CfnOutput(this, name, { value, description, exportName: `OmniTrack-${exportName}` });
  }

  private logGroup(id: string, logGroupName?: string): logs.LogGroup {
    return new logs.LogGroup(this, id, {
      logGroupName,
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private network(): ec2.Vpc {
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/16'),
      maxAzs: 3,
      natGateways: 3,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      subnetConfiguration: [
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
      ],
    });
    const flowLogRole = new iam.Role(this, 'VpcFlowLogRole', {
      assumedBy: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com'),
    });
    vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(
        this.logGroup('VpcFlowLogGroup'),
        flowLogRole,
      ),
      trafficType: ec2.FlowLogTrafficType.ALL,
    });
    this.export('VpcId', 'VpcId', 'VPC identifier', vpc.vpcId);
    return vpc;
  }

  private data(): void {
    const string = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
    const table = new dynamodb.Table(this, 'MainTable', {
      tableName: 'omnitrack-main',
      partitionKey: string('PK'),
      sortKey: string('SK'),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const indexName of ['GSI1', 'GSI2']) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: string(`${indexName}PK`),
        sortKey: string(`${indexName}SK`),
        projectionType: dynamodb.ProjectionType.ALL,
      });
    }
    this.export('DynamoDBTableName', 'TableName', 'Main table name', table.tableName);
    this.export('DynamoDBTableArn', 'TableArn', 'Main table ARN', table.tableArn);
  }

  private identity(): void {
    const pool = new cognito.UserPool(this, 'UserPool', {
      userPoolName: 'omnitrack-users',
      selfSignUpEnabled: true,
      signInAliases: { email: true, username: true },
      autoVerify: { email: true },
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
      },
      customAttributes: {
        role: new cognito.StringAttribute({ mutable: true }),
        organization: new cognito.StringAttribute({ mutable: true }),
      },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { sms: true, otp: true },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const client = pool.addClient('WebClient', {
      userPoolClientName: 'omnitrack-web-client',
      authFlows: { userPassword: true, userSrp: true, custom: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
    });
    this.export('UserPoolId', 'UserPoolId', 'Cognito User Pool ID', pool.userPoolId);
    this.export('UserPoolClientId', 'UserPoolClientId', 'User Pool Client ID', client.userPoolClientId);
    this.export('UserPoolArn', 'UserPoolArn', 'User Pool ARN', pool.userPoolArn);
  }

  private storage(): void {
    const bucket = (id: string, name: string, lifecycleRules: s3.LifecycleRule[]) =>
      new s3.Bucket(this, id, {
        bucketName: `omnitrack-${name}-${this.account}-${this.region}`,
        encryption: s3.BucketEncryption.S3_MANAGED,
        blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
        versioned: true,
        enforceSSL: true,
        lifecycleRules,
        removalPolicy: RemovalPolicy.RETAIN,
      });
    const snapshots = bucket('DigitalTwinBucket', 'digital-twin', [
      {
        id: 'DeleteOldSnapshots',
        expiration: Duration.days(90),
        noncurrentVersionExpiration: Duration.days(30),
      },
    ]);
    const models = bucket('ModelArtifactsBucket', 'model-artifacts', [
      {
        id: 'TransitionOldModels',
        transitions: [
          { storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
          { storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(90) },
        ],
      },
    ]);
    this.export('DigitalTwinBucketName', 'DigitalTwinBucket', 'Digital twin S3 bucket', snapshots.bucketName);
    this.export('ModelArtifactsBucketName', 'ModelArtifactsBucket', 'Model artifacts S3 bucket', models.bucketName);
  }

  private applicationLogs(): logs.LogGroup {
    const application = this.logGroup('ApplicationLogGroup', '/aws/omnitrack/application');
    this.export('ApplicationLogGroupName', 'AppLogGroup', 'App log group', application.logGroupName);
    return this.logGroup('LambdaLogGroup', '/aws/lambda/omnitrack');
  }

  private restApi(): void {
    const accessLogs = this.logGroup('ApiGatewayAccessLogs', '/aws/apigateway/omnitrack-api');
    const api = new apigateway.RestApi(this, 'RestApi', {
      restApiName: 'omnitrack-api',
      cloudWatchRole: true,
      deployOptions: {
        stageName: 'prod',
        tracingEnabled: true,
        loggingLevel: apigateway.MethodLoggingLevel.INFO,
        dataTraceEnabled: true,
        metricsEnabled: true,
        accessLogDestination: new apigateway.LogGroupLogDestination(accessLogs),
        accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
      },
      defaultCorsPreflightOptions: {
        allowOrigins: apigateway.Cors.ALL_ORIGINS,
        allowMethods: apigateway.Cors.ALL_METHODS,
        allowHeaders: apigateway.Cors.DEFAULT_HEADERS,
        allowCredentials: true,
      },
    });
    for (const path of [
      'auth',
      'digital-twin',
      'scenarios',
      'alerts',
      'marketplace',
      'sustainability',
    ]) {
      api.root.addResource(path);
    }
    this.export('RestApiUrl', 'RestApiUrl', 'REST API endpoint', api.url);
    this.export('RestApiId', 'RestApiId', 'REST API ID', api.restApiId);
  }

  private webSocketApi(): void {
    const accessLogs = this.logGroup('WebSocketAccessLogs', '/aws/apigateway/omnitrack-websocket');
    const api = new apigatewayv2.WebSocketApi(this, 'WebSocketApi', {
      apiName: 'omnitrack-websocket-api',
      routeSelectionExpression: '$request.body.action',
    });
    const stage = new apigatewayv2.WebSocketStage(this, 'WebSocketStage', {
      webSocketApi: api,
      stageName: 'prod',
      autoDeploy: true,
      throttle: { burstLimit: 5000, rateLimit: 2000 },
    });
    const cfnStage = stage.node.defaultChild as apigatewayv2.CfnStage;
    cfnStage.defaultRouteSettings = {
      throttlingBurstLimit: 5000,
      throttlingRateLimit: 2000,
      dataTraceEnabled: true,
      loggingLevel: 'INFO',
    };
    cfnStage.accessLogSettings = {
      destinationArn: accessLogs.logGroupArn,
      format: this.toJsonString({
        requestId: '$context.requestId',
        ip: '$context.identity.sourceIp',
        requestTime: '$context.requestTime',
        routeKey: '$context.routeKey',
        status: '$context.status',
      }),
    };
    this.export('WebSocketApiId', 'WebSocketApiId', 'WebSocket API ID', api.apiId);
    this.export('WebSocketApiUrl', 'WebSocketApiUrl', 'WebSocket endpoint', stage.url);
  }

  private cache(vpc: ec2.Vpc, lambdaLogs: logs.LogGroup): void {
    const redisGroup = new ec2.SecurityGroup(this, 'RedisSecurityGroup', {
      vpc,
      description: 'Redis: port 6379 from the VPC',
      allowAllOutbound: true,
    });
    redisGroup.addIngressRule(
      ec2.Peer.ipv4(vpc.vpcCidrBlock),
      ec2.Port.tcp(redisPort),
      'Redis from the VPC',
    );
    const subnets = new elasticache.CfnSubnetGroup(this, 'RedisSubnetGroup', {
      description: 'The private subnets of all three zones',
      subnetIds: vpc.privateSubnets.map((subnet) => subnet.subnetId),
    });
    const parameters = new elasticache.CfnParameterGroup(this, 'RedisParameterGroup', {
      cacheParameterGroupFamily: 'redis7',
      description: 'Evict the least recently used keys; close idle connections',
      properties: { 'maxmemory-policy': 'allkeys-lru', timeout: '300' },
    });
    const cluster = new elasticache.CfnCacheCluster(this, 'RedisCluster', {
      clusterName: 'omnitrack-redis-cluster',
      engine: 'redis',
      engineVersion: '7.0',
      cacheNodeType: 'cache.t3.micro',
      numCacheNodes: 1,
      port: redisPort,
      autoMinorVersionUpgrade: true,
      cacheSubnetGroupName: subnets.ref,
      cacheParameterGroupName: parameters.ref,
      vpcSecurityGroupIds: [redisGroup.securityGroupId],
      snapshotRetentionLimit: 5,
      snapshotWindow: '03:00-04:00',
      preferredMaintenanceWindow: 'sun:05:00-sun:06:00',
    });

    const role = new iam.Role(this, 'LambdaExecutionRole', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [
        iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole'),
      ],
    });
    const functionGroup = new ec2.SecurityGroup(this, 'LambdaSecurityGroup', {
      vpc,
      description: 'Functions that reach Redis',
      allowAllOutbound: true,
    });
    new lambda.Function(this, 'CacheHealthFunction', {
      functionName: 'omnitrack-cache-health',
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: 'index.handler',
      code: lambda.Code.fromInline(cacheHealthCode),
      role,
      logGroup: lambdaLogs,
      timeout: Duration.seconds(10),
      environment: {
        REDIS_HOST: cluster.attrRedisEndpointAddress,
        REDIS_PORT: cluster.attrRedisEndpointPort,
      },
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroups: [functionGroup],
    });

    this.export('RedisClusterEndpoint', 'RedisEndpoint', 'Redis cluster endpoint address', cluster.attrRedisEndpointAddress);
    this.export('RedisClusterPort', 'RedisPort', 'Redis cluster port', cluster.attrRedisEndpointPort);
    this.export('RedisSecurityGroupId', 'RedisSecurityGroup', 'Security group ID', redisGroup.securityGroupId);
  }
}
