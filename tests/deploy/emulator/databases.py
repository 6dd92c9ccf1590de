"""Databases, their secrets and global tables: moto's CloudFormation lacks or drops most of them."""

import json

from .kinds import Kind


def _instance(properties):
    """CloudFormation and RDS name the security groups differently."""
    wanted = dict(properties)
    wanted["VpcSecurityGroupIds"] = wanted.pop("VPCSecurityGroups", [])
    return wanted


def _delete_instance(resource):
    """Lifts the protection first, as its owner must."""
    instance = {"DBInstanceIdentifier": resource.physical_resource_id}
    resource.call("modify_db_instance", {**instance, "DeletionProtection": False})
    resource.call("delete_db_instance", {**instance, "SkipFinalSnapshot": True})


def _secret(properties):
    """The password that CloudFormation has Secrets Manager make up."""
    wanted = dict(properties)
    if made := wanted.pop("GenerateSecretString", None):
        fields = json.loads(made.get("SecretStringTemplate", "{}"))
        wanted["SecretString"] = {**fields, made.get("GenerateStringKey", "password"): "made-up"}
    return wanted


def _delete_secret(resource):
    """Deletes it at once, as CloudFormation does."""
    resource.call(
        "delete_secret",
        {"SecretId": resource.physical_resource_id, "ForceDeleteWithoutRecovery": True},
    )


def _table(properties):
    """The table in the stack's own region; the others have none."""
    wanted = {name: value for name, value in properties.items() if name != "Replicas"}
    if stream := properties.get("StreamSpecification"):
        wanted["StreamSpecification"] = {**stream, "StreamEnabled": True}
    return wanted


KINDS = {
    "AWS::RDS::DBInstance": Kind(
        "rds", "create_db_instance", ref="properties.DBInstanceIdentifier",
        named="DBInstanceIdentifier", arguments=_instance,
        attributes={"DBInstanceArn": "response.DBInstance.DBInstanceArn",
                    "Endpoint.Address": "response.DBInstance.Endpoint.Address",
                    "Endpoint.Port": "to_string(response.DBInstance.Endpoint.Port)"},
        delete=_delete_instance,
    ),
    "AWS::RDS::DBParameterGroup": Kind(
        "rds", "create_db_parameter_group", ref="properties.DBParameterGroupName",
        rename={"Family": "DBParameterGroupFamily"}, named="DBParameterGroupName",
        key={"DBParameterGroupName": "ref"}, delete="delete_db_parameter_group",
    ),
    "AWS::RDS::DBSubnetGroup": Kind(
        "rds", "create_db_subnet_group", ref="properties.DBSubnetGroupName",
        named="DBSubnetGroupName", key={"DBSubnetGroupName": "ref"},
        delete="delete_db_subnet_group",
    ),
    "AWS::SecretsManager::Secret": Kind(
        "secretsmanager", "create_secret", ref="response.ARN", named="Name", arguments=_secret,
        delete=_delete_secret,
    ),
    "AWS::DynamoDB::GlobalTable": Kind(
        "dynamodb", "create_table", ref="properties.TableName", named="TableName",
        arguments=_table,
        attributes={"Arn": "response.TableDescription.TableArn",
                    "StreamArn": "response.TableDescription.LatestStreamArn"},
        key={"TableName": "ref"}, delete="delete_table",
    ),
}
