import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addLists, markOpenLists } from '../../src/schema/extract/open_lists.mjs';
import { settleRelations } from '../../src/schema/extract/own_relations.mjs';

const typed = (properties, definitions = {}) => ({ properties, definitions, primaryIdentifier: ['Id'] });

test('lists of what comes from week to week have a day, others none', () => {
  const day = (name, values) => {
    const resources = { 'AWS::Store::Shelf': typed({ [name]: { enum: values } }) };
    markOpenLists(resources, '2030-01-31');
    return resources['AWS::Store::Shelf'].properties[name].enumAsOf;
  };
  for (const [name, values] of [['Type', ['m5.large', 'm5.2xlarge', 'c5.metal']], ['Class', ['db.t3.micro', 'db.serverless', 'db.r5.large']],
    ['Version', ['3.6.0', '4.0']], ['Region', ['us-east-1', 'eu-west-1']]]) {
    assert.equal(day(name, values), '2030-01-31', name);
  }
  for (const values of [['Enabled', 'Suspended'], [200, 403], ['http1.1', 'http2']]) assert.equal(day('Status', values), undefined);
});

test('a list by region is added to its property, a nested one too', () => {
  const resources = { 'AWS::Store::Shelf': typed({ Type: { enum: ['a'] } }, { Board: { properties: { Kind: {} } } }) };
  addLists(resources, new Map([['aws_store_shelf_type', ['b', 'a']], ['aws_store_shelf_board_kind', ['c']], ['aws_no_type', ['d']]]));
  assert.deepEqual(resources['AWS::Store::Shelf'].properties.Type.enum, ['a', 'b']);
  assert.deepEqual(resources['AWS::Store::Shelf'].definitions.Board.properties.Kind.enum, ['c']);
});

test('a group of the service itself is meant before one of EC2', () => {
  const group = () => ({ relations: [['AWS::EC2::SecurityGroup', 'Id']] });
  const resources = {
    'AWS::EC2::SecurityGroup': typed({}),
    'AWS::Cache::SecurityGroup': typed({}),
    'AWS::Cache::Ingress': typed({ CacheSecurityGroupName: group(), EC2SecurityGroupId: group(), VpcSecurityGroupIds: group(), SecurityGroupIds: group() }),
  };
  settleRelations(resources);
  const { CacheSecurityGroupName: own, ...others } = resources['AWS::Cache::Ingress'].properties;
  assert.deepEqual(own.relations, [['AWS::Cache::SecurityGroup', 'Id']]);
  for (const { relations } of Object.values(others)) assert.deepEqual(relations, [['AWS::EC2::SecurityGroup', 'Id']]);
});
