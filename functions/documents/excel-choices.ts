import type { Feature } from 'write-excel-file/node'
import {
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility'

/** Cells of a sheet, one under the other, and where the list stands that they are chosen from. */
export type Choosing = {
  /** By number of the sheet, from 0; rows and columns count from 0 too. */
  sheet: number
  column: number
  rows: { first: number; count: number }
  list: { sheet: string; column: number; count: number }
}

/**
 * Lets one choose in cells from a list, and refuses anything else: the library leaves that (dataValidation) to
 * those who need it. A list that stands in the formula itself may have 255 characters, so ours stand in cells.
 */
export function choosing(choices: readonly Choosing[]): Feature<never> {
  const orderOf = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? []
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml, _, { sheetIndex }) {
            const here = choices.filter(({ sheet }) => sheet === sheetIndex)
            if (here.length === 0) return xml
            const all = `<dataValidations count="${here.length}">${here.map(validation).join('')}</dataValidations>`
            return insertElementMarkupAccordingToOrderOfSiblings(xml, all, orderOf, 'worksheet')
          },
        },
      },
    },
  }
}

function validation({ column, rows: { first, count }, list }: Choosing): string {
  const range = `${getCellAddress(first, column)}:${getCellAddress(first + count - 1, column)}`
  const from = `'${list.sheet.replaceAll("'", "''")}'!${fixed(0, list.column)}:${fixed(list.count - 1, list.column)}`
  const opening = getSelfClosingTagMarkup('dataValidation', {
    type: 'list',
    allowBlank: 1,
    showInputMessage: 1,
    showErrorMessage: 1,
    sqref: range,
  }).replace(/\/>$/, '>')
  return `${opening}<formula1>${sanitizeTextContent(from)}</formula1></dataValidation>`
}

/** `$B$3`: it stays the same in whichever cell it is asked for. */
function fixed(row: number, column: number): string {
  return getCellAddress(row, column).replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')
}
