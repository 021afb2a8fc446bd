import { alike, type Words } from './words.ts'

/** The history, and what proves it. */
export const HISTORY: readonly Words[] = [
  {
    EventPage: 'A page of a provable history',
    'EventPage.events': 'The events, oldest first; each carries the hash of its predecessor',

    HistoryCheck: 'Whether a history is whole, and what vouches for it',
    'HistoryCheck.anchorNames': 'The anchors one may take: the last hundred, newest first',
    'HistoryCheck.anchors': 'How many anchors the history was held against',
    'HistoryCheck.breaks': 'The first break of each broken chain; none where all is intact',
    'HistoryCheck.breaks.anchoredAt': 'The anchor that knows better',
    'HistoryCheck.breaks.fault': 'What is wrong there',
    'HistoryCheck.breaks.pointer': 'Where what pages show deviates from the events',
    'HistoryCheck.breaks.proposal': 'What the proposal is called',
    'HistoryCheck.breaks.sequence': 'Which event is wrong first; of the anchors, which one',
    'HistoryCheck.breaks.stream':
      'Which history it is: `proposal/<id>` or `municipality/<code>`; `anchors/<code>` where it is the anchors',
    'HistoryCheck.chains': 'How many chains were checked',
    'HistoryCheck.erasedTexts': 'How many texts are gone; their commitments still hold',
    'HistoryCheck.events': 'How many events were checked',
    'HistoryCheck.lastAnchor': 'The last anchor that vouches for the history',
    'HistoryCheck.lastAnchor.at': 'The instant of the last change that it vouches for, UTC',
    'HistoryCheck.lastAnchor.events': 'How many events it vouches for',
    'HistoryCheck.lastAnchor.fingerprint': 'SHA-256 of the anchor, as HR gets it by e-mail',
    'HistoryCheck.publicKey': 'The Ed25519 key that anchors are signed with',
    'HistoryCheck.restores':
      'Each time the data were restored to before an anchor, so that later records are gone',
    'HistoryCheck.restores.anchors':
      'How many anchors were laid in between: what they tell of is gone',
    'HistoryCheck.restores.asOf': 'The last instant of which everything is there, UTC',
    'HistoryCheck.restores.at': 'When the data were restored, UTC',
    'HistoryCheck.upTo': 'Everything recorded up to this instant was checked',

    HistoryEvent:
      'One entry of the history; its SHA-256 over RFC 8785 canonical JSON links the next',
    'HistoryEvent.commitments':
      'JSON pointer → HMAC-SHA-256 of the text that stands there, keyed with its salt',
    'HistoryEvent.data': 'Facts and codes; never names, addresses or texts',
    'HistoryEvent.previous':
      'SHA-256 of the predecessor’s canonical JSON, base64url; null in the first event',
    'HistoryEvent.v': 'The version of the event’s form',

    TrailPage: 'A page of the audit trail',
    'TrailPage.nextCursor':
      'Where there may be more; a page may then be short, even empty. Missing on the last one',
    'TrailPage.rows': 'What happened, the latest first',

    TrailRow: 'Who did what when',
    'TrailRow.data':
      'What it says as far as the reader may know it, with its texts, and under `before` what it was; `{ "erased": true }` stands for a text that is gone',
  },
  alike(['HistoryEvent', 'TrailRow'], {
    sequence: 'Its number in that history: 1, 2, 3 … without gaps',
  }),
]
