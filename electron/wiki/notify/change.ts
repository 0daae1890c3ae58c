/** Something that happened in a wiki and that people may want mail about. */
export type WikiChange = PageChange | NewAccount;

export type PageChange =
  | {
      readonly kind: 'changed' | 'reverted' | 'deleted';
      readonly page: string;
      /** The number that this change made. */
      readonly revision: number;
      readonly comment: string;
      /** The editor asked for less attention. */
      readonly trivial?: boolean;
    }
  | {
      readonly kind: 'renamed' | 'copied';
      /** The name from now on. */
      readonly page: string;
      readonly from: string;
      readonly revision: number;
      readonly comment: string;
    }
  | {
      readonly kind: 'attached' | 'detached';
      readonly page: string;
      readonly file: string;
      readonly bytes: number;
    };

export interface NewAccount {
  readonly kind: 'account';
  readonly name: string;
  readonly email: string;
}

/** Names of events in profiles (`email_subscribed_events`) that people choose among, in the order of the form. */
export const pageEvents = [
  'PageChangedEvent',
  'TrivialPageChangedEvent',
  'PageRenamedEvent',
  'PageCopiedEvent',
  'PageDeletedEvent',
  'PageRevertedEvent',
  'FileAttachedEvent',
  'FileRemovedEvent',
] as const;

/** Only superusers are told of this one. */
export const accountEvent = 'UserCreatedEvent';

export type EventName = (typeof pageEvents)[number] | typeof accountEvent;

export function eventOf(change: WikiChange): EventName {
  switch (change.kind) {
    case 'changed':
      return change.trivial === true ? 'TrivialPageChangedEvent' : 'PageChangedEvent';
    case 'reverted':
      return 'PageRevertedEvent';
    case 'deleted':
      return 'PageDeletedEvent';
    case 'renamed':
      return 'PageRenamedEvent';
    case 'copied':
      return 'PageCopiedEvent';
    case 'attached':
      return 'FileAttachedEvent';
    case 'detached':
      return 'FileRemovedEvent';
    case 'account':
      return accountEvent;
  }
}
