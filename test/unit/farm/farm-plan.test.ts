import { describe, expect, it } from 'vitest';
import { checkPlan, plannedFiles, plannedUrl, type FarmPlan } from '../../../electron/farm/farm-plan.ts';

const plan = (changes: Partial<FarmPlan> = {}): FarmPlan => ({
  topology: 'path',
  wikis: [
    { name: 'alpha', sitename: 'Alpha' },
    { name: 'beta', sitename: "Beta's" },
  ],
  shareLogin: true,
  superuser: 'AdminUser',
  domain: 'farm.localhost',
  firstPort: 8081,
  ...changes,
});

describe('a planned farm', () => {
  it.each([
    ['no wiki', plan({ wikis: [] })],
    ['two wikis in a single one', plan({ topology: 'single' })],
    ['a name that is no module', plan({ wikis: [{ name: 'my wiki', sitename: '' }] })],
    [
      'the name of a module that MoinMoin would find first',
      plan({ wikis: [{ name: 'site', sitename: '' }] }),
    ],
    [
      'one name twice',
      plan({
        wikis: [
          { name: 'a', sitename: '' },
          { name: 'A', sitename: '' },
        ],
      }),
    ],
    ['a domain that no cookie can have', plan({ topology: 'host', domain: 'localhost' })],
    ['ports below 1024', plan({ topology: 'port', firstPort: 80 })],
  ])('is refused for %s', (_what, refused) => {
    expect(checkPlan(refused)).toMatchObject({ ok: false, error: { code: 'bad-argument' } });
  });

  it('gives each wiki an address of its topology', () => {
    expect(plannedUrl(plan(), 1, '80')).toBe('http://localhost:80/beta/');
    expect(plannedUrl(plan({ topology: 'host' }), 0, '80')).toBe('http://alpha.farm.localhost:80/');
    expect(plannedUrl(plan({ topology: 'port' }), 1, '80')).toBe('http://localhost:8082/');
  });

  it('writes names and texts so that Python reads them back', () => {
    const beta = plannedFiles(plan(), 'secret').find((file) => file.path === 'beta.py');
    expect(beta?.text).toContain(String.raw`sitename = u'Beta\'s'`);
    expect(beta?.text.indexOf('from farmconfig import')).toBeLessThan(beta?.text.indexOf('here =') ?? 0);
  });

  it('keeps the members of a collection apart', () => {
    expect(plannedFiles(plan({ topology: 'separate' }), 's').map((file) => file.path)).toEqual([
      'alpha/wikiconfig.py',
      'beta/wikiconfig.py',
    ]);
  });
});
