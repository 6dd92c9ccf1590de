"""Certificates and zones: moto's CloudFormation lacks the former; a zone made elsewhere is missing."""

from moto.route53.models import FakeZone, Route53Backend

from .kinds import Kind


def get_hosted_zone(backend, zone_id):
    """A hosted zone that is made elsewhere is not there; it is made as soon as it is named."""
    zone_id = zone_id.removeprefix("/hostedzone/")
    if zone_id not in backend.zones:
        backend.zones[zone_id] = FakeZone(
            "example.com.", zone_id, private_zone=False, caller_reference=zone_id
        )
    return backend.zones[zone_id]


def _certificate(properties):
    """The API has no zones: CloudFormation writes the records that prove the names by itself."""
    return {name: value for name, value in properties.items() if name != "DomainValidationOptions"}


PATCHES = [(Route53Backend, "get_hosted_zone", get_hosted_zone)]
KINDS = {
    "AWS::CertificateManager::Certificate": Kind(
        "acm", "request_certificate", ref="response.CertificateArn", arguments=_certificate,
        key={"CertificateArn": "ref"}, delete="delete_certificate",
    ),
}
