import type { FarmSummary } from '../../shared/contract/app.ts';
import type { RequestArguments } from '../../shared/contract.ts';

type Farm = Pick<FarmSummary, 'id' | 'group'>;
/** What `farm:arrange` takes: every farm with its group, from the top of the sidebar. */
export type Arrangement = RequestArguments<'farm:arrange'>[0];

/** Farms by group, groups in the order of their first farm; `` = none, always first. */
export function groupsOf<F extends Farm>(farms: readonly F[]): ReadonlyMap<string, readonly F[]> {
  const groups = new Map<string, F[]>([['', []]]);
  for (const farm of farms) groups.set(farm.group ?? '', [...(groups.get(farm.group ?? '') ?? []), farm]);
  if (groups.get('')?.length === 0) groups.delete('');
  return groups;
}

/** The farms as the sidebar shows them, so that the arrangement and the screen agree. */
const shownOrder = (farms: readonly Farm[]): readonly Farm[] => [...groupsOf(farms).values()].flat();

const print = (farms: readonly Farm[]): Arrangement => farms.map(({ id, group }) => ({ farmId: id, group }));

/** One place up or down; past the edge of its group it enters the neighbouring one. Null = it is at the end. */
export function moveFarm(farms: readonly Farm[], farmId: string, step: -1 | 1): Arrangement | null {
  const order = [...shownOrder(farms)];
  const from = order.findIndex(({ id }) => id === farmId);
  const moving = order[from];
  const neighbour = order[from + step];
  if (moving === undefined || neighbour === undefined) return null;
  if (neighbour.group !== moving.group) order[from] = { ...moving, group: neighbour.group };
  else [order[from], order[from + step]] = [neighbour, moving];
  return print(order);
}

/** Before another farm, into its group. */
export function moveFarmBefore(farms: readonly Farm[], farmId: string, beforeId: string): Arrangement | null {
  const order = shownOrder(farms);
  const moving = order.find(({ id }) => id === farmId);
  const before = order.find(({ id }) => id === beforeId);
  if (moving === undefined || before === undefined || moving === before) return null;
  const moved = { ...moving, group: before.group };
  return print(order.flatMap((farm) => (farm === moving ? [] : farm === before ? [moved, farm] : [farm])));
}

/** To the end of a group; null = to no group. */
export function moveFarmInto(
  farms: readonly Farm[],
  farmId: string,
  group: string | null,
): Arrangement | null {
  const order = shownOrder(farms);
  const moving = order.find(({ id }) => id === farmId);
  if (moving === undefined) return null;
  return print([...order.filter((farm) => farm !== moving), { ...moving, group }]);
}

/** A group with all its farms before the group above it, or after the one below. */
export function moveGroup(farms: readonly Farm[], group: string, step: -1 | 1): Arrangement | null {
  const groups = [...groupsOf(farms)];
  const from = groups.findIndex(([name]) => name === group);
  const moving = groups[from];
  const neighbour = groups[from + step];
  // Farms without a group stand first whatever happens.
  if (moving === undefined || neighbour === undefined || neighbour[0] === '') return null;
  [groups[from], groups[from + step]] = [neighbour, moving];
  return print(groups.flatMap(([, members]) => members));
}

/** Null as the new name takes the heading away and leaves its farms. */
export function renameGroup(farms: readonly Farm[], group: string, name: string | null): Arrangement {
  return print(shownOrder(farms).map((farm) => (farm.group === group ? { ...farm, group: name } : farm)));
}
