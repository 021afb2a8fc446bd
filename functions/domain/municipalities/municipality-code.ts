/**
 * 部会事務局: the scope of the program's office, with a roster and a history of its own. It is no tenant, and
 * its check digit is wrong on purpose: no municipality can have this code, and no page of one opens it.
 */
export const OFFICE = '000000'

/**
 * Whether a text is a 全国地方公共団体コード: six digits whose last is the check digit of the first five
 * (weights 6 to 2, modulus 11; 総務省「都道府県コード及び市区町村コード」 検査数字を算出する算式).
 */
export function isMunicipalityCode(text: string): boolean {
  if (!/^\d{6}$/.test(text)) return false
  const sum = [6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(text[at]), 0)
  return (11 - (sum % 11)) % 10 === Number(text[5])
}
