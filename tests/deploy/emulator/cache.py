"""ElastiCache: moto's CloudFormation does not know it; its clusters have no nodes or addresses."""

from .kinds import Kind

KINDS = {
    "AWS::ElastiCache::SubnetGroup": Kind(
        "elasticache", "create_cache_subnet_group", ref="properties.CacheSubnetGroupName",
        rename={"Description": "CacheSubnetGroupDescription"}, named="CacheSubnetGroupName",
    ),
    "AWS::ElastiCache::CacheCluster": Kind(
        "elasticache", "create_cache_cluster", ref="properties.ClusterName",
        rename={"ClusterName": "CacheClusterId", "VpcSecurityGroupIds": "SecurityGroupIds"},
        named="ClusterName",
        attributes={"RedisEndpoint.Port": "to_string(properties.Port || `6379`)"},
        key={"CacheClusterId": "ref"}, delete="delete_cache_cluster",
    ),
    "AWS::ElastiCache::ReplicationGroup": Kind(
        "elasticache", "create_replication_group", ref="properties.ReplicationGroupId",
        named="ReplicationGroupId",
        attributes={"PrimaryEndPoint.Port": "to_string(properties.Port || `6379`)"},
        key={"ReplicationGroupId": "ref"}, delete="delete_replication_group",
    ),
    "AWS::ElastiCache::User": Kind(
        "elasticache", "create_user", ref="properties.UserId", named="UserId",
        attributes={"Arn": "response.ARN"}, key={"UserId": "ref"}, delete="delete_user",
    ),
}
