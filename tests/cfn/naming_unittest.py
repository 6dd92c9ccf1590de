"""Names of the generated code."""

import unittest

from naming import distinct, enumerator_names, member_name, snake_case


class SnakeCase(unittest.TestCase):
    def test_words_are_parted_at_capitals_and_acronyms_stay_whole(self):
        for name, expected in {
                "BucketName": "bucket_name",
                "DBInstanceClass": "db_instance_class",
                "EnableDNSSupport": "enable_dns_support",
                "KMSMasterKeyID": "kms_master_key_id",
                "SecurityGroupIds": "security_group_ids",
                "TargetGroupARNs": "target_group_arns",
                "VPCZoneIdentifier": "vpc_zone_identifier",
                "IPv6CidrBlock": "ipv6_cidr_block",
                "EC2InstanceType": "ec2_instance_type",
                "S3OriginConfig": "s3_origin_config",
                "TLSv1.2_2021": "tls_v1_2_2021",
                "RedisEndpoint.Address": "redis_endpoint_address",
                "EnableResourceNameDnsAAAARecord": "enable_resource_name_dns_aaaa_record"}.items():
            self.assertEqual(snake_case(name), expected)


class MemberName(unittest.TestCase):
    def test_keywords_and_taken_names_get_an_underscore(self):
        self.assertEqual(member_name("Default"), "default_")
        self.assertEqual(member_name("Id", {"id"}), "id_")
        self.assertEqual(member_name("Id"), "id")

    def test_a_leading_digit_gets_a_letter(self):
        self.assertEqual(member_name("1.2"), "v1_2")


class EnumeratorNames(unittest.TestCase):
    def test_names_are_distinct(self):
        self.assertEqual(enumerator_names(["Default", "default", "t2.micro", "aws:kms", "*"]),
                         ["default_", "default_2", "t2_micro", "aws_kms", "any"])

    def test_a_text_without_letters_has_no_enumerator(self):
        self.assertIsNone(enumerator_names(["a", "≥"]))


class Distinct(unittest.TestCase):
    def test_later_ones_are_numbered(self):
        self.assertEqual(distinct(["a", "b", "a"]), ["a", "b", "a_2"])


if __name__ == "__main__":
    unittest.main()
