"""EC2 networks: moto's CloudFormation drops DNS settings, tags, rules' descriptions and more."""

from .kinds import Kind


def _tags(resource):
    if tags := resource.properties.get("Tags"):
        resource.call("create_tags", {"Resources": [_id(resource)], "Tags": tags})


def _id(resource):
    """An address is referred to by its IP but tagged by its allocation."""
    return resource.response.get("AllocationId") or resource.physical_resource_id


def _vpc_dns(resource):
    for setting in ("EnableDnsSupport", "EnableDnsHostnames"):
        if setting in resource.properties:
            resource.call(
                "modify_vpc_attribute",
                {
                    "VpcId": resource.physical_resource_id,
                    setting: {"Value": resource.properties[setting]},
                },
            )


def _public_addresses(resource):
    if "MapPublicIpOnLaunch" in resource.properties:
        resource.call(
            "modify_subnet_attribute",
            {
                "SubnetId": resource.physical_resource_id,
                "MapPublicIpOnLaunch": {"Value": resource.properties["MapPublicIpOnLaunch"]},
            },
        )


def _permission(rule):
    """The API's form of a security group's rule."""
    permission = {"IpProtocol": str(rule["IpProtocol"])}
    if permission["IpProtocol"] != "-1":
        permission |= {port: rule[port] for port in ("FromPort", "ToPort") if port in rule}
    said = {"Description": rule["Description"]} if "Description" in rule else {}
    peers = {
        "CidrIp": ("IpRanges", "CidrIp"),
        "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
        "SourceSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
        "DestinationSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
        "SourcePrefixListId": ("PrefixListIds", "PrefixListId"),
        "DestinationPrefixListId": ("PrefixListIds", "PrefixListId"),
    }
    for given, (wanted, member) in peers.items():
        if given in rule:
            permission[wanted] = [{member: rule[given], **said}]
    return permission


def _group_rules(resource):
    """Replaces all rules: also the outbound one of a new group, if egress is stated."""
    group = {"GroupId": resource.physical_resource_id}
    present = resource.call("describe_security_groups", {"GroupIds": [group["GroupId"]]})
    present = present["SecurityGroups"][0]
    for stated, held, direction in (
        ("SecurityGroupIngress", "IpPermissions", "ingress"),
        ("SecurityGroupEgress", "IpPermissionsEgress", "egress"),
    ):
        if stated not in resource.properties:
            continue
        if present[held]:
            resource.call(
                f"revoke_security_group_{direction}", {**group, "IpPermissions": present[held]}
            )
        if wanted := [_permission(rule) for rule in resource.properties[stated]]:
            resource.call(
                f"authorize_security_group_{direction}", {**group, "IpPermissions": wanted}
            )


def _rule(direction):
    return Kind(
        "ec2",
        f"authorize_security_group_{direction}",
        ref=f"join('-', [properties.GroupId, '{direction}', to_string(properties.FromPort)])",
        arguments=lambda rule: {"GroupId": rule["GroupId"], "IpPermissions": [_permission(rule)]},
        delete=lambda resource: resource.call(
            f"revoke_security_group_{direction}", resource.arguments()
        ),
    )


KINDS = {
    "AWS::EC2::VPC": Kind(
        "ec2", "create_vpc", ref="response.Vpc.VpcId",
        attributes={"VpcId": "ref", "CidrBlock": "response.Vpc.CidrBlock"},
        key={"VpcId": "ref"}, delete="delete_vpc", follow=(_vpc_dns, _tags),
    ),
    "AWS::EC2::Subnet": Kind(
        "ec2", "create_subnet", ref="response.Subnet.SubnetId",
        attributes={"SubnetId": "ref", "CidrBlock": "response.Subnet.CidrBlock",
                    "AvailabilityZone": "response.Subnet.AvailabilityZone"},
        key={"SubnetId": "ref"}, delete="delete_subnet", follow=(_public_addresses, _tags),
    ),
    "AWS::EC2::InternetGateway": Kind(
        "ec2", "create_internet_gateway", ref="response.InternetGateway.InternetGatewayId",
        attributes={"InternetGatewayId": "ref"},
        key={"InternetGatewayId": "ref"}, delete="delete_internet_gateway", follow=(_tags,),
    ),
    "AWS::EC2::VPCGatewayAttachment": Kind(
        "ec2", "attach_internet_gateway",
        ref="join('|', ['IGW', properties.VpcId])",
        key={"VpcId": "properties.VpcId", "InternetGatewayId": "properties.InternetGatewayId"},
        delete="detach_internet_gateway",
    ),
    "AWS::EC2::RouteTable": Kind(
        "ec2", "create_route_table", ref="response.RouteTable.RouteTableId",
        attributes={"RouteTableId": "ref"},
        key={"RouteTableId": "ref"}, delete="delete_route_table", follow=(_tags,),
    ),
    "AWS::EC2::SubnetRouteTableAssociation": Kind(
        "ec2", "associate_route_table", ref="response.AssociationId",
        attributes={"Id": "ref"},
        key={"AssociationId": "ref"}, delete="disassociate_route_table",
    ),
    "AWS::EC2::Route": Kind(
        "ec2", "create_route",
        ref="join('|', [properties.RouteTableId, properties.DestinationCidrBlock])",
        key={"RouteTableId": "properties.RouteTableId",
             "DestinationCidrBlock": "properties.DestinationCidrBlock"},
        update="replace_route", delete="delete_route",
    ),
    "AWS::EC2::EIP": Kind(
        "ec2", "allocate_address", ref="response.PublicIp",
        attributes={"AllocationId": "response.AllocationId", "PublicIp": "response.PublicIp"},
        key={"AllocationId": "response.AllocationId"}, delete="release_address", follow=(_tags,),
    ),
    "AWS::EC2::NatGateway": Kind(
        "ec2", "create_nat_gateway", ref="response.NatGateway.NatGatewayId",
        attributes={"NatGatewayId": "ref"},
        key={"NatGatewayId": "ref"}, delete="delete_nat_gateway", follow=(_tags,),
    ),
    "AWS::EC2::SecurityGroup": Kind(
        "ec2", "create_security_group", ref="response.GroupId", named="GroupName",
        rename={"GroupDescription": "Description"},
        attributes={"GroupId": "ref", "Id": "ref", "VpcId": "properties.VpcId"},
        key={"GroupId": "ref"}, delete="delete_security_group", follow=(_group_rules, _tags),
    ),
    "AWS::EC2::SecurityGroupIngress": _rule("ingress"),
    "AWS::EC2::SecurityGroupEgress": _rule("egress"),
    "AWS::EC2::FlowLog": Kind(
        "ec2", "create_flow_logs", ref="response.FlowLogIds[0]",
        rename={"ResourceId": "ResourceIds"},
        attributes={"Id": "ref"},
        key={"FlowLogIds": "ref"}, delete="delete_flow_logs", follow=(_tags,),
    ),
}
