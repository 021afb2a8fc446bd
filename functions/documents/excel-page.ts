import type { Feature } from 'write-excel-file/node'
import {
  findElement,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
} from 'write-excel-file/utility'

/** How paper sizes are told: A4. */
const A4 = 9

/**
 * Printed, a sheet is as wide as one page: nobody pastes columns together.
 * @param onOnePage the whole first sheet, too
 */
export function fittingPages({ onOnePage }: { onOnePage: boolean }): Feature<never> {
  const orderOf = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? []
  const inserted = (xml: string, markup: string) =>
    insertElementMarkupAccordingToOrderOfSiblings(xml, markup, orderOf, 'worksheet')
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml, _, { sheetIndex }) {
            const known = findElement(xml, 'pageSetup')
            const setup = getSelfClosingTagMarkup('pageSetup', {
              paperSize: A4,
              ...known?.openingTagAttributes,
              fitToWidth: 1,
              fitToHeight: onOnePage && sheetIndex === 0 ? 1 : 0,
            })
            const set = known ? replaceElement(xml, known, setup) : inserted(xml, setup)
            return inserted(set, '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
          },
        },
      },
    },
  }
}
