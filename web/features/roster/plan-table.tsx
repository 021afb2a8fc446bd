import { useTexts } from '../../i18n/language.tsx'
import { AlertIcon } from '../../ui/icons.tsx'
import { Tag } from '../../ui/tag.tsx'
import { KeepsHr } from './keeps-hr.tsx'
import type { PlanRow } from './plan-rows.ts'

const KIND = {
  add: 'good',
  change: 'info',
  move: 'info',
  leave: 'warning',
  same: 'plain',
  error: 'error',
} as const

/** How many rows of each fate there are. */
export function FateCounts({ rows }: { rows: PlanRow[] }) {
  const { t } = useTexts()
  const fates = Object.keys(KIND) as PlanRow['fate'][]
  return (
    <ul className="flex flex-wrap gap-2">
      {fates.flatMap((fate) => {
        const count = rows.filter((row) => row.fate === fate).length
        return count === 0
          ? []
          : [
              <li key={fate}>
                <Tag kind={KIND[fate]}>{t.files.fateCount(t.files.fates[fate], count)}</Tag>
              </li>,
            ]
      })}
    </ul>
  )
}

const head = 'border-b-2 border-solid-gray-700 px-2 py-2 text-left align-bottom'
const cell = 'px-2 py-2 align-top'

/** Row by row what would become of a file, with what is wrong: a table, or cards on a phone. */
export function PlanTable({ rows }: { rows: PlanRow[] }) {
  const { t } = useTexts()
  return (
    <>
      <table className="hidden w-full table-fixed border-collapse desktop:table print:table">
        <caption className="sr-only">{t.files.rows}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${head} w-[8%]`}>
              {t.files.columns.row}
            </th>
            <th scope="col" className={`${head} w-[22%]`}>
              {t.files.columns.name}
            </th>
            <th scope="col" className={`${head} w-[14%]`}>
              {t.files.columns.fate}
            </th>
            <th scope="col" className={head}>
              {t.files.columns.says}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row} className="border-b border-solid-gray-300">
              <td className={cell}>{row.row}</td>
              <th scope="row" className={`${cell} text-left font-400`}>
                {row.name}
              </th>
              <td className={cell}>
                <FateTag fate={row.fate} />
              </td>
              <td className={cell}>
                <Says row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="space-y-2 desktop:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.row} className="rounded-8 border border-solid-gray-300 p-3">
            <p className="flex flex-wrap items-center gap-2">
              <span className="text-[0.875rem]">{t.files.rowNumber(row.row)}</span>
              <span className="font-700">{row.name}</span>
              <FateTag fate={row.fate} />
            </p>
            <Says row={row} />
          </li>
        ))}
      </ul>
    </>
  )
}

function FateTag({ fate }: { fate: PlanRow['fate'] }) {
  const { t } = useTexts()
  return (
    <Tag kind={KIND[fate]}>
      {fate === 'error' && <AlertIcon size={14} />}
      {t.files.fates[fate]}
    </Tag>
  )
}

function Says({ row: { says, keepsHr, errors } }: { row: PlanRow }) {
  const { t } = useTexts()
  return (
    <>
      {says && <p>{says}</p>}
      {keepsHr !== undefined && <KeepsHr memberId={keepsHr} />}
      {errors.length > 0 && (
        <ul className="text-error-2">
          {errors.map(({ column, detail }) => (
            <li key={`${column} ${detail}`}>
              {column === undefined ? detail : t.files.inColumn(column, detail)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
