import { describe, expect, it } from 'vitest';
import { addressText, compileEntries, findWiki } from '../../../electron/config/url-pattern.ts';
import { proposeAddress } from '../../../electron/farm/address.ts';

const mainPort = 8910;

/** The address that is proposed for each wiki of a farm, by its patterns. */
function propose(wikis: Readonly<Record<string, string>>, options: { mount?: string; url?: string } = {}) {
  const { compiled } = compileEntries(
    Object.entries(wikis).map(([name, text]) => ({ name, pattern: { text, kind: 'str' as const } })),
  );
  return Object.fromEntries(
    Object.entries(wikis).map(([siteid, pattern]) => [
      siteid,
      proposeAddress({
        siteid,
        patterns: [pattern],
        findWiki: (question) => findWiki(compiled, addressText(question)),
        mainPort,
        urlPrefixStatic: '/moin_static1911',
        ...options,
      }),
    ]),
  );
}

describe('the address of a wiki', () => {
  it('is on Croft’s own port when the pattern takes every host', () => {
    expect(propose({ garden: '^https?://[^/]+/garden(/|$)' })['garden']).toMatchObject({
      url: 'http://localhost:8910/garden/',
      mount: '/garden',
      port: 8910,
      unreachableBecause: null,
    });
  });

  it('keeps the name that a pattern is written for, and says that no browser finds it', () => {
    expect(propose({ one: String.raw`^https?://one\.example\.org/` })['one']).toMatchObject({
      url: 'http://one.example.org/',
      port: 80,
      unreachableBecause: 'name-not-local',
    });
  });

  it('keeps the port that a pattern is written for', () => {
    const found = propose({ east: '^http://[^/:]+:8081/', west: '^http://[^/:]+:8082/' });
    expect(found['east']).toMatchObject({ url: 'http://localhost:8081/', unreachableBecause: null });
    expect(found['west']).toMatchObject({ url: 'http://localhost:8082/' });
  });

  it('takes an alternative that leads to this wiki and not to an earlier one', () => {
    const found = propose({
      first: String.raw`^https?://(www\.)?wiki\.example\.org/`,
      second: String.raw`^https?://(wiki|team)\.example\.org/`,
    });
    expect(found['first']?.host).toBe('wiki.example.org');
    expect(found['second']?.host).toBe('team.example.org');
  });

  it('puts a loopback name without a port on Croft’s own port', () => {
    expect(propose({ one: String.raw`^https?://one\.farm\.localhost(:\d+)?/` })['one']?.url).toBe(
      'http://one.farm.localhost:8910/',
    );
  });

  it('says https where only https matches', () => {
    expect(propose({ one: '^https://[^/]+/' })['one']).toMatchObject({
      scheme: 'https',
      unreachableBecause: 'https',
    });
  });

  it('is unknown when an earlier pattern takes everything', () => {
    expect(propose({ all: '.*', hidden: '^https?://hidden/' })['hidden']).toBeNull();
  });

  it('is what a person set, whatever the patterns say', () => {
    const found = propose({ one: '^https?://nobody/' }, { url: 'http://127.0.0.1:9000/w/' })['one'];
    expect(found).toMatchObject({ url: 'http://127.0.0.1:9000/w/', mount: '/w', port: 9000 });
  });

  it('takes the mount from url_prefix_static in a wiki that answers to everything', () => {
    const address = proposeAddress({
      siteid: 'wikiconfig',
      patterns: [],
      findWiki: () => 'wikiconfig',
      mainPort,
      urlPrefixStatic: '/mywiki/moin_static1911',
    });
    expect(address?.url).toBe('http://localhost:8910/mywiki/');
  });
});
