import { describe, expect, it } from 'vitest';
import { appRequests, events, farmEvents, farmRequests, requests } from '../../../shared/contract.ts';
import { farmId, typedValue } from '../../../shared/contract/common.ts';
import { optionEdit } from '../../../shared/contract/option.ts';

describe('the contract', () => {
  it('names requests noun:verb and events noun:past', () => {
    for (const name of Object.keys(requests)) expect(name).toMatch(/^[a-z]+:[a-z][A-Za-z]*$/);
    for (const name of Object.keys(events)) expect(name).toMatch(/^[a-z]+:[a-z]+(ed)$/);
  });

  it('keeps app level and farm level apart', () => {
    const both = Object.keys(appRequests).filter((name) => name in farmRequests);
    expect(both).toEqual([]);
  });

  it('takes the farm first in every request that is relayed to its host', () => {
    const others = Object.entries(farmRequests).filter(
      ([, definition]) => definition.arguments.def.items[0] !== farmId,
    );
    expect(others.map(([name]) => name)).toEqual([]);
  });

  it('carries the farm in every event of a host', () => {
    const others = Object.entries(farmEvents).filter(
      ([, definition]) => definition.payload.def.shape.farmId !== farmId,
    );
    expect(others.map(([name]) => name)).toEqual([]);
  });

  it('refuses arguments of the wrong shape and keys that a union does not know', () => {
    expect(requests['session:end'].arguments.safeParse(['farm', []]).success).toBe(false);
    expect(requests['session:end'].arguments.safeParse(['farm', ['row']]).success).toBe(true);
    expect(
      optionEdit.safeParse({ scope: { kind: 'wiki' }, option: 'x', change: { kind: 'unset' } }).success,
    ).toBe(false);
  });

  it('reads typed values of any depth and nothing else', () => {
    const content = { dict: [[{ str: 'trail' }, { list: [{ u: 'FrontPage' }, { tuple: [{ int: '1' }] }] }]] };
    expect(typedValue.parse(content)).toEqual(content);
    expect(typedValue.safeParse({ object: 'os.system' }).success).toBe(false);
    expect(typedValue.safeParse({ str: 'a', u: 'a' }).success).toBe(false);
  });
});
