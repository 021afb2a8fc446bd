/** About a year: how mails ended, which day's job was done, a day's figures. */
const REMEMBERED_SECONDS = 400 * 24 * 60 * 60

/**
 * The `expiresAt` of an item that is remembered for about a year.
 * @param since an instant, or the day whose beginning counts, both in UTC
 */
export function rememberedUntil(since: string): number {
  return Math.floor(Date.parse(since) / 1000) + REMEMBERED_SECONDS
}
