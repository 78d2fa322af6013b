import type { StoreType } from "./table";

/** Every resource of AWS has tags, which are updated, and a region, which is where it is. */
function awsStore(source: string, replaces: readonly string[], updates: readonly string[]): StoreType {
  return {
    source: `terraform-provider-aws ${source}`,
    replaces: ["region", ...replaces],
    updates: ["tags", "tagsAll", ...updates],
  };
}

/** A store of which nothing is written down here: whatever changes may replace it. */
const unlisted = awsStore("(not looked up)", [], []);

const rdsAndDocumentDbCluster = {
  replaces: [
    ...["availabilityZones", "clusterIdentifier", "clusterIdentifierPrefix", "dbSubnetGroupName", "engine"],
    ...["kmsKeyId", "masterUsername", "restoreToPointInTime", "storageEncrypted"],
  ],
  updates: [
    ...[
      "allowMajorVersionUpgrade",
      "applyImmediately",
      "backupRetentionPeriod",
      "dbClusterParameterGroupName",
    ],
    ...["deletionProtection", "enabledCloudwatchLogsExports", "engineVersion", "finalSnapshotIdentifier"],
    ...["globalClusterIdentifier", "manageMasterUserPassword", "masterPassword", "masterPasswordWo"],
    ...["masterPasswordWoVersion", "networkType", "preferredBackupWindow", "preferredMaintenanceWindow"],
    ...["skipFinalSnapshot", "vpcSecurityGroupIds"],
  ],
};

const globalCluster = {
  replaces: ["databaseName", "engine", "globalClusterIdentifier", "storageEncrypted"],
  updates: ["deletionProtection", "engineVersion", "forceDestroy"],
};

const databases: Readonly<Record<string, StoreType>> = {
  "aws:rds/cluster:Cluster": awsStore(
    "internal/service/rds/cluster.go",
    [
      ...rdsAndDocumentDbCluster.replaces,
      ...["clusterScalabilityType", "databaseName", "dbSystemId", "engineMode", "sourceRegion"],
    ],
    [
      ...rdsAndDocumentDbCluster.updates,
      ...["backtrackWindow", "caCertificateIdentifier", "copyTagsToSnapshot", "databaseInsightsMode"],
      ...["dbClusterInstanceClass", "dbInstanceParameterGroupName", "deleteAutomatedBackups", "domain"],
      ...["domainIamRoleName", "enableGlobalWriteForwarding", "enableHttpEndpoint"],
      ...[
        "enableLocalWriteForwarding",
        "engineLifecycleSupport",
        "iamDatabaseAuthenticationEnabled",
        "iamRoles",
      ],
      ...[
        "masterUserSecretKmsKeyId",
        "monitoringInterval",
        "monitoringRoleArn",
        "performanceInsightsEnabled",
      ],
      ...["performanceInsightsKmsKeyId", "performanceInsightsRetentionPeriod", "port"],
      ...["replicationSourceIdentifier", "scalingConfiguration", "serverlessv2ScalingConfiguration"],
    ],
  ),
  "aws:rds/clusterInstance:ClusterInstance": awsStore(
    "website/docs/r/rds_cluster_instance.html.markdown",
    [
      "availabilityZone",
      "clusterIdentifier",
      "dbSubnetGroupName",
      "engine",
      "identifier",
      "identifierPrefix",
    ],
    [
      ...["applyImmediately", "autoMinorVersionUpgrade", "caCertIdentifier", "copyTagsToSnapshot"],
      ...[
        "dbParameterGroupName",
        "engineVersion",
        "instanceClass",
        "monitoringInterval",
        "monitoringRoleArn",
      ],
      ...["performanceInsightsEnabled", "performanceInsightsRetentionPeriod", "preferredBackupWindow"],
      ...["preferredMaintenanceWindow", "promotionTier", "publiclyAccessible"],
    ],
  ),
  "aws:rds/globalCluster:GlobalCluster": awsStore(
    "website/docs/r/rds_global_cluster.html.markdown",
    globalCluster.replaces,
    globalCluster.updates,
  ),
  "aws:rds/instance:Instance": unlisted,
  "aws:docdb/cluster:Cluster": awsStore(
    "internal/service/docdb/cluster.go",
    [...rdsAndDocumentDbCluster.replaces, "port"],
    [...rdsAndDocumentDbCluster.updates, "storageType"],
  ),
  "aws:docdb/clusterInstance:ClusterInstance": awsStore(
    "website/docs/r/docdb_cluster_instance.html.markdown",
    ["identifier", "identifierPrefix"],
    [
      ...["applyImmediately", "autoMinorVersionUpgrade", "caCertIdentifier", "copyTagsToSnapshot"],
      ...["enablePerformanceInsights", "instanceClass", "preferredMaintenanceWindow", "promotionTier"],
    ],
  ),
  "aws:docdb/globalCluster:GlobalCluster": awsStore(
    "website/docs/r/docdb_global_cluster.html.markdown",
    globalCluster.replaces,
    ["deletionProtection", "engineVersion"],
  ),
  "aws:dynamodb/table:Table": awsStore(
    "website/docs/r/dynamodb_table.html.markdown",
    ["hashKey", "localSecondaryIndexes", "name", "rangeKey"],
    [
      ...["billingMode", "deletionProtectionEnabled", "globalSecondaryIndexes", "onDemandThroughput"],
      ...[
        "pointInTimeRecovery",
        "readCapacity",
        "serverSideEncryption",
        "streamEnabled",
        "tableClass",
        "ttl",
      ],
      "writeCapacity",
    ],
  ),
};

const caches: Readonly<Record<string, StoreType>> = {
  "aws:elasticache/replicationGroup:ReplicationGroup": awsStore(
    "internal/service/elasticache/replication_group.go",
    [
      ...[
        "atRestEncryptionEnabled",
        "dataTieringEnabled",
        "globalReplicationGroupId",
        "kmsKeyId",
        "networkType",
      ],
      ...[
        "port",
        "replicationGroupId",
        "securityGroupNames",
        "snapshotArns",
        "snapshotName",
        "subnetGroupName",
      ],
    ],
    [
      ...["applyImmediately", "authToken", "authTokenUpdateStrategy", "autoMinorVersionUpgrade"],
      ...["automaticFailoverEnabled", "clusterMode", "description", "finalSnapshotIdentifier", "ipDiscovery"],
      ...[
        "logDeliveryConfigurations",
        "maintenanceWindow",
        "multiAzEnabled",
        "nodeType",
        "notificationTopicArn",
      ],
      ...[
        "numCacheClusters",
        "numNodeGroups",
        "parameterGroupName",
        "replicasPerNodeGroup",
        "securityGroupIds",
      ],
      ...["snapshotRetentionLimit", "snapshotWindow", "transitEncryptionMode", "userGroupIds"],
    ],
  ),
  "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": awsStore(
    "internal/service/elasticache/global_replication_group.go",
    ["globalReplicationGroupIdSuffix", "primaryReplicationGroupId"],
    ["automaticFailoverEnabled", "cacheNodeType", "engineVersion", "globalReplicationGroupDescription"],
  ),
  "aws:elasticache/cluster:Cluster": unlisted,
  "aws:elasticache/serverlessCache:ServerlessCache": unlisted,
};

const files: Readonly<Record<string, StoreType>> = {
  "aws:s3/bucket:Bucket": awsStore(
    "internal/service/s3/bucket.go",
    ["bucket", "bucketPrefix", "objectLockEnabled"],
    ["forceDestroy"],
  ),
  "aws:s3/bucketV2:BucketV2": unlisted,
  "aws:efs/fileSystem:FileSystem": awsStore(
    "internal/service/efs/file_system.go",
    ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"],
    ["lifecyclePolicies", "protection", "provisionedThroughputInMibps", "throughputMode"],
  ),
  "aws:ebs/volume:Volume": unlisted,
  "aws:ecr/repository:Repository": unlisted,
  "aws:backup/vault:Vault": awsStore(
    "internal/service/backup/vault.go",
    ["kmsKeyArn", "name"],
    ["forceDestroy"],
  ),
  "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": unlisted,
};

const messages: Readonly<Record<string, StoreType>> = {
  "aws:sqs/queue:Queue": awsStore(
    "internal/service/sqs/queue.go",
    ["fifoQueue", "name", "namePrefix"],
    [
      ...["contentBasedDeduplication", "deduplicationScope", "delaySeconds", "fifoThroughputLimit"],
      ...[
        "kmsDataKeyReusePeriodSeconds",
        "kmsMasterKeyId",
        "maxMessageSize",
        "messageRetentionSeconds",
        "policy",
      ],
      ...["receiveWaitTimeSeconds", "redriveAllowPolicy", "redrivePolicy", "sqsManagedSseEnabled"],
      "visibilityTimeoutSeconds",
    ],
  ),
  "aws:sns/topic:Topic": awsStore(
    "internal/service/sns/topic.go",
    ["fifoTopic", "name", "namePrefix"],
    [
      "contentBasedDeduplication",
      "deliveryPolicy",
      "displayName",
      "kmsMasterKeyId",
      "policy",
      "tracingConfig",
    ],
  ),
  "aws:cloudwatch/eventArchive:EventArchive": awsStore(
    "internal/service/events/archive.go",
    ["eventSourceArn", "name"],
    ["description", "eventPattern", "kmsKeyIdentifier", "retentionDays"],
  ),
  "aws:kinesis/stream:Stream": unlisted,
};

const secrets: Readonly<Record<string, StoreType>> = {
  "aws:kms/key:Key": awsStore(
    "internal/service/kms/key.go",
    ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
    [
      ...["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays", "description", "enableKeyRotation"],
      ...["isEnabled", "policy", "rotationPeriodInDays"],
    ],
  ),
  "aws:kms/replicaKey:ReplicaKey": unlisted,
  "aws:secretsmanager/secret:Secret": awsStore(
    "internal/service/secretsmanager/secret.go",
    ["name", "namePrefix"],
    ["description", "forceOverwriteReplicaSecret", "kmsKeyId", "policy", "recoveryWindowInDays", "replicas"],
  ),
  "aws:ssm/parameter:Parameter": unlisted,
  "aws:cognito/userPool:UserPool": unlisted,
};

/** The stores of AWS. */
export const awsStores: Readonly<Record<string, StoreType>> = {
  ...databases,
  ...caches,
  ...files,
  ...messages,
  ...secrets,
  "aws:cloudwatch/logGroup:LogGroup": awsStore(
    "internal/service/logs/group.go",
    ["logGroupClass", "name", "namePrefix"],
    ["kmsKeyId", "retentionInDays", "skipDestroy"],
  ),
  "aws:eks/cluster:Cluster": awsStore(
    "internal/service/eks/cluster.go",
    [
      ...["accessConfig.bootstrapClusterCreatorAdminPermissions", "bootstrapSelfManagedAddons"],
      ...["kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr", "name"],
      ...["outpostConfig.controlPlaneInstanceType", "remoteNetworkConfig", "roleArn"],
    ],
    [
      ...["accessConfig", "computeConfig.enabled", "computeConfig.nodePools", "enabledClusterLogTypes"],
      ...[
        "kubernetesNetworkConfig.elasticLoadBalancing",
        "storageConfig",
        "upgradePolicy",
        "version",
        "vpcConfig",
      ],
      "zonalShiftConfig",
    ],
  ),
  "aws:route53/zone:Zone": unlisted,
};
