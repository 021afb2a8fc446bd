import { useState } from 'react'
import type { ProposalDetail } from '../../../functions/domain/views.ts'
import { useTexts } from '../../i18n/language.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Facts } from '../../ui/section.tsx'
import { usePlace } from '../session/place.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { useStewardName } from './steward-name.ts'
import { TakeOverDialog } from './take-over-dialog.tsx'

/** Who carries a proposal now, whom to ask about it, and how it gets to somebody else. */
export function Stewardship({
  detail,
  readOnly,
}: {
  detail: ProposalDetail
  /** Looking at the past: nothing is said of today, and nothing can be done. */
  readOnly: boolean
}) {
  const { nameOf } = usePlace()
  const { t } = useTexts()
  const { steward } = detail.proposal
  const person =
    steward &&
    (steward.memberId === undefined
      ? t.stewardship.nobodyNamed
      : (nameOf(steward.memberId) ?? t.common.unknownPerson))
  return (
    <>
      {!readOnly && detail.orphaned && <OrphanNotice detail={detail} />}
      <Facts
        items={[
          {
            term: t.edit.stewardOffice,
            text: steward ? steward.office : t.proposal.noSteward,
          },
          ...(person ? [{ term: t.edit.stewardMember, text: person }] : []),
          ...(readOnly ? [] : [{ term: t.stewardship.asked, text: <Asked detail={detail} /> }]),
        ]}
      />
      {!readOnly && detail.cohortUnreachable && (
        <p className="mt-2 text-[0.875rem] text-solid-gray-700">
          {t.stewardship.cohortUnreachable}
        </p>
      )}
      {!readOnly && <Handing detail={detail} />}
    </>
  )
}

function OrphanNotice({ detail }: { detail: ProposalDetail }) {
  const { t, words, dates } = useTexts()
  const stewardName = useStewardName()
  const { handovers = [] } = detail.proposal
  const last = handovers.findLast(({ note }) => note !== undefined)
  return (
    <div className="mb-4">
      <Notice kind="warning" quiet title={detail.orphaned && words.orphaned[detail.orphaned]}>
        <p>{t.stewardship.orphanedLead}</p>
        {last ? (
          <>
            <p className="mt-2 text-[0.875rem] font-700">
              {t.stewardship.lastNote}
              {t.common.aside(
                [dates.instantDay(last.recordedAt), last.from && stewardName(last.from)]
                  .filter(Boolean)
                  .join(t.common.dot),
              )}
            </p>
            <p className="whitespace-pre-line">{last.note}</p>
          </>
        ) : (
          <p className="mt-2">{t.stewardship.noLastNote}</p>
        )}
      </Notice>
    </div>
  )
}

/** As what somebody is asked, and who they are. */
function Asked({ detail: { asked } }: { detail: ProposalDetail }) {
  const { people } = usePlace()
  const { t, words } = useTexts()
  const named = people.filter(({ id }) => asked.memberIds.includes(id))
  if (asked.memberIds.length === 0) return t.stewardship.askedNobody
  return (
    <>
      {words.askedVia[asked.via]}
      {t.common.colon}
      {t.common.list(
        named.map(({ name, office }) => (office ? `${name}${t.common.aside(office)}` : name)),
      )}
    </>
  )
}

/** Taking over, handing over, leaving it to an office: each is one action. */
function Handing({ detail: { proposal, permitted } }: { detail: ProposalDetail }) {
  const { me } = usePlace()
  const { t } = useTexts()
  const [open, setOpen] = useState<'take' | 'hand' | 'office'>()
  const [done, setDone] = useState(false)
  const isMine = proposal.steward?.memberId === me.memberId
  const mayTake = permitted.includes('steward.take_over') && !isMine
  const mayHand = permitted.includes('steward.hand_over')
  const start = (dialog: 'take' | 'hand' | 'office') => {
    setDone(false)
    setOpen(dialog)
  }
  const close = () => setOpen(undefined)
  const recorded = () => {
    setDone(true)
    close()
  }
  return (
    <>
      {(mayTake || mayHand) && (
        <div className="mt-4 flex flex-wrap gap-2 print:hidden">
          {mayTake && (
            <Button variant="outline" onClick={() => start('take')}>
              {t.stewardship.takeOver}
            </Button>
          )}
          {mayHand && (
            <>
              <Button variant="outline" onClick={() => start('hand')}>
                {t.stewardship.handOver}
              </Button>
              <Button variant="outline" onClick={() => start('office')}>
                {t.stewardship.officeOnly}
              </Button>
            </>
          )}
        </div>
      )}
      {done && (
        <div className="mt-4 print:hidden">
          <Notice kind="success" title={t.stewardship.done} />
        </div>
      )}
      {open === 'take' && (
        <TakeOverDialog proposalId={proposal.id} onDone={recorded} onClose={close} />
      )}
      {(open === 'hand' || open === 'office') && (
        <HandOverDialog
          proposal={proposal}
          officeOnly={open === 'office'}
          onDone={recorded}
          onClose={close}
        />
      )}
    </>
  )
}
