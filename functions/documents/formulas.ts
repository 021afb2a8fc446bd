/**
 * What a spreadsheet program could take for a formula, half or full width. A lone dash and a dash with a
 * blank behind it begin a remark, not a formula.
 */
const FORMULA = /^\s*(?:[=+@＝＋＠]|[-－−](?=\S))/

/** The text with an apostrophe before it where it would be run as a formula, now or after it was saved anew. */
export function defused(text: string): string {
  return FORMULA.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text
}
