/** What the schemas about erasing people are, and their properties; part of `glossary.ts`. */
export const ERASURE_SCHEMAS: Record<string, string> = {
  ErasureInput: 'An erasure as it is asked for',
  ErasurePreview: 'What an erasure would take away',
  Retention: 'Whose data is past its period, and the record of what was erased',
}

export const ERASURE_PROPERTIES: Record<string, string> = {
  confirmed: 'Must be true: nothing brings back what is erased',
  disposed: 'Who was erased, the newest first; by id alone',
  doneAt: 'When nothing of theirs was left',
  due: 'Whose data is past its period',
  erased: '削除済み: the name is empty, and nothing tells who it was',
  identity: 'What the roster holds that tells who it is',
  lastYear: 'The last fiscal year in which they were anything here',
  mentions:
    'Texts of others in which the name stands; whether this person is meant, people must tell',
  proposalTitle: 'What the proposal is called',
  texts: 'What they wrote, or what holds their words',
  textsErased: 'Its texts were erased with the person who wrote or said them',
  why: 'On request, or because the period is over',
}
