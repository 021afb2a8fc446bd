/**
 * Folds a text so that every way of writing it is found: width and compatibility forms (NFKC), case,
 * katakana as hiragana, and all dashes, hyphens and long-vowel marks as one.
 */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      // Some letters compose in lower case only (ǰ), and would be found in one form and not the other.
      .normalize('NFKC')
      .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(/[\u2010-\u2015\u2212\u30fc\uff70\u2500\u2501~\u301c\uff5e-]/g, '-')
      .replace(/\s+/g, ' ')
      .trim()
  )
}
