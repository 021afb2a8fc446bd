/** The longest texts the hub takes; `functions/domain/fields.ts` decides, and a test compares. */
export const LINE_LIMIT = 200
export const TEXT_LIMIT = 2000
