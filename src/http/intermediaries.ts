/** A status by which a server speaks as a gateway, a proxy or a network, and not as the one that has the resource. */
export interface IntermediaryStatus {
  readonly status: number;
  /** Who may send it: one that has asked another server, or one that stands between clients and servers at all. */
  readonly from: 'gateway' | 'proxy';
  /** What it says, as half a sentence. */
  readonly says: string;
  /** What the server that has the resource says instead, the likelier first. */
  readonly instead: readonly number[];
}

/** RFC 9110 §15.3.4, §15.5.8, §15.6.3 and §15.6.5; RFC 6585 §6. */
export const INTERMEDIARY_STATUSES: readonly IntermediaryStatus[] = [
  { status: 203, from: 'proxy', says: 'that a proxy has changed the content on its way', instead: [200] },
  { status: 407, from: 'proxy', says: 'that a proxy wants credentials', instead: [401] },
  {
    status: 502,
    from: 'gateway',
    says: 'that the server behind this one has sent an answer that cannot be used',
    instead: [500, 503],
  },
  {
    status: 504,
    from: 'gateway',
    says: 'that the server behind this one has not answered in time',
    instead: [503, 500],
  },
  { status: 511, from: 'proxy', says: 'that the network lets nobody through without a login', instead: [401, 403] },
];
