/** Stands where an erased person’s name was; apart from all other words, so that it can be had without them. */
export const ERASED_PERSON = { ja: '削除済み', en: 'erased' } as const
