"""Buckets, tables and log groups: moto's CloudFormation drops most of what their properties say."""

import json

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3 import models

from .kinds import Kind


def bucket_permission(bucket, action, resource):
    """It denies what a statement of a bucket's policy denies under a condition, met or not."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy)
    policy["Statement"] = [each for each in policy["Statement"] if "Condition" not in each]
    return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)


PATCHES = [(models.FakeBucket, "get_permission", bucket_permission)]


def _lifecycle_rule(rule):
    """S3's form of a rule: days are nested, and a filter must be there."""
    wanted = {"ID": rule.get("Id"), "Status": rule["Status"], "Filter": {"Prefix": ""}}
    if "Prefix" in rule:
        wanted["Filter"] = {"Prefix": rule["Prefix"]}
    if "ExpirationInDays" in rule:
        wanted["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "Transitions" in rule:
        wanted["Transitions"] = [
            {"StorageClass": step["StorageClass"], "Days": step["TransitionInDays"]}
            for step in rule["Transitions"]
        ]
    for name in ("NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"):
        if name in rule:
            wanted[name] = rule[name]
    return wanted


def _bucket_settings(resource):
    bucket, stated = resource.physical_resource_id, resource.properties

    def put(operation, member, value):
        resource.call(operation, {"Bucket": bucket, member: value})

    if versioning := stated.get("VersioningConfiguration"):
        put("put_bucket_versioning", "VersioningConfiguration", versioning)
    if access := stated.get("PublicAccessBlockConfiguration"):
        put("put_public_access_block", "PublicAccessBlockConfiguration", access)
    if encryption := stated.get("BucketEncryption"):
        rules = [
            {
                "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
                "BucketKeyEnabled": rule.get("BucketKeyEnabled", False),
            }
            for rule in encryption["ServerSideEncryptionConfiguration"]
        ]
        put("put_bucket_encryption", "ServerSideEncryptionConfiguration", {"Rules": rules})
    if ownership := stated.get("OwnershipControls"):
        put("put_bucket_ownership_controls", "OwnershipControls", ownership)
    if lifecycle := stated.get("LifecycleConfiguration"):
        rules = [_lifecycle_rule(rule) for rule in lifecycle["Rules"]]
        put("put_bucket_lifecycle_configuration", "LifecycleConfiguration", {"Rules": rules})
    if tags := stated.get("Tags"):
        put("put_bucket_tagging", "Tagging", {"TagSet": tags})


def _place(properties):
    """S3 wants the region named, except in us-east-1, where the tests run."""
    return {"Bucket": properties["BucketName"]}


def _table_settings(resource):
    table = {"TableName": resource.physical_resource_id}
    if recovery := resource.properties.get("PointInTimeRecoverySpecification"):
        resource.call(
            "update_continuous_backups", {**table, "PointInTimeRecoverySpecification": recovery}
        )
    if expiry := resource.properties.get("TimeToLiveSpecification"):
        resource.call("update_time_to_live", {**table, "TimeToLiveSpecification": expiry})


def _encrypted(properties):
    """CloudFormation and DynamoDB name the switches of encryption and of a stream differently."""
    wanted = dict(properties)
    if encryption := properties.get("SSESpecification"):
        wanted["SSESpecification"] = {**encryption, "Enabled": encryption["SSEEnabled"]}
    if stream := properties.get("StreamSpecification"):
        wanted["StreamSpecification"] = {**stream, "StreamEnabled": True}
    return wanted


def _retention(resource):
    group = {"logGroupName": resource.physical_resource_id}
    if days := resource.properties.get("RetentionInDays"):
        resource.call("put_retention_policy", {**group, "retentionInDays": days})
    else:
        resource.call("delete_retention_policy", group)


KINDS = {
    "AWS::S3::Bucket": Kind(
        "s3", "create_bucket", ref="properties.BucketName", named="BucketName", arguments=_place,
        attributes={
            "Arn": "join('', ['arn:aws:s3:::', ref])",
            "DomainName": "join('', [ref, '.s3.amazonaws.com'])",
            "RegionalDomainName": "join('', [ref, '.s3.', region, '.amazonaws.com'])",
        },
        key={"Bucket": "ref"}, delete="delete_bucket", follow=(_bucket_settings,),
    ),
    "AWS::S3::BucketPolicy": Kind(
        "s3", "put_bucket_policy", ref="properties.Bucket",
        rename={"PolicyDocument": "Policy"},
        key={"Bucket": "properties.Bucket"}, update="put_bucket_policy",
        delete="delete_bucket_policy",
    ),
    "AWS::DynamoDB::Table": Kind(
        "dynamodb", "create_table", ref="properties.TableName", named="TableName",
        arguments=_encrypted,
        attributes={"Arn": "response.TableDescription.TableArn",
                    "StreamArn": "response.TableDescription.LatestStreamArn"},
        key={"TableName": "ref"}, delete="delete_table", follow=(_table_settings,),
    ),
    "AWS::Logs::LogGroup": Kind(
        "logs", "create_log_group", ref="properties.LogGroupName", named="LogGroupName",
        attributes={
            "Arn": "join('', ['arn:aws:logs:', region, ':123456789012:log-group:', ref, ':*'])"
        },
        key={"logGroupName": "ref"}, delete="delete_log_group", follow=(_retention,),
    ),
}
