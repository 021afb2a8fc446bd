import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'

/** Stays in sight while one goes through the list: how many are chosen, and what is done with them. */
export function ChosenBar({
  count,
  onConfirm,
  onClear,
}: {
  count: number
  onConfirm: () => void
  onClear: () => void
}) {
  const { t } = useTexts()
  return (
    <div
      className={
        count > 0
          ? 'sticky bottom-0 flex flex-wrap items-center gap-x-4 gap-y-2 border-t-2 border-blue-900 bg-white py-3 print:hidden'
          : undefined
      }
    >
      <p role="status" className="font-700">
        {count > 0 && t.confirmations.chosen(count)}
      </p>
      {count > 0 && (
        <>
          <Button onClick={onConfirm}>{t.confirmations.confirmChosen(count)}</Button>
          <Button variant="text" onClick={onClear}>
            {t.confirmations.unchoose}
          </Button>
        </>
      )}
    </div>
  )
}
