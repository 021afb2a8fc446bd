import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useStewardName } from '../stewardship/steward-name.ts'
import { useWho } from './who.ts'

type Handover = NonNullable<ProposalDetail['proposal']['handovers']>[number]

/** From whom to whom a proposal went, with what the one wrote for the other. */
export function HandoverEntry({ handover }: { handover: Handover }) {
  const { t, dates } = useTexts()
  const who = useWho()
  const stewardName = useStewardName()
  const { from, to, note } = handover
  return (
    <article className="keep-together">
      <p className="flex flex-wrap items-center gap-2">
        <Tag kind="info">{t.stewardship.handover}</Tag>
        <span className="font-700">
          {t.stewardship.fromTo(
            from ? stewardName(from) : t.stewardship.nobody,
            to ? stewardName(to) : t.stewardship.nobody,
          )}
        </span>
      </p>
      {note && <p className="mt-1 whitespace-pre-line">{note}</p>}
      <p className="mt-1 text-[0.8125rem] text-solid-gray-700">
        {t.timeline.recorded(dates.instant(handover.recordedAt), who.recorder(handover.by))}
      </p>
    </article>
  )
}
