/** The part of the glossary that is about the history and what proves it. */

export const HISTORY_SCHEMAS: Record<string, string> = {
  EventPage: 'A page of a provable history',
  HistoryCheck: 'Whether a history is whole, and what vouches for it',
  HistoryEvent: 'One entry of the history; its SHA-256 over RFC 8785 canonical JSON links the next',
  TrailPage: 'A page of the audit trail',
  TrailRow:
    'Who did what when: `data` says what it became, with the texts, and under `before` what it was',
}

export const HISTORY_PROPERTIES: Record<string, string> = {
  'HistoryCheck.events': 'How many events were checked',
  upTo: 'Everything recorded up to this instant was checked',
  publicKey: 'The Ed25519 key that anchors are signed with',
  'HistoryCheck.pointer': 'Where what pages show deviates from the events',
  lastAnchor: 'The last anchor that vouches for the history',
  fingerprint: 'SHA-256 of the anchor, as HR gets it by mail',
  fault: 'What is wrong there',
  erasedTexts: 'How many texts are gone; their commitments still hold',
  chains: 'How many chains were checked',
  breaks: 'The first break of each broken chain; none where all is intact',
  anchors: 'How many anchors the history was held against',
  anchoredAt: 'The anchor that knows better',
  restores:
    'Each time the data were restored to before an anchor: when, as of which instant, and how many anchors were laid in between, whose later records are gone',
  'HistoryCheck.at': 'When',
  'HistoryCheck.asOf': 'The last instant of which everything is there',
  anchorNames: 'The anchors one may take, newest first',
}
